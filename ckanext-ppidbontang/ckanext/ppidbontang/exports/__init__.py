"""What goes out of the catalogue as tables and records that come back to the same state.

It is for those who edit: a file holds what is unpublished and why something is exempt, as they see
it. Everybody else has the registers, the feed and the search.
"""
