"""What is printed: whole, on the paper, with the columns of the law and where it is to be found."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from ckan.tests import helpers
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.catalogue import EXEMPT, OPEN

# More columns than stand upright on paper, and more rows than a box on the screen shows of a chart.
YEARS = [
    {"tahun": 1990 + n, "jiwa": 90_000 + 997 * n} | {f"ukuran_{i}": n * i for i in range(9)}
    for n in range(24)
]
HIDDEN = """[...document.querySelectorAll('.ppid-scroll')]
    .filter(box => box.scrollHeight > box.clientHeight + 1).length"""


@pytest.fixture
def file(catalogue: None) -> str:
    """Give the open entry a wide table with a line through its years; return its page."""
    site = {"user": helpers.call_action("get_site_user")["name"], "ignore_auth": True}
    resource = helpers.call_action("package_show", id=OPEN["name"])["resources"][0]["id"]
    helpers.call_action("datastore_create", site, resource_id=resource, force=True, records=YEARS)
    return f"/dataset/{OPEN['name']}/resource/{resource}"


def test_pages_are_printed_whole(open_page: Callable[..., Page], portal: str, file: str) -> None:
    page = open_page()
    paper = {path: _printed(page, path) for path in ("/dip", "/dik", "/dataset/rekam-medis", file)}
    for path, sheets in paper.items():
        assert f"{portal}{path}" in _words(sheets[:1]), path
        beyond = [text for sheet in sheets for text, place in sheet["texts"] if place > 1]
        assert beyond == [], path
    for path, last in (("/dip", "retensiarsip"), ("/dik", "RSUDTaman")):
        # A table across the paper; as cards, all of it would stand at the left.
        sheet = paper[path][0]
        assert sheet["is_across"]
        assert last in "".join(t for t, place in sheet["texts"] if place > 0.7).replace(" ", "")
    reasons = _words(paper["/dataset/rekam-medis"][:1])
    assert EXEMPT["exemption_consequence_closed"].replace(" ", "") in reasons
    assert paper[file][0]["is_across"]
    assert _words(paper[file]).count("Ukuran8") >= 2, "the table and the list of its columns"
    page.emulate_media(media="print")
    assert page.evaluate(HIDDEN) == 0


def _printed(page: Page, path: str) -> list[dict[str, Any]]:
    """Print a page; of each sheet return its texts, and how far from its left edge each begins."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.ok, path
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    sheets = []
    for sheet in reader.pages:
        width, texts = float(sheet.mediabox.width), list[tuple[str, float]]()

        def put(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
            across = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            texts.append((text, across / width))  # noqa: B023 (it is called in this turn)

        sheet.extract_text(visitor_text=put)
        sheets.append({"texts": texts, "is_across": width > float(sheet.mediabox.height)})
    return sheets


def _words(sheets: list[dict[str, Any]]) -> str:
    """Return what sheets say, without spaces and ligatures: a PDF places letters, not words."""
    said = "".join(text for sheet in sheets for text, _place in sheet["texts"])
    return "".join(unicodedata.normalize("NFKC", said).split())
