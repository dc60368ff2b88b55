"""Who may call which action, by subject; `logic.guards` registers it."""
