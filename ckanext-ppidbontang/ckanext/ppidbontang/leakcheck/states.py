"""The entries that are planted, one for each state in which something is hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ckanext.ppidbontang.leakcheck import canaries, parts, spreadsheets
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


def plant(garden: Garden) -> None:
    """Plant an entry in every state, and a spreadsheet."""
    for body, seen_by, states, whose in (
        (garden.body, INSIDERS, STATES, ""),
        (garden.other, OTHER_INSIDERS, OTHER_STATES, " (another body)"),
        (garden.hidden, OTHER_INSIDERS, HIDDEN_STATES, " (a body without public entries)"),
    ):
        for state, make in states.items():
            entry = Entry(state + whose, seen_by, is_sample=body == garden.body and make in SAMPLES)
            make(garden, body, entry)
            garden.entries.append(entry)
    spreadsheets.plant(garden)


def _draft(garden: Garden, body: Body, entry: Entry, state: str = "active") -> Record:
    """Leave an entry unpublished: all of it is hidden."""
    author = garden.names["author" if body == garden.hidden else "sysadmin"]
    package = act(
        "package_create",
        author,
        **OPEN | parts.hidden_words(garden, entry),
        owner_org=body.name,
        private=True,
        state=state,
        tags=[{"name": garden.secret("a tag", entry)}],
    )
    parts.know(garden, body, entry, package, hidden=True)
    parts.add_file(garden, entry, package["id"])
    steward = garden.names["sysadmin"]
    title = f"{TITLE} {garden.secret('the title', entry)}"
    package = act("package_patch", steward, id=package["id"], title=title)
    parts.know_words(garden, entry, package)
    parts.know_activities(garden, entry, package["id"])
    return package


def _unfinished(garden: Garden, body: Body, entry: Entry) -> None:
    """Leave the form of a new entry before its end: what CKAN calls a draft."""
    _draft(garden, body, entry, state="draft")


def _returned(garden: Garden, body: Body, entry: Entry) -> None:
    """Return an entry that was submitted for publication, with a note to its body."""
    package = _draft(garden, body, entry)
    steward = garden.names["sysadmin"]
    act("ppid_review_submit", steward, id=package["id"])
    note = garden.secret("the note of a review", entry)
    act("ppid_review_return", steward, id=package["id"], note=note)
    parts.know_activities(garden, entry, package["id"])


def _open(garden: Garden, body: Body, entry: Entry) -> Record:
    """Publish an entry: nothing of it is hidden but what it was before."""
    package = _published(garden, body, entry, OPEN)
    parts.know_activities(garden, entry, package["id"])
    return package


def _exempt(garden: Garden, body: Body, entry: Entry) -> Record:
    """Declare an entry exempt from birth, with an original in the vault."""
    package = _published(garden, body, entry, EXEMPT)
    parts.add_original(garden, entry, package["id"])
    return package


def _partly_exempt(garden: Garden, body: Body, entry: Entry) -> None:
    """Publish the redacted file of an entry and keep the original in the vault."""
    part = {**GROUNDS, "exemption_status": PART, "exempt_parts": "Uji."}
    package = _published(garden, body, entry, OPEN)
    redacted = act(
        "resource_create", package_id=package["id"], url="https://example.invalid", name=TITLE
    )
    withdrawn = parts.add_file(garden, entry, package["id"])
    _move(garden, entry, package["id"], "propose", **part, resources=[withdrawn["id"]])
    _move(garden, entry, package["id"], "test", **TEST)
    _move(garden, entry, package["id"], "decide", outcome=PART, **DECISION)
    parts.know_originals(garden, entry, package["id"])
    entry.things[Kind.RESOURCE].append(Thing(redacted["id"], garden.nobody.id))


def _proposed(garden: Garden, body: Body, entry: Entry) -> Record:
    """Publish an entry with a file, then propose to exempt it: what was public is hidden now."""
    package = _published(garden, body, entry, OPEN)
    parts.add_file(garden, entry, package["id"])
    parts.know_activities(garden, entry, package["id"])
    _move(garden, entry, package["id"], "propose", **GROUNDS, exemption_status=WHOLE)
    parts.add_original(garden, entry, package["id"])
    parts.know_originals(garden, entry, package["id"])
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
    parts.add_original(garden, entry, package["id"])
    _move(garden, entry, package["id"], "test", **TEST)
    _move(garden, entry, package["id"], "decide", outcome="ditolak", **DECISION, files=[])


def _opened(garden: Garden, body: Body, entry: Entry) -> None:
    """Open an exempt entry, but for an original that was never public."""
    package = _published(garden, body, entry, OPEN)
    _move(garden, entry, package["id"], "propose", **GROUNDS, exemption_status=WHOLE)
    parts.add_original(garden, entry, package["id"])
    _move(garden, entry, package["id"], "test", **TEST)
    _move(garden, entry, package["id"], "decide", outcome=WHOLE, **DECISION)
    _move(garden, entry, package["id"], "open", **DECISION)


def _deleted(garden: Garden, body: Body, entry: Entry) -> None:
    """Delete a published entry: its files and records stay in CKAN, and all of them are hidden."""
    package = _draft(garden, body, entry)
    steward = garden.names["sysadmin"]
    act("package_patch", steward, id=package["id"], private=False)
    garden.secret(canaries.ONCE_PUBLIC, entry, package["id"])
    act("package_delete", steward, id=package["id"])
    parts.know_activities(garden, entry, package["id"])


def _deleted_draft(garden: Garden, body: Body, entry: Entry) -> None:
    """Delete an entry that never was public."""
    package = _draft(garden, body, entry)
    act("package_delete", garden.names["sysadmin"], id=package["id"])
    parts.know_activities(garden, entry, package["id"])


def _move(garden: Garden, entry: Entry, package_id: str, step: str, **given: Any) -> None:
    """Move the exemption, with an internal note."""
    note = garden.secret("the internal note of a move", entry)
    by = garden.names["sysadmin"]
    act(f"ppid_exemption_{step}", by, id=package_id, note=note, **given)


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
    parts.know(garden, body, entry, package, hidden=False)
    return package


Maker = Callable[[Garden, Body, Entry], Any]

STATES: dict[str, Maker] = {
    "unpublished": _draft,
    "form not finished": _unfinished,
    "returned": _returned,
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
