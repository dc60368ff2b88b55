"""Folders of YAML records and the command that loads them, in process or as one of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from ckan import model
from ckan.tests.helpers import call_action

from ckanext.ppidbontang.cli import ppid

Entry = dict[str, Any]


@pytest.fixture
def entry() -> Entry:
    """Return a lawful entry as a YAML file states it."""
    return {
        "name": "kasus-dbd-2025",
        "title": "Kasus DBD menurut kelurahan 2025",
        "notes": "Jumlah kasus demam berdarah dengue di setiap kelurahan.",
        "tags": ["kesehatan", "dbd"],
        "license_id": "cc-by",
        "information_category": "setiap-saat",
        "information_kind": "setiap-saat-03",
        "exemption_status": "terbuka",
        "created_on": "2026-02",
        "available_forms": ["elektronik", "cetak"],
        "region_code": "64.74",
        "priority_data": True,
        "personal_data": "tidak",
    }


@pytest.fixture
def closed_entry(exempt_record: Entry) -> Entry:
    """Return a lawful, wholly exempt entry as a YAML file states it."""
    del exempt_record["owner_org"]
    return exempt_record


@pytest.fixture
def many(entry: Entry) -> Callable[[int], list[Entry]]:
    """Make entries that differ in name and title."""
    plain = dict(entry)  # a test may change its entry later
    return lambda count: [
        {**plain, "name": f"kasus-dbd-{number}", "title": f"Kasus DBD, laporan {number}"}
        for number in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of the records, with one data file in it."""
    path = tmp_path / "katalog"
    (path / "files").mkdir(parents=True)
    (path / "files" / "dbd.csv").write_text("kelurahan,kasus\nApi-Api,12\n", encoding="utf-8")
    return path


@pytest.fixture
def write(folder: Path) -> Callable[..., Path]:
    """Write a document of entries, or a raw text, into the folder."""

    def write(*entries: Any, file: str = "a.yaml", opd: str = "dinkes", text: str = "") -> Path:
        document = {"opd": opd, "entries": list(entries)}
        content = text or yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
        (folder / file).write_text(content, encoding="utf-8")
        return folder / file

    return write


@dataclass(frozen=True)
class Run:
    """What the command said: its summary tells five numbers, in the language of the portal."""

    exit_code: int
    output: str

    @property
    def counts(self) -> dict[str, int]:
        """Return what became of the records; what did not happen is left out."""
        names = ("created", "updated", "unchanged", "reindexed", "refused")
        [numbers] = re.findall(
            r"^" + r"(\d+)[^\d\n]+" * len(names) + "$", self.output, re.MULTILINE
        )
        told = zip(names, map(int, numbers), strict=True)
        return {name: number for name, number in told if number}


@pytest.fixture
def load(cli: Any, app: Any, clean_portal: None, folder: Path) -> Callable[..., Run]:
    """Run the command as `ckan` does, over the folder or another path."""

    def run(path: Path | None = None) -> Run:
        parent = click.Context(click.Group("ckan"))
        parent.meta["flask_app"] = app.flask_app
        result = cli.invoke(ppid, ["load", str(path or folder)], parent=parent)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return Run(exit_code=result.exit_code, output=result.output)

    return run


@pytest.fixture
def stored(clean_portal: None) -> Callable[[str], Entry]:
    """Read an entry as the portal holds it."""
    return lambda name: call_action("package_show", {"use_cache": False}, id=name)


@pytest.fixture
def searchable(clean_portal: None) -> Callable[[], set[str]]:
    """Return the names that search knows."""
    return lambda: {
        row["name"] for row in call_action("package_search", rows=1000, fl="name")["results"]
    }


@pytest.fixture
def state(clean_portal: None) -> Callable[[], dict[str, tuple[Any, ...]]]:
    """Take down what would betray a write: times of change, ids of resources, activities."""

    def take() -> dict[str, tuple[Any, ...]]:
        model.Session.rollback()
        packages = model.Session.query(model.Package)
        return {
            package.name: (
                package.id,
                package.metadata_modified,
                [(resource.id, resource.metadata_modified) for resource in package.resources],
            )
            for package in packages
        }

    return take


@pytest.fixture(autouse=True)
def _fresh_session() -> Iterator[None]:
    """Let go of what a test has read: the command works in sessions of its own."""
    yield
    model.Session.remove()
