"""Import a spreadsheet on the site of the portal that CKAN_INI names, and again unchanged.

Run as `spreadsheet.py ROWS`; prints what took how many seconds, when the first row was seen to be
done, and the most memory of a process in MB, as JSON.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from seed import PPID_FIELDS
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang.domain.written.headings import HEADINGS
from ckanext.ppidbontang.domain.written.values import write
from ckanext.ppidbontang.imports import running
from ckanext.ppidbontang.model import Import

LOOK = 0.1
BODY = "diskominfo"


def sheet(rows: int) -> FileStorage:
    """Return a list of as many entries, each with the link of a file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    fields = ("title", "notes", "tags", "license_id", "resources", *PPID_FIELDS)
    writer.writerow([HEADINGS[field] for field in fields])
    for number in range(rows):
        record = {
            "title": f"Laporan kegiatan nomor {number}",
            "notes": f"Laporan kegiatan nomor {number}, menurut kelurahan. Data contoh.",
            "tags": ["laporan", "kelurahan"],
            "license_id": "cc-by",
            "resources": [{"name": "Laporan", "url": f"https://data.example/{number}.pdf"}],
            **PPID_FIELDS,
        }
        writer.writerow([write(field, record[field]) for field in fields])
    return FileStorage(io.BytesIO(text.getvalue().encode("utf-8-sig")), filename="daftar.csv")


def seconds(work: Callable[[], Any]) -> float:
    """Return how long the work takes."""
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 2)


class Pass:
    """One pass of a list: its preview, and the work."""

    def __init__(self, rows: int, user: str) -> None:
        self.rows, self.user = rows, user
        self.found: dict[str, Any] = {}
        self.first_seen = 0.0

    def preview(self) -> None:
        """See what the list would do."""
        asked = {"upload": sheet(self.rows), "opd": BODY, "limit": 0}
        self.found = tk.get_action("ppid_import_create")({"user": self.user}, asked)

    def apply(self) -> None:
        """Do it, here and now."""
        found = model.Session.get_one(Import, self.found["id"])
        running.begin(found)
        watcher = threading.Thread(target=self._watch, args=(time.perf_counter(),), daemon=True)
        watcher.start()
        running.do(self.found["id"])

    def _watch(self, start: float) -> None:
        """Note when a row is seen to be done for the first time."""
        engine = sa.create_engine(tk.config["sqlalchemy.url"])
        done = sa.text(
            "SELECT EXISTS (SELECT FROM ppid_import_row WHERE import_id = :id AND outcome <> '')"
        )
        with engine.connect() as own:
            while not own.scalar(done, {"id": self.found["id"]}):
                own.rollback()
                time.sleep(LOOK)
        self.first_seen = round(time.perf_counter() - start, 2)


def main(rows: str) -> None:
    """Import a list twice."""
    application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    # As CKAN's own command line does; the attribute is real, its type does not say so.
    with application._wsgi_app.test_request_context():  # pyright: ignore[reportAttributeAccessIssue]
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        first, again = Pass(int(rows), user), Pass(int(rows), user)
        figures = {
            "preview": seconds(first.preview),
            "apply": seconds(first.apply),
            "preview_again": seconds(again.preview),
            "apply_again": seconds(again.apply),
            "first_row_seen": first.first_seen,
        }
        assert first.found["counts"]["create"] == again.found["counts"]["unchanged"] == int(rows)
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    figures["memory_mb"] = max(resource.getrusage(one).ru_maxrss for one in who) // 1024
    json.dump(figures, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
