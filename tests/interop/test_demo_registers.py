"""The registers of the demo catalogue, against counts that SQL makes on its own."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from openpyxl import load_workbook
from pypdf import PdfReader

pytestmark = [pytest.mark.demo, pytest.mark.usefixtures("demo")]

# Written without a word of the plugin: how many entries each register must hold.
COUNT = """
    SELECT count(*) FROM package p LEFT JOIN "group" g ON g.id = p.owner_org
    WHERE p.state = 'active' AND NOT p.private
      AND (:body = '' OR coalesce(nullif(p.extras->>'responsible_opd', ''), g.name) = :body)
      AND p.extras->>'exemption_status' IN {statuses}
"""
STATUSES = {
    "dip": "('terbuka', 'dikecualikan-sebagian')",
    "dik": "('dikecualikan-seluruhnya', 'dikecualikan-sebagian')",
}
# The city, and two bodies with entries of every sort.
BODIES = ("", "dinkes", "disdukcapil")


@pytest.fixture(params=[(kind, body) for kind in STATUSES for body in BODIES], ids=str)
def asked(request: pytest.FixtureRequest) -> tuple[str, str, int]:
    """Return a register, whose it is, and how many entries it must hold."""
    kind, body = request.param
    statement = sa.text(COUNT.format(statuses=STATUSES[kind]))
    return kind, body, model.Session.execute(statement, {"body": body}).scalar_one()


def get(app: Any, kind: str, body: str, extension: str = "") -> Any:
    return app.get(f"/{kind}{extension}?opd={body}", status=200)


def test_every_format_has_every_entry(app, asked):
    kind, body, count = asked
    assert count > 0
    rows = csv.DictReader(
        io.StringIO(get(app, kind, body, ".csv").data.decode("utf-8-sig"), newline="")
    )
    titles = [
        row["Ringkasan isi informasi" if kind == "dip" else "Informasi yang dikecualikan"]
        for row in rows
    ]
    assert len(titles) == count
    assert len(json.loads(get(app, kind, body, ".json").data)["rows"]) == count
    (sheet,) = load_workbook(io.BytesIO(get(app, kind, body, ".xlsx").data)).worksheets
    numbers = [cell.value for cell in sheet["A"] if isinstance(cell.value, int)]
    assert numbers == list(range(1, count + 1))
    pages = PdfReader(io.BytesIO(get(app, kind, body, ".pdf").data)).pages
    # A PDF maps each letter once, so where a long word may break (U+200B) is read at others, too.
    text = "".join("".join(page.extract_text().split()) for page in pages).replace("\u200b", "")
    first_lines = ("".join(title.split("\n")[0].split()) for title in titles)
    assert [line for line in first_lines if line not in text] == []


def test_the_page_says_how_many(app, asked):
    kind, body, count = asked
    assert f"{count} baris" in get(app, kind, body).data.decode()
