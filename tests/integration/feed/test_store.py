"""What each way to change an entry does to the feed: in the very transaction, and never more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS
from ckanext.ppidbontang.model.feed import DELETED, LIVE, WITHDRAWN
from tests.integration.exemption.conftest import DECISION, REASONS, TEST

from .conftest import DISTRIBUTION, WHOLE, Act, Feed, Record, objects

pytestmark = pytest.mark.usefixtures("unsearched")

LINKS = [
    {"name": "Jumlah", "url": "https://data.example/jumlah.csv", "format": "CSV"},
    {"name": "Catatan", "url": "https://data.example/catatan.pdf", "format": "PDF"},
]


class Begun:
    """Entries in the states in which they are changed."""

    def __init__(self, act: Act, records: dict[str, Record]) -> None:
        self.act, self.records = act, records

    def open(self) -> Record:
        return self.act("package_create", **self.records["open"], resources=LINKS)

    def private(self) -> Record:
        return self.act("package_create", **self.records["open"], private=True)

    def submitted(self) -> Record:
        entry = self.private()
        self.act("ppid_review_submit", id=entry["id"])
        return entry

    def partly(self) -> Record:
        return self.act("package_create", **self.records["partly"])

    def deleted(self) -> Record:
        entry = self.open()
        self.act("package_delete", id=entry["id"])
        return entry

    def proposed(self) -> Record:
        entry = self.open()
        self.act("ppid_exemption_propose", id=entry["id"], **WHOLE, **REASONS)
        return entry

    def tested(self) -> Record:
        entry = self.proposed()
        self.act("ppid_exemption_test", id=entry["id"], **TEST)
        return entry

    def decided(self) -> Record:
        entry = self.tested()
        given = {"outcome": WHOLE["exemption_status"], **DECISION}
        self.act("ppid_exemption_decide", id=entry["id"], **given)
        return entry


@pytest.fixture
def begun(act: Act, open_record: Record, partly_exempt: Record) -> Begun:
    return Begun(act, {"open": open_record, "partly": partly_exempt})


def patched(**changes: Any) -> Callable[[Act, Record], object]:
    return lambda act, entry: act("package_patch", id=entry["id"], **changes)


def done(action: str, **given: Any) -> Callable[[Act, Record], object]:
    return lambda act, entry: act(action, id=entry["id"], **given)


def in_bulk(action: str) -> Callable[[Act, Record], object]:
    return lambda act, entry: act(action, datasets=[entry["id"]], org_id=entry["owner_org"])


def refused(**changes: Any) -> Callable[[Act, Record], object]:
    def save(act: Act, entry: Record) -> None:
        with pytest.raises(tk.ValidationError):
            act("package_patch", id=entry["id"], **changes)

    return save


def reordered(act: Act, entry: Record) -> None:
    ids = [row["id"] for row in entry["resources"]]
    act("package_resource_reorder", id=entry["id"], order=ids[::-1])


def closed_by_form(act: Act, entry: Record) -> None:
    act(
        "package_patch",
        id=entry["id"],
        resources=[],
        information_category="dikecualikan",
        information_kind="",
        **WHOLE,
        **REASONS,
    )


def closed_in_part(act: Act, entry: Record) -> None:
    act(
        "ppid_exemption_propose",
        id=entry["id"],
        exemption_status="dikecualikan-sebagian",
        exempt_parts="Nama penerima.",
        resources=[entry["resources"][0]["id"]],
        **REASONS,
    )


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change, and what a reader must find after it."""

    do: Callable[[Act, Record], object]
    begins: str = "open"
    state: str | None = LIVE
    files: int = 2
    is_seen: bool = True
    narrows: bool | None = False  # None: more opens than closes, and it does not matter


