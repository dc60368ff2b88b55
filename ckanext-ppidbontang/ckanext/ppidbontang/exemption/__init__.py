"""The exemption of an entry: closing it, testing, deciding, opening it again, and its history."""
