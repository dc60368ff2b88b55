"""What `ckan ppid export` writes loads back: into the same portal and into an empty one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import search

from ckanext.ppidbontang.cli import ppid
from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER

# What is new in a portal that an entry comes to anew.
OWN = {"id", "metadata_created", "metadata_modified", "creator_user_id", "organization"}
OWN_OF_FILE = {"id", "package_id", "url", "created", "last_modified", "metadata_modified"}


@pytest.fixture
def export(cli: Any, app: Any, clean_portal: None) -> Callable[..., Any]:
    """Run a command of the group as `ckan` does."""

    def run(*arguments: object) -> Any:
        parent = click.Context(click.Group("ckan"))
        parent.meta["flask_app"] = app.flask_app
        return cli.invoke(ppid, [str(word) for word in arguments], parent=parent)

    return run


@pytest.fixture
def loaded(load, write, entry, closed_entry, partly_exempt) -> set[str]:
    """Load entries of every sort, with a file, a link, and texts that YAML could misread."""
    del partly_exempt["owner_org"], partly_exempt["tags"]
    files = [
        {"name": "Tabel", "description": "Menurut bulan", "format": "CSV", "file": "files/dbd.csv"},
        {"name": "Tautan", "url": "https://data.example/b"},
    ]
    write(
        {**entry, "notes": "satu\r\ndua: tiga\n# null ~\t'ya'", "resources": files},
        {**entry, "name": "draf", "title": "no", "private": "true", "tags": ["2025", "null"]},
        {**entry, "name": "lain", "owner_org": "kel-api-api", "responsible_opd": "dinkes"},
        partly_exempt,
        closed_entry,
    )
    assert load().counts == {"created": 5}
    return {entry["name"], "draf", "lain", partly_exempt["name"], closed_entry["name"]}


def empty() -> None:
    """Take every entry out of the portal, as if there never had been one."""
    for table in ("resource_view", "resource", "package_tag", "tag", "package"):
        model.Session.execute(sa.text(f'DELETE FROM "{table}"'))
    model.Session.commit()
    search.clear_all()


def comparable(package: dict[str, Any]) -> dict[str, Any]:
    files = [
        {key: value for key, value in row.items() if key not in OWN_OF_FILE}
        | {"file": row["url"].rsplit("/", 1)[-1]}
        for row in package["resources"]
    ]
    tags = [tag["name"] for tag in package["tags"]]
    rest = {key: value for key, value in package.items() if key not in OWN}
    return {**rest, "resources": files, "tags": tags}


def test_the_same_portal_has_nothing_to_do(export, load, loaded, tmp_path):
    document = tmp_path / "katalog.yaml"
    done = export("export", document)
    assert (done.exit_code, "5 entries" in done.output) == (0, True), done.output
    assert load(document).counts == {"unchanged": 5}
    assert document.stat().st_mode & 0o077 == 0


def test_a_file_that_is_told_by_its_address_stays_when_something_else_changes(
    export, load, loaded, tmp_path, stored
):
    document = tmp_path / "katalog.yaml"
    export("export", "--opd", "dinkes", document)
    before = stored("kasus-dbd-2025")
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("dua: tiga", "dua: empat"), encoding="utf-8")
    assert load(document).counts == {"updated": 1, "unchanged": 3}
    after = stored("kasus-dbd-2025")
    assert before["notes"] != after["notes"]
    for key in ("id", "url", "url_type", "size", "hash"):
        assert before["resources"][0][key] == after["resources"][0][key]


def test_an_empty_portal_comes_to_the_same_state(export, load, loaded, tmp_path, stored):
    document = tmp_path / "katalog.yaml"
    assert export("export", "--files", document).exit_code == 0
    before = {name: comparable(stored(name)) for name in loaded}
    empty()
    assert load(document).counts == {"created": 5}
    assert {name: comparable(stored(name)) for name in loaded} == before
    [copied] = [path for path in (tmp_path / "katalog-files").rglob("*") if path.is_file()]
    assert copied.read_bytes().startswith(b"kelurahan,kasus")
    assert load(document).counts == {"unchanged": 5}


def test_spreadsheets_of_one_body(export, loaded, tmp_path):
    for command in ("export", "template"):
        done = export(command, "--opd", "dinkes", tmp_path / "a.xlsx")
        assert done.exit_code == 0, done.output
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        place = FIELD_ORDER.index("name") + 1
        named = {str(sheet.cell(row, place).value) for row in range(3, 3 + len(loaded))}
        assert named - {"None"} == loaded - {"lain"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "a.pdf"), ".xlsx, .csv or .yaml"),
        (("export", "--files", "a.csv"), "only a YAML file"),
        (("export", "--opd", "tidak-ada", "a.csv"), "tidak-ada: no body"),
        (("template", "a.csv"), ".xlsx"),
        (("template", "keluar/a.xlsx"), "No such file"),
    ],
)
def test_what_cannot_be_is_one_line(export, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    done = export(*arguments)
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output
    assert list(Path().iterdir()) == []
