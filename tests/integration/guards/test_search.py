"""Crafted searches tell nothing that the entries they find would not."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib.search import SearchQueryError

from ckanext.ppidbontang.model import Unfinished
from tests.integration.guards.conftest import SECRET

pytestmark = pytest.mark.usefixtures("with_request_context")


STORED: list[str | list[str]] = [
    "validated_data_dict",
    "id,data_dict",
    ["id", "validated_data_dict"],
    ["id,validated_data_dict"],
    "id validated_data_dict",
    "*",
    "val*",
    "?alidated_data_dict",
    "x:validated_data_dict",
    "field(validated_data_dict)",
    "[json]",
    "[explain]",
]


def test_what_is_stored_cannot_be_asked_for(person, publish, open_record) -> None:
    publish(open_record)
    for user in ("", person("disdukcapil").name):
        for fl in STORED:
            with pytest.raises(SearchQueryError, match="fl"):
                tk.get_action("package_search")({"user": user}, {"fl": fl})
        for field in ("*", "{!terms=x}tags", ["tags", "{!ex=x}res_name"], '["{!x}tags"]'):
            with pytest.raises(SearchQueryError, match="facet"):
                tk.get_action("package_search")({"user": user}, {"facet.field": field})


def test_the_api_answers_400(app, publish, open_record) -> None:
    publish(open_record)
    answer = app.get("/api/3/action/package_search?fl=validated_data_dict", status=400)
    assert "notes" not in answer.body


def test_fields_of_the_index_can_be_asked_for(publish, open_record) -> None:
    made = publish(open_record)
    found = tk.get_action("package_search")({"user": ""}, {"fl": ["id", "res_format", "title"]})
    assert found["results"] == [{"id": made["id"], "title": made["title"]}]


def test_a_sysadmin_may_ask_for_everything(publish, open_record, act) -> None:
    publish(open_record)
    assert act("package_search", fl="validated_data_dict")["results"]


CRAFTED: list[dict[str, Any]] = [
    {"q": f"name:{SECRET}"},
    {"q": f"tags:cap-{SECRET}"},
    {"q": f"res_name:berkas-{SECRET}"},
    {"q": "capacity:private"},
    {"q": "permission_labels:member*"},
    {"fq": "capacity:private OR *:*", "include_private": True},
    {"fq": "+state:(active OR deleted OR draft)", "include_private": True},
    {"include_private": True, "include_drafts": True, "include_deleted": True},
    {"sort": "title_string desc", "include_private": True},
    {"q": "*:*", "fq_list": [f"name:{SECRET}"], "include_private": True},
    {"q": "*:*", "defType": "lucene", "include_private": True},
]


def test_crafted_searches_find_no_draft(plant, person) -> None:
    plant(private=True)
    facets = ["tags", "res_format", "name", "owner_org", "permission_labels", "res_name"]
    whole = {"facet.field": facets, "facet.limit": -1}
    for user in ("", person("dinkes").name):
        for asked in CRAFTED:
            for least in (0, "00", 1):
                found = tk.get_action("package_search")(
                    {"user": user}, {**asked, **whole, "facet.mincount": least}
                )
                assert found["count"] == 0
                assert not any(found["facets"].values())


@pytest.fixture
def unfinished(publish: Any, open_record: dict[str, Any]) -> Any:
    """Make an entry whose closing is committed, but not finished."""
    made = publish(open_record)
    model.Session.add(Unfinished(package_id=made["id"], work={}))
    model.Session.commit()
    yield made
    model.Session.rollback()
    model.Session.query(Unfinished).delete()
    model.Session.commit()


def test_search_leaves_out_what_is_being_closed(unfinished, publish, open_record) -> None:
    other = publish(open_record, name="yang-lain")
    for asked in ({}, {"fq": "private:false"}, {"q": unfinished["name"]}):
        found = tk.get_action("package_search")({"user": ""}, asked)["results"]
        assert unfinished["id"] not in [entry["id"] for entry in found]
    found = tk.get_action("package_search")({"user": ""}, {})["results"]
    assert [entry["id"] for entry in found] == [other["id"]]
