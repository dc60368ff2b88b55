"""How much a spreadsheet may hold. What is more is refused in words, never cut off.

Five thousand entries in 55 columns take 2 MB; these bounds leave room for the whole catalogue, and
none for a file that is made to bring the server down.
"""

from __future__ import annotations

MAX_FILE_BYTES = 20 * 1024**2
MAX_UNPACKED_BYTES = 300 * 1024**2
MAX_PARTS = 2_000

# Rows with something in them, of all sheets together.
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_MERGES = 100_000
# What Excel itself lets into a cell.
MAX_TEXT = 32_767
MAX_CHARACTERS = 40_000_000
# The XLSX reader holds a sheet as the rectangle around everything in it, 32 bytes a cell.
MAX_RECTANGLE = 10_000_000

# A ZIP of a spreadsheet and the data files that its rows name.
MAX_ARCHIVE_BYTES = 500 * 1024**2
MAX_ARCHIVE_MEMBERS = 2_000
MAX_ARCHIVE_UNPACKED_BYTES = 2 * 1024**3

# Of the process that reads: 20,000 rows of 55 full columns take it 5 seconds and 150 MB.
MAX_PROCESSOR_SECONDS = 30
MAX_SECONDS = 90
MAX_MEMORY_BYTES = 1536 * 1024**2
MAX_ANSWER_BYTES = 160 * 1024**2
