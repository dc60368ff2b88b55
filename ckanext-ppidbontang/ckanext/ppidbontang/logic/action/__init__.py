"""Actions, by subject; `logic.guards` registers them."""
