"""Time `package_create` one after another against a load of the same records.

Run as `load.py REGISTRY COUNT ROUNDS` with CKAN_INI set to a site of the portal that holds its
bodies; prints the seconds of every round as JSON and leaves the site as it was.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
import yaml
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.lib import search
from seed import PPID_FIELDS, dataset

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.domain.agencies import Registry
from ckanext.ppidbontang.intake import files, records, workers
from ckanext.ppidbontang.intake.loader import Outcome
from ckanext.ppidbontang.intake.records import Record

# They make the first entries of a round no slower than the last.
WARMING = 5
PREFIX = "load-"

Package = dict[str, Any]


def packages(bodies: Registry, count: int) -> list[Package]:
    """Return lawful entries without files."""
    made = [{**dataset(number, bodies), **PPID_FIELDS} for number in range(count)]
    for number, package in enumerate(made):
        package["name"] = f"{PREFIX}{number:05}"
        del package["resources"]
    return made


def create(made: list[Package]) -> None:
    """Make entries as a script would that knows nothing but the API."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    for package in made:
        tk.get_action("package_create")({"ignore_auth": True, "user": site_user}, dict(package))


def write(made: list[Package], folder: Path) -> None:
    """Write entries as the records of a load."""
    entries = [{**package, "tags": [tag["name"] for tag in package["tags"]]} for package in made]
    document = {"opd": "kota-bontang", "entries": entries}
    (folder / "records.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")


def load(folder: Path) -> None:
    """Make entries as `ckan ppid load` does, from reading the files on."""
    outcome = Outcome()
    documents = files.documents(folder)
    clashes = records.survey(documents).clashes
    found = (record for document in documents for record in records.read(document, clashes))
    for done in workers.load_all(record for record in found if isinstance(record, Record)):
        outcome.add(done)
    if outcome.created != outcome.total:
        sys.exit(f"not all were made: {outcome}")


def forget() -> None:
    """Take the entries of a round away again."""
    model.Session.rollback()
    ids = f"SELECT id FROM package WHERE name LIKE '{PREFIX}%'"  # noqa: S608 (no input from outside)
    for table, column in (
        ("activity", "object_id"),
        ("member", "table_id"),
        ("package_tag", "package_id"),
        ("package", "id"),
    ):
        model.Session.execute(sa.text(f"DELETE FROM {table} WHERE {column} IN ({ids})"))  # noqa: S608
    model.Session.commit()
    search.make_connection().delete(q=f"name:{PREFIX}*", commit=True)


def seconds(work: Callable[[], None]) -> float:
    """Return how long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(path: str, count: str, rounds: str) -> None:
    """Take turns, so that what else the machine does meets both alike."""
    application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    # As CKAN's own command line does; the attribute is real, its type does not say so.
    context = application._wsgi_app.test_request_context()  # pyright: ignore[reportAttributeAccessIssue]
    with context, TemporaryDirectory() as folder:
        made = packages(registry.read(Path(path)), int(count))
        write(made, Path(folder))
        forget()
        create(made[:WARMING])
        times: dict[str, list[float]] = {"one_by_one": [], "load": []}
        for _ in range(int(rounds)):
            forget()
            times["one_by_one"].append(seconds(lambda: create(made)))
            forget()
            times["load"].append(seconds(lambda: load(Path(folder))))
        forget()
        json.dump(times, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
