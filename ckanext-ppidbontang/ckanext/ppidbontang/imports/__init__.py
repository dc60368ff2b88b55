"""Spreadsheets brought into the catalogue: a preview first, then the work, row by row.

`uploads` keeps the file, `reading` finds its table, `present` what the portal holds of its rows,
`authority` what the caller may do, `planning` and `judging` say what each row would do and what is
wrong with it, `store` keeps that as the preview, `applying` does it, `undoing` takes it back,
`running` is the job with its lock, and `telling` what the faces are told.
"""
