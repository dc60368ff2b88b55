"""A wholly exempt entry shows no file, whatever was stored past the rules: doubt closes."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib import search
from ckan.types import Context

from ckanext.ppidbontang import visibility

pytestmark = pytest.mark.usefixtures("with_request_context")

STRANGE = [
    {"information_category": None},
    {"information_category": "dikecualikan", "exemption_status": "dikecualikan-seluruhnya"},
]


@pytest.fixture(params=STRANGE, ids=str)
def things(request: pytest.FixtureRequest, plant: Any) -> Any:
    """Make a public entry with a file, and change what it says of itself past the rules."""
    made = plant("data-sumir")
    package = model.Package.get(made.entry_id)
    assert package
    extras = {**package.extras, **request.param}
    package.extras = {field: value for field, value in extras.items() if value}
    model.Session.commit()
    search.rebuild(made.entry_id)
    return made


GIVING = [
    ("resource_show", "id", "file"),
    ("resource_view_list", "id", "file"),
    ("resource_view_show", "id", "view"),
    ("datastore_search", "resource_id", "file"),
    ("datastore_search", "resource_id", "alias"),
    ("datastore_info", "id", "file"),
]


def test_strangers_see_the_entry_without_its_file(things, person) -> None:
    for user in ("", person("dinkes").name):

        def call(action: str, /, *, caller: str = user, **asked: Any) -> Any:
            return tk.get_action(action)({"user": caller}, asked)

        shown = call("package_show", id=things.entry)
        assert (shown["resources"], shown["num_resources"]) == ([], 0)
        for default in (False, True):
            (found,) = call("package_search", use_default_schema=default)["results"]
            assert found["resources"] == []
        for action, parameter, kind in GIVING:
            with pytest.raises(tk.ObjectNotFound):
                call(action, **{parameter: getattr(things, kind)})
        assert call("resource_search", query="name:berkas") == {"count": 0, "results": []}
        assert call("format_autocomplete", q="fdata") == []
        for query in ("berkas", f"res_name:berkas-{things.entry}", "res_format:*"):
            assert call("package_search", q=query)["count"] == 0


def test_no_page_gives_its_file(app, things) -> None:
    for path in (
        f"/dataset/{things.entry}/resource/{things.file}",
        f"/dataset/{things.entry}/resource/{things.file}/download",
        f"/datastore/dump/{things.file}",
    ):
        assert app.get(path, follow_redirects=False, status=404)
    for path in (f"/dataset/{things.entry}", "/dataset/", "/feeds/dataset.atom", "/catalog.ttl"):
        assert things.file not in app.get(path).body


def test_officers_of_the_body_and_the_site_itself_lose_nothing(things, person) -> None:
    for context in (Context(user=person("disdukcapil").name), Context(ignore_auth=True)):
        shown = tk.get_action("package_show")(Context(**context), {"id": things.entry})
        assert [file["id"] for file in shown["resources"]] == [things.file]
        assert tk.get_action("resource_show")(Context(**context), {"id": things.file})
        found = tk.get_action("resource_search")(Context(**context), {"query": "name:berkas"})
        assert found["count"] == 1


@pytest.mark.parametrize(
    ("category", "status", "is_closed"),
    [
        ("setiap-saat", "terbuka", False),
        ("berkala", "dikecualikan-sebagian", False),
        ("berkala", "dikecualikan-seluruhnya", True),
        ("dikecualikan", "dikecualikan-seluruhnya", True),
        ("dikecualikan", "terbuka", True),
        ("rahasia-negara", "terbuka", True),
        ("", "terbuka", True),
        (None, None, True),
        ("berkala", "", True),
        ("berkala", ["terbuka"], True),
    ],
)
def test_doubt_closes(category, status, is_closed) -> None:
    record = {"information_category": category, "exemption_status": status}
    assert visibility.is_closed(record) is is_closed
