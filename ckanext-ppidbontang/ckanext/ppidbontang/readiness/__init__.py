"""How ready each body is: read from the database, assessed by the law, kept as numbers."""
