"""Lists tell only of entries that the reader may know of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from tests.integration.guards.conftest import SECRET

TAG = f"cap-{SECRET}"
FORMAT = f"f{SECRET[:12]}"
PART = SECRET[:8]

pytestmark = pytest.mark.usefixtures("with_request_context")


@pytest.fixture
def ask(person: Callable[..., Any], plant: Any, act: Callable[..., Any]) -> Callable[..., Any]:
    """Call an action as a stranger, a member, the PPID Utama or nobody; a draft is there."""
    plant(private=True)
    gone = plant("rencana-yang-dibuang")
    act("package_delete", id=gone.entry_id)
    people = {
        "": "",
        "stranger": person("dinkes").name,
        "member": person("disdukcapil", role="member").name,
        "ppid utama": person("kota-bontang", role="admin").name,
    }

    def call(who: str, action: str, **data: Any) -> Any:
        return tk.get_action(action)({"user": people[who]}, data)

    return call


STRANGERS = ("", "stranger")
OWN = ("member", "ppid utama")


def seen_tags(ask: Callable[..., Any], who: str) -> list[bool]:
    """Tell for each way to a tag whether it shows that of the draft."""
    named = [tag["name"] for tag in ask(who, "tag_list", all_fields=True)]
    found = ask(who, "tag_search", query=PART)
    assert found["count"] == len(found["results"])
    return [
        TAG in ask(who, "tag_list"),
        TAG in named,
        TAG in ask(who, "tag_list", query=PART),
        TAG in [tag["name"] for tag in found["results"]],
        TAG in ask(who, "tag_autocomplete", query=PART),
        TAG in ask(who, "tag_autocomplete", query=PART, limit=1),
    ]


def test_tags_and_formats_of_hidden_entries_are_for_their_members(app, ask) -> None:
    for who in STRANGERS:
        assert not any(seen_tags(ask, who))
        assert not [tag for tag in ask(who, "tag_list") if "dibuang" in tag]
        assert ask(who, "format_autocomplete", q=PART) == []
    for who in OWN:
        assert all(seen_tags(ask, who))
        assert ask(who, "format_autocomplete", q=PART.upper()) == [FORMAT]
    for path in (
        f"/api/2/util/tag/autocomplete?incomplete={PART}",
        f"/api/2/util/resource/format_autocomplete?incomplete={PART}",
        f"/api/2/util/dataset/autocomplete?incomplete={PART}",
    ):
        assert SECRET[:12] not in app.get(path).body.lower()


def test_hidden_tags_take_no_place_on_a_page(ask, publish, open_record) -> None:
    public = f"{PART}-zz"
    publish(open_record, name="terbuka", tags=[{"name": public}])
    assert ask("", "tag_autocomplete", query=PART, limit=1) == [public]
    assert ask("", "tag_search", query=PART, limit=1, offset=0)["results"][0]["name"] == public
    assert ask("", "tag_search", query=PART, offset=1) == {"count": 1, "results": []}
    for limit in ("x", "-1", "1;2"):
        with pytest.raises(tk.ValidationError):
            ask("", "tag_autocomplete", query=PART, limit=limit)


def test_bodies_count_only_what_the_reader_may_know_of(ask) -> None:
    for who in STRANGERS:
        body = ask(who, "organization_show", id="disdukcapil", include_datasets=True)
        assert (body["package_count"], body["packages"]) == (0, [])
        (listed,) = ask(who, "organization_list", organizations=["disdukcapil"], all_fields=True)
        assert listed["package_count"] == 0
        assert ask(who, "member_list", id="disdukcapil", object_type="package") == []
    for who in OWN:
        assert ask(who, "organization_show", id="disdukcapil")["package_count"] == 1


def test_other_lists_of_entries_leave_out_what_is_hidden(ask) -> None:
    for who in STRANGERS:
        assert ask(who, "package_list") == []
        assert ask(who, "current_package_list_with_resources") == []
        assert ask(who, "package_autocomplete", q=PART) == []
        assert ask(who, "resource_search", query="name:berkas") == {"count": 0, "results": []}
        with pytest.raises(tk.ObjectNotFound):
            ask(who, "datastore_search", resource_id="_table_metadata")


def test_pages_open_with_hidden_entries_around(app, ask, person) -> None:
    """Nothing that a page asks about along the way makes it fail."""
    for body in ("dinkes", "disdukcapil", "kota-bontang"):
        reader = person(body, role="admin")
        for path in ("/", "/dataset/", "/organization/disdukcapil"):
            answer = app.get(path, headers=reader.headers)
            assert answer.status_code == 200
            assert body != "dinkes" or SECRET not in answer.body


ACTIVITIES = {
    "organization_activity_list": {"id": "disdukcapil"},
    "recently_changed_packages_activity_list": {},
    "dashboard_activity_list": {},
}


def test_activities_of_what_is_hidden_now_are_left_out(plant, act, person, publish, open_record):
    """An activity remembers the whole entry, as it was when everybody could see it."""
    officer, stranger = person("disdukcapil").name, person("dinkes").name
    for name in (officer, stranger):
        tk.get_action("follow_group")({"user": name}, {"id": "disdukcapil"})
    gone, kept = plant("lalu-dihapus"), plant("tetap-terbuka")
    for things in (kept, gone, kept, gone):
        tk.get_action("package_patch")({"user": officer}, {"id": things.entry, "unit": "x"})
        tk.get_action("package_patch")({"user": officer}, {"id": things.entry, "unit": "y"})
    act("package_delete", id=gone.entry_id)

    def seen(user: str, action: str, **page: int) -> list[str]:
        found = tk.get_action(action)({"user": user}, {**ACTIVITIES[action], **page})
        return [
            activity["object_id"] for activity in found if "package" in activity["activity_type"]
        ]

    for action in ACTIVITIES:
        assert gone.entry_id in seen(officer, action)
        assert set(seen(stranger, action)) == {kept.entry_id}
        whole = seen(stranger, action)
        pages = [seen(stranger, action, offset=n, limit=1) for n in range(len(whole))]
        assert pages == [[entry] for entry in whole]
