"""Many entries made at once are what they would be if each were made alone, by the same rules."""

from __future__ import annotations

import json
import re
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import authz, model
from ckan.lib import search
from ckanext.activity.model import Activity
from sqlalchemy import event

from ckanext.ppidbontang.intake import answers
from ckanext.ppidbontang.intake.actors import Actor
from ckanext.ppidbontang.intake.creating import Made, Refused, create
from ckanext.ppidbontang.model import FeedEntry, FeedFragment

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal", "with_request_context")

# What differs between two entries that are the same otherwise.
_OWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?|(sendiri|bersama)-entri|\b[0-9a-f]{32}\b"
)


@pytest.fixture
def records(open_record, partly_exempt, exempt_record) -> list[dict[str, Any]]:
    """Return lawful records: published, a draft, partly and wholly exempt."""
    link = {"name": "Tabel", "url": "https://data.example/a.csv", "format": "CSV"}
    for row in (link, *partly_exempt["resources"]):
        row["mimetype"] = "text/csv"  # `package_create` alone would not guess it
    return [
        {**open_record, "resources": [link]},
        {**open_record, "private": True},
        partly_exempt,
        exempt_record,
    ]


@pytest.fixture
def many(open_record):
    """Make lawful records that differ in name, and in what is given."""
    return lambda *changes: [
        {**open_record, "name": f"entri-{number}", **change}
        for number, change in enumerate(changes)
    ]


def _stored(name: str) -> model.Package:
    return model.Session.query(model.Package).filter_by(name=name).one()


def _errors(fate: Made | Refused) -> list[str]:
    assert isinstance(fate, Refused)
    return list(fate.errors)


def _kept(name: str) -> dict[str, Any]:
    """Return all that the portal keeps of an entry, without what is its own."""
    package = _stored(name)
    activities = model.Session.scalars(sa.select(Activity).filter_by(object_id=package.id))
    fragments = model.Session.scalars(sa.select(FeedFragment).filter_by(package_id=package.id))
    feed = model.Session.get(FeedEntry, package.id)
    [document] = search.make_connection().search(f"id:{package.id}", fl="*,permission_labels").docs
    kept = {
        "record": tk.get_action("package_show")(
            {"ignore_auth": True, "use_cache": False}, {"id": package.id}
        ),
        "document": {
            key: json.loads(value) if key.endswith("data_dict") else value
            for key, value in document.items()
            if key not in ("_version_", "indexed_ts", "index_id")
        },
        "activities": [
            (one.user_id, one.activity_type, one.data, one.permission_labels) for one in activities
        ],
        "fragments": sorted(fragment.format for fragment in fragments),
        "feed": feed and (feed.state, feed.publisher, feed.version),
        "members": model.Session.query(model.Member).filter_by(table_id=package.id).count(),
    }
    return json.loads(_OWN.sub("…", json.dumps(kept, default=str, sort_keys=True)))


def test_each_is_as_if_it_were_made_alone(records, act):
    for number, record in enumerate(records):
        act("package_create", **{**record, "name": f"sendiri-entri{number}"})
    together = [{**record, "name": f"bersama-entri{n}"} for n, record in enumerate(records)]
    assert all(isinstance(fate, Made) for fate in create(together, Actor.site()))
    for number in range(len(records)):
        assert _kept(f"bersama-entri{number}") == _kept(f"sendiri-entri{number}")


def test_a_refused_one_stops_no_other(many):
    places: list[list[int]] = []
    fates = create(
        many({}, {"information_category": "rahasia"}, {}, {"name": "entri-0"}, {}),
        Actor.site(),
        committing=lambda made: places.append(list(made)),
    )
    kinds = [type(fate) for fate in fates]
    assert kinds == [Made, Refused, Made, Refused, Made]
    assert "information_category" in _errors(fates[1])
    assert _errors(fates[3]) == ["name"]
    assert sum(places, []) == [0, 2, 4]
    first = _stored("entri-0")
    assert fates[0] == Made(id=first.id, modified=first.metadata_modified)
    found = tk.get_action("package_search")({"ignore_auth": True}, {"q": "name:entri-*"})
    assert found["count"] == 3


def test_whoever_makes_them_needs_the_right_for_each(many, person):
    officer = Actor(user=person("dinkes").name)
    drafts = create(
        many({"owner_org": "dinkes"}, {}, {"owner_org": "dinkes", "private": False}), officer
    )
    assert [type(fate) for fate in drafts] == [Made, Refused, Refused]
    assert _errors(drafts[1]) == ["owner_org"]
    assert "private" in _errors(drafts[2])  # the PPID Utama publishes
    draft = _stored("entri-0")
    assert (draft.private, draft.extras["review_state"]) == (True, "draft")
    [activity] = model.Session.query(Activity).filter_by(object_id=draft.id)
    assert activity.user_id == draft.creator_user_id
    assert activity.data["actor"] == officer.user


def test_a_transaction_that_breaks_leaves_nothing(many):
    def break_down(_made):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        create(many({}), Actor.site(), committing=break_down)
    model.Session.rollback()
    assert model.Package.by_name("entri-0") is None


def test_others_than_the_activities_hear_of_each(many):
    heard: list[Any] = []

    def listen(sender, **told):
        heard.append((told["data_dict"]["name"], told["result"]))

    with tk.signals.action_succeeded.connected_to(listen, "package_create"):
        create(many({}, {}), Actor.site())
    assert heard == [("entri-0", _stored("entri-0").id), ("entri-1", _stored("entri-1").id)]
    assert model.Session.query(Activity).filter_by(activity_type="new package").count() == 2


def test_the_same_is_asked_once(many, person):
    """What an entry costs the database does not grow by who makes it."""
    officer, records = Actor(user=person("disdukcapil").name), many(*[{}] * 12)
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        asked.append(statement)

    create(records[:2], officer)
    event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        create(records[2:], officer)
    finally:
        event.remove(sa.Engine, "before_cursor_execute", note)
    assert len(asked) / 10 < 25


def test_a_right_that_is_given_meanwhile_counts_at_once(person, act):
    user, body = person("dinkes").name, "dishub"
    with answers.remembered():
        assert not authz.has_user_permission_for_group_or_org(body, user, "create_dataset")
        act("organization_member_create", id=body, username=user, role="editor")
        assert authz.has_user_permission_for_group_or_org(body, user, "create_dataset")