GONE = {"files": 0, "narrows": True}
CHANGES = {
    "an edit": Change(do=patched(title="Judul baru")),
    "a save that changes nothing": Change(do=patched(), is_seen=False),
    "a refused edit": Change(do=refused(title=""), is_seen=False),
    "a refused category": Change(do=refused(information_category="rahasia"), is_seen=False),
    "another body": Change(do=patched(owner_org="dinkes")),
    "another answering body": Change(do=patched(responsible_opd="dinkes")),
    "another name": Change(do=patched(name="nama-baru")),
    "a tag": Change(do=patched(tags=[{"name": "penduduk"}, {"name": "kelurahan"}])),
    "a new file": Change(
        do=lambda act, entry: act(
            "resource_create", package_id=entry["id"], url="https://data.example/baru"
        ),
        files=3,
    ),
    "another file": Change(
        do=lambda act, entry: act(
            "resource_patch", id=entry["resources"][0]["id"], url="https://data.example/lain"
        )
    ),
    "a file less": Change(
        do=lambda act, entry: act("resource_delete", id=entry["resources"][0]["id"]), files=1
    ),
    "files in another order": Change(do=reordered),
    "a file by revision": Change(
        do=lambda act, entry: act(
            "package_revise",
            match={"id": entry["id"]},
            update__resources__0={"name": "Nama baru"},
        )
    ),
    "publication": Change(begins="private", do=patched(private=False), files=0),
    "publication in bulk": Change(begins="private", do=in_bulk("bulk_update_public"), files=0),
    "publication after a review": Change(
        begins="submitted", do=done("ppid_review_publish"), files=0
    ),
    "submission": Change(
        begins="private", do=done("ppid_review_submit"), state=None, files=0, is_seen=False
    ),
    "return": Change(
        begins="submitted",
        do=done("ppid_review_return", note="Lengkapi."),
        state=None,
        files=0,
        is_seen=False,
    ),
    "an edit of a draft": Change(
        begins="private", do=patched(title="Judul"), state=None, files=0, is_seen=False
    ),
    "hiding": Change(do=patched(private=True), state=WITHDRAWN, **GONE),
    "hiding in bulk": Change(do=in_bulk("bulk_update_private"), state=WITHDRAWN, **GONE),
    "deletion": Change(do=done("package_delete"), state=DELETED, **GONE),
    "deletion in bulk": Change(do=in_bulk("bulk_update_delete"), state=DELETED, **GONE),
    "purge": Change(do=done("dataset_purge"), state=DELETED, **GONE),
    "purge of a draft": Change(
        begins="private", do=done("dataset_purge"), state=None, files=0, is_seen=False
    ),
    "purge of what was deleted": Change(
        begins="deleted", do=done("dataset_purge"), state=DELETED, files=0, is_seen=False
    ),
    "restoration": Change(begins="deleted", do=patched(state="active")),
    "a proposal to exempt": Change(
        do=done("ppid_exemption_propose", **WHOLE, **REASONS), files=0, narrows=True
    ),
    "an exemption by the form": Change(do=closed_by_form, files=0, narrows=True),
    "a proposal to exempt a part": Change(do=closed_in_part, files=1, narrows=True),
    "a consequence test": Change(
        begins="proposed", do=done("ppid_exemption_test", **TEST), files=0
    ),
    "a decision": Change(
        begins="tested",
        do=done("ppid_exemption_decide", outcome=WHOLE["exemption_status"], **DECISION),
        files=0,
    ),
    "an extension": Change(
        begins="decided",
        do=done("ppid_exemption_extend", **{**DECISION, "exemption_end": "2032-01-10"}),
        files=0,
    ),
    "a refused proposal": Change(
        begins="tested",
        do=done("ppid_exemption_decide", outcome="ditolak", **DECISION),
        narrows=None,
    ),
    "an opening": Change(
        begins="decided", do=done("ppid_exemption_open", **DECISION), narrows=None
    ),
    "an edit of what is partly exempt": Change(
        begins="partly", do=patched(exempt_parts="Nama dan alamat."), files=1
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_in_the_feed(act: Act, begun: Begun, feed: Feed, change: Change) -> None:
    entry = getattr(begun, change.begins)()
    before, row_before = feed.state, feed.entry(entry["id"])

    change.do(act, entry)

    after, row = feed.state, feed.entry(entry["id"])
    assert (row.state if row else None) == change.state
    assert (after.seq > before.seq) == change.is_seen
    if change.narrows is not None:
        assert (after.narrowed > before.narrowed) == change.narrows
    if change.is_seen:
        assert row.seq == after.seq
    if row_before and row:
        assert row.position == row_before.position
    files = objects(feed.texts(entry["id"]).get("nt", b""), DISTRIBUTION)
    assert len(files) == change.files
    feed.assert_true()
    assert_readers_learn_of_it(feed, entry["id"], since=before.seq, change=change)


def assert_readers_learn_of_it(feed: Feed, package_id: str, *, since: int, change: Change) -> None:
    """What changed is told as it is now or as gone, in the feed and at its own address."""
    told = feed.read(f"/catalog/changes.nt?since={since}").decode()
    assert (f"/dataset/{package_id}#katalog>" in told) == change.is_seen
    assert (f"/dataset/{package_id}> <http://www.w3.org/ns/dcat#landingPage>" in told) == (
        change.is_seen and change.state == LIVE
    )
    assert (package_id in feed.listed()) == (change.state == LIVE)
    status = {LIVE: 200, WITHDRAWN: 410, DELETED: 410, None: 404}[change.state]
    assert feed.get(f"/dataset/{package_id}.nt").status_code == status


def test_what_its_body_published_at_once_goes_when_it_is_returned(
    person: Callable[..., Any], feed: Feed, open_record: Record
) -> None:
    """PERKI 1/2021 Pasal 25: no delay; PPID Utama looks at it afterwards."""
    officer, utama = person("disdukcapil"), person("kota-bontang", role="admin")

    def does(who: Any, action: str, **data: Any) -> Any:
        done = tk.get_action(action)({"user": who.name}, data)
        model.Session.remove()
        return done

    urgent = {
        **open_record,
        "information_category": "serta-merta",
        "information_kind": "serta-merta-01",
        **{statement.field: f"{statement.label}." for statement in ANNOUNCEMENT_STATEMENTS},
    }
    entry = does(officer, "package_create", **urgent)
    assert feed.listed() == [entry["id"]]
    does(utama, "ppid_review_return", id=entry["id"], note="Lengkapi.")
    assert feed.entry(entry["id"]).state == WITHDRAWN
    assert feed.listed() == []
    feed.assert_true()
