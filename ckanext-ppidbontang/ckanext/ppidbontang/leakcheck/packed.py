"""Open what an answer is packed in: what a spreadsheet or a PDF says is told as any page is."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache

from pypdf import PdfReader
from pypdf.errors import PyPdfError

# A page of a PDF breaks lines and words where its letters happen to end.
_BREAKS = re.compile(r"[\s\u00ad\u200b-]+")


def readable(content: bytes) -> str:
    """Return the text of an answer, from inside a ZIP (as XLSX is) or a PDF too."""
    try:
        if content.startswith(b"PK\x03\x04"):
            return "\n".join(_members(content))
        if content.startswith(b"%PDF-"):
            return _words(content)
    except (zipfile.BadZipFile, PyPdfError):
        pass  # a file that only looks like one is read as it is
    return content.decode("utf-8", "replace")


@lru_cache(maxsize=16)
def _words(content: bytes) -> str:
    """Return the words of a PDF; six readers of one register are given the same bytes."""
    pages = PdfReader(io.BytesIO(content)).pages
    return _BREAKS.sub("", "".join(page.extract_text() for page in pages))


def _members(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            f"{name}\n{archive.read(name).decode('utf-8', 'replace')}"
            for name in archive.namelist()
        ]
