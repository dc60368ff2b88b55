"""The parts of an entry that can be hidden, each planted with a canary of its own."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.leakcheck import canaries
from ckanext.ppidbontang.leakcheck.garden import TITLE, Body, Garden, act
from ckanext.ppidbontang.leakcheck.things import Entry, Kind

Record = dict[str, Any]

# Fields of the record that an unpublished entry must keep to itself, beside title and notes.
HIDDEN_FIELDS = ("controlling_unit", "issuing_official", "concept", "indicator_code", "retention")


def hidden_words(garden: Garden, entry: Entry) -> Record:
    """Return the fields of a record in which every word is a secret."""
    return {
        "name": garden.secret("the name", entry),
        "title": f"{TITLE} {garden.secret('the title of an earlier version', entry)}",
        "notes": garden.secret("the notes", entry),
        **{field: garden.secret(f"the field {field}", entry) for field in HIDDEN_FIELDS},
    }


def know(garden: Garden, body: Body, entry: Entry, package: Record, *, hidden: bool) -> None:
    """Note what an entry can be asked for by; where it is hidden, all of it is a secret."""
    if hidden:
        garden.secret("the id", entry, package["id"])
    for value in (package["id"], package["name"]):
        garden.name(Kind.ENTRY, value, entry)
    for tag in package.get("tags", ()):
        garden.name(Kind.TAG, tag["name"], entry)
    for name in (body.name, body.id):
        garden.name(Kind.BODY, name, entry)
    know_words(garden, entry, package)


def know_words(garden: Garden, entry: Entry, package: Record) -> None:
    """Note the words of an entry that somebody could search for."""
    known = {thing.text for thing in entry.things[Kind.WORD]}
    for field in ("title", "notes", *HIDDEN_FIELDS):
        for found in canaries.WORD.findall(package.get(field) or ""):
            if found not in known:
                garden.name(Kind.WORD, found, entry)


def add_file(garden: Garden, entry: Entry, package_id: str) -> Record:
    """Add a file with a canary in its name, its content and every word about it."""
    filename = garden.secret("a file's name", entry) + ".csv"
    content = (
        f"kolom,{garden.secret('a column of a file', entry)}\n"
        f"{garden.secret('the content of a file', entry)},1\n"
    ).encode()
    resource = act(
        "resource_create",
        package_id=package_id,
        name=garden.secret("a resource's name", entry),
        description=garden.secret("a resource's description", entry),
        format=garden.secret("a resource's format", entry),
        upload=FileStorage(BytesIO(content), filename),
    )
    garden.secret("a resource's id", entry, resource["id"])
    for kind, value in (
        (Kind.RESOURCE, resource["id"]),
        (Kind.FILENAME, filename),
        (Kind.FORMAT, resource["format"]),
        (Kind.WORD, resource["name"]),
        (Kind.WORD, resource["description"]),
    ):
        garden.name(kind, value, entry)
    _table(garden, entry, resource["id"])
    view = act(
        "resource_view_create",
        resource_id=resource["id"],
        view_type="text_view",
        title=garden.secret("a view's title", entry),
        description=garden.secret("a view's description", entry),
    )
    garden.secret("a view's id", entry, view["id"])
    garden.name(Kind.VIEW, view["id"], entry)
    return resource


def _table(garden: Garden, entry: Entry, resource_id: str) -> None:
    """Put a table of the DataStore under a resource."""
    column = garden.secret("a column of the DataStore", entry)
    row = garden.secret("a row of the DataStore", entry)
    alias = garden.secret("an alias in the DataStore", entry)
    act(
        "datastore_create",
        resource_id=resource_id,
        force=True,
        aliases=[alias],
        fields=[{"id": column, "type": "text"}],
        records=[{column: row}],
    )
    garden.name(Kind.RESOURCE, alias, entry)
    for value in (column, row):
        garden.name(Kind.WORD, value, entry)


def add_original(garden: Garden, entry: Entry, package_id: str) -> None:
    """Put a file into the vault."""
    filename = garden.secret("an original's name", entry) + ".csv"
    content = f"a\n{garden.secret('the content of an original', entry)}\n".encode()
    upload = FileStorage(BytesIO(content), filename)
    made = act("ppid_original_create", garden.names["sysadmin"], id=package_id, upload=upload)
    _know_original(garden, entry, vault.original(package_id, made["id"]))


def know_originals(garden: Garden, entry: Entry, package_id: str) -> None:
    """Note the files that came to the vault by a move, after those that were put there."""
    known = {thing.text for thing in entry.things[Kind.FILE]}
    for file in vault.originals(package_id):
        if file.id not in known:
            _know_original(garden, entry, file)


def _know_original(garden: Garden, entry: Entry, file: model.File) -> None:
    """Note a file of the vault; everything about it is a secret."""
    garden.secret("an original's id", entry, file.id)
    garden.secret("an original's checksum", entry, file.hash)
    garden.secret("an original's place", entry, file.location, is_told=False)
    garden.name(Kind.FILE, file.id, entry)
    garden.name(Kind.LOCATION, file.location, entry)
    garden.name(Kind.FILENAME, file.name, entry)


def know_activities(garden: Garden, entry: Entry, package_id: str) -> None:
    """Note the activities that keep earlier versions; those of a hidden entry are secret."""
    known = {thing.text for thing in entry.things[Kind.ACTIVITY]}
    for activity in act("package_activity_list", id=package_id, limit=100):
        if activity["id"] in known:
            continue
        if garden.cage.find(package_id):
            garden.secret("an activity's id", entry, activity["id"])
        garden.name(Kind.ACTIVITY, activity["id"], entry)
