"""The entries that are planted, one for each state in which something is hidden."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.leakcheck import canaries
from ckanext.ppidbontang.leakcheck.garden import TITLE, Body, Garden, act
from ckanext.ppidbontang.leakcheck.readers import INSIDERS, OTHER_INSIDERS
from ckanext.ppidbontang.leakcheck.things import Entry, Kind, Thing

Record = dict[str, Any]

NOTES = "Ditanam untuk menguji kebocoran; hilang dengan sendirinya."
OPEN: Record = {
    "notes": NOTES,
    "information_category": "setiap-saat",
    "information_kind": "setiap-saat-03",
    "exemption_status": "terbuka",
}
GROUNDS: Record = {
    "exemption_grounds": ["h"],
    "exemption_legal_basis": [{"law": "UU 27/2022", "article": "Pasal 4"}],
    "exemption_consequence_open": "Uji.",
    "exemption_consequence_closed": "Uji.",
    "exemption_period_type": "kondisi",
    "exemption_start": "2025-01-10",
    "exemption_condition": "Uji.",
}
EXEMPT: Record = {
    "notes": NOTES,
    "information_category": "dikecualikan",
    "exemption_status": "dikecualikan-seluruhnya",
    **GROUNDS,
}
WHOLE, PART = "dikecualikan-seluruhnya", "dikecualikan-sebagian"
TEST: Record = {
    "consequence_test_number": "uji",
    "consequence_test_date": "2025-01-06",
    "consequence_test_place": "Uji",
    "exemption_consequence_open": "Uji.",
    "exemption_consequence_closed": "Uji.",
    "attendees": "PPID Utama",
}
DECISION: Record = {
    "exemption_decision_number": "uji",
    "exemption_decision_date": "2025-01-10",
    "exemption_decision_official": "PPID Utama",
}
# Fields of the record that an unpublished entry must keep to itself, beside title and notes.
HIDDEN_FIELDS = ("controlling_unit", "issuing_official", "concept", "indicator_code", "retention")


def plant(garden: Garden) -> None:
    """Plant an entry in every state."""
    for body, seen_by, states, whose in (
        (garden.body, INSIDERS, STATES, ""),
        (garden.other, OTHER_INSIDERS, OTHER_STATES, " (another body)"),
        (garden.hidden, OTHER_INSIDERS, HIDDEN_STATES, " (a body without public entries)"),
    ):
        for state, make in states.items():
            entry = Entry(state + whose, seen_by, is_sample=make in SAMPLES)
            make(garden, body, entry)
            garden.entries.append(entry)


def _draft(garden: Garden, body: Body, entry: Entry, state: str = "active") -> Record:
    """Leave an entry unpublished: all of it is hidden."""
    author = garden.names["author" if body == garden.hidden else "sysadmin"]
    package = act(
        "package_create",
        author,
        **OPEN | _hidden_words(garden, entry),
        owner_org=body.name,
        private=True,
        state=state,
        tags=[{"name": garden.secret("a tag", entry)}],
    )
    _know(garden, body, entry, package, hidden=True)
    _resource(garden, entry, package["id"])
    steward = garden.names["sysadmin"]
    title = f"{TITLE} {garden.secret('the title', entry)}"
    package = act("package_patch", steward, id=package["id"], title=title)
    _know_words(garden, entry, package)
    _know_activities(garden, entry, package["id"])
    return package


def _unfinished(garden: Garden, body: Body, entry: Entry) -> None:
    """Leave the form of a new entry before its end: what CKAN calls a draft."""
    _draft(garden, body, entry, state="draft")


def _open(garden: Garden, body: Body, entry: Entry) -> Record:
    """Publish an entry: nothing of it is hidden but what it was before."""
    package = _published(garden, body, entry, OPEN)
    _know_activities(garden, entry, package["id"])
    return package


def _exempt(garden: Garden, body: Body, entry: Entry) -> Record:
    """Declare an entry exempt from birth, with an original in the vault."""
    package = _published(garden, body, entry, EXEMPT)
    _original(garden, entry, package["id"])
    return package


def _partly_exempt(garden: Garden, body: Body, entry: Entry) -> None:
    """Publish the redacted file of an entry and keep the original in the vault."""
    part = {**GROUNDS, "exemption_status": PART, "exempt_parts": "Uji."}
    package = _published(garden, body, entry, OPEN)
    redacted = act(
        "resource_create", package_id=package["id"], url="https://example.invalid", name=TITLE
    )
    withdrawn = _resource(garden, entry, package["id"])
    _move(garden, entry, package["id"], "propose", **part, resources=[withdrawn["id"]])
    _move(garden, entry, package["id"], "test", **TEST)
    _move(garden, entry, package["id"], "decide", outcome=PART, **DECISION)
    _know_originals(garden, entry, package["id"])
    entry.things[Kind.RESOURCE].append(Thing(redacted["id"], garden.nobody.id))


def _proposed(garden: Garden, body: Body, entry: Entry) -> Record:
    """Publish an entry with a file, then propose to exempt it: what was public is hidden now."""
    package = _published(garden, body, entry, OPEN)
    _resource(garden, entry, package["id"])
    _know_activities(garden, entry, package["id"])
    _move(garden, entry, package["id"], "propose", **GROUNDS, exemption_status=WHOLE)
    _original(garden, entry, package["id"])
    _know_originals(garden, entry, package["id"])
    return package


def _exempted(garden: Garden, body: Body, entry: Entry) -> Record:
    """Take an open entry all the way to its exemption."""
    package = _proposed(garden, body, entry)
    _move(garden, entry, package["id"], "test", **TEST)
    _move(garden, entry, package["id"], "decide", outcome=WHOLE, **DECISION)
    return package


def _refused(garden: Garden, body: Body, entry: Entry) -> None:
    """Refuse a proposal: the entry is open again, but what was said of it is not."""
    package = _published(garden, body, entry, OPEN)
    _move(garden, entry, package["id"], "propose", **GROUNDS, exemption_status=WHOLE)
    _original(garden, entry, package["id"])
    _move(garden, entry, package["id"], "test", **TEST)
    _move(garden, entry, package["id"], "decide", outcome="ditolak", **DECISION, files=[])


def _opened(garden: Garden, body: Body, entry: Entry) -> None:
    """Open an exempt entry, but for an original that was never public."""
    package = _published(garden, body, entry, OPEN)
    _move(garden, entry, package["id"], "propose", **GROUNDS, exemption_status=WHOLE)
    _original(garden, entry, package["id"])
    _move(garden, entry, package["id"], "test", **TEST)
    _move(garden, entry, package["id"], "decide", outcome=WHOLE, **DECISION)
    _move(garden, entry, package["id"], "open", **DECISION)


def _deleted(garden: Garden, body: Body, entry: Entry) -> None:
    """Delete a published entry: its files and records stay in CKAN, and all of them are hidden."""
    package = _draft(garden, body, entry)
    steward = garden.names["sysadmin"]
    act("package_patch", steward, id=package["id"], private=False)
    act("package_delete", steward, id=package["id"])
    _know_activities(garden, entry, package["id"])


def _deleted_draft(garden: Garden, body: Body, entry: Entry) -> None:
    """Delete an entry that never was public."""
    package = _draft(garden, body, entry)
    act("package_delete", garden.names["sysadmin"], id=package["id"])
    _know_activities(garden, entry, package["id"])


def _move(garden: Garden, entry: Entry, package_id: str, step: str, **given: Any) -> None:
    """Move the exemption, with an internal note."""
    note = garden.secret(f"the internal note of the move {step}", entry)
    by = garden.names["sysadmin"]
    act(f"ppid_exemption_{step}", by, id=package_id, note=note, **given)


def _original(garden: Garden, entry: Entry, package_id: str) -> None:
    """Put a file into the vault."""
    filename = garden.secret("an original's name", entry) + ".csv"
    content = f"a\n{garden.secret('the content of an original', entry)}\n".encode()
    upload = FileStorage(BytesIO(content), filename)
    act("ppid_original_create", garden.names["sysadmin"], id=package_id, upload=upload)
    _know_originals(garden, entry, package_id)


def _know_originals(garden: Garden, entry: Entry, package_id: str) -> None:
    """Note the files of the vault; everything about them is a secret."""
    known = {thing.text for thing in entry.things[Kind.FILE]}
    for file in vault.originals(package_id):
        if file.id in known:
            continue
        garden.secret("an original's id", entry, file.id)
        garden.secret("an original's checksum", entry, file.hash)
        garden.secret("an original's place", entry, file.location)
        garden.name(Kind.FILE, file.id, entry)
        garden.name(Kind.LOCATION, file.location, entry)
        garden.name(Kind.FILENAME, file.name, entry)


def _published(garden: Garden, body: Body, entry: Entry, record: Record) -> Record:
    """Publish an entry that had other words while it was a draft."""
    steward = garden.names["sysadmin"]
    draft = act(
        "package_create",
        steward,
        **{**record, "notes": garden.secret("the notes of an earlier version", entry)},
        title=f"{TITLE} {garden.secret('the title of an earlier version', entry)}",
        name=canaries.word(),
        owner_org=body.name,
        private=True,
    )
    public = {"title": TITLE, "notes": record["notes"], "private": False}
    package = act("package_patch", steward, id=draft["id"], **public)
    _know(garden, body, entry, package, hidden=False)
    return package


def _hidden_words(garden: Garden, entry: Entry) -> Record:
    return {
        "name": garden.secret("the name", entry),
        "title": f"{TITLE} {garden.secret('the title of an earlier version', entry)}",
        "notes": garden.secret("the notes", entry),
        **{field: garden.secret(f"the field {field}", entry) for field in HIDDEN_FIELDS},
    }


def _know(garden: Garden, body: Body, entry: Entry, package: Record, *, hidden: bool) -> None:
    """Note what an entry can be asked for by; where it is hidden, all of it is a secret."""
    if hidden:
        garden.secret("the id", entry, package["id"])
    for value in (package["id"], package["name"]):
        garden.name(Kind.ENTRY, value, entry)
    for tag in package.get("tags", ()):
        garden.name(Kind.TAG, tag["name"], entry)
    for name in (body.name, body.id):
        garden.name(Kind.BODY, name, entry)
    _know_words(garden, entry, package)


def _know_words(garden: Garden, entry: Entry, package: Record) -> None:
    """Note the words of an entry that somebody could search for."""
    known = {thing.text for thing in entry.things[Kind.WORD]}
    for field in ("title", "notes", *HIDDEN_FIELDS):
        for found in canaries.WORD.findall(package.get(field) or ""):
            if found not in known:
                garden.name(Kind.WORD, found, entry)


def _resource(garden: Garden, entry: Entry, package_id: str) -> Record:
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
        view_type="datatables_view",
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


def _know_activities(garden: Garden, entry: Entry, package_id: str) -> None:
    """Note the activities that keep earlier versions; those of a hidden entry are secret."""
    known = {thing.text for thing in entry.things[Kind.ACTIVITY]}
    for activity in act("package_activity_list", id=package_id, limit=100):
        if activity["id"] in known:
            continue
        if garden.cage.find(package_id):
            garden.secret("an activity's id", entry, activity["id"])
        garden.name(Kind.ACTIVITY, activity["id"], entry)


Maker = Callable[[Garden, Body, Entry], Any]

STATES: dict[str, Maker] = {
    "unpublished": _draft,
    "form not finished": _unfinished,
    "open": _open,
    "exempt from birth": _exempt,
    "partly exempt": _partly_exempt,
    "proposed": _proposed,
    "open, then exempt": _exempted,
    "refused": _refused,
    "exempt, then open": _opened,
    "deleted": _deleted,
}
OTHER_STATES: dict[str, Maker] = {"unpublished": _draft, "open, then exempt": _exempted}
HIDDEN_STATES: dict[str, Maker] = {"unpublished": _draft, "deleted": _deleted_draft}
SAMPLES = (_draft, _exempted)
