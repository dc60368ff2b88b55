"""Entries that are likely the same information: found, compared by their figures, and dismissed."""
