"""Spreadsheets to fill in, and those that come back with their errors marked."""
