"""Spreadsheets that people send, read in a process of its own; `reading.read` is the way in."""
