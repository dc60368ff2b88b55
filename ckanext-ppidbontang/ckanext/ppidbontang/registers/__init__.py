"""The registers of the portal: asked for, read, written in every format, fixed on a day.

`question` reads what somebody asks for, `reading` answers it from the database, `tables` lays it
out for `documents`, `fixing` keeps one as it stood on a day.
"""
