"""Scheming schemas of the PPID record and of the bodies that publish."""
