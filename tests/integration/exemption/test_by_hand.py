"""Exemptions that come by the form or the API of the entry itself leave the same history."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers

from ckanext.ppidbontang.model import ExemptionEvent, Unfinished

from .conftest import REASONS

pytestmark = pytest.mark.usefixtures("with_plugins")

CLOSED = {
    "information_category": "dikecualikan",
    "information_kind": "",
    "exemption_status": "dikecualikan-seluruhnya",
    **REASONS,
}


def as_person(who, action: str, **data):
    return helpers.call_action(action, {"user": who.name, "ignore_auth": False}, **data)


def moves(package_id: str) -> list[tuple[str, str, str]]:
    return [(e.step, e.from_state, e.to_state) for e in ExemptionEvent.of(package_id)]


def test_an_entry_that_is_born_exempt_is_a_proposal(officer, open_record):
    born = as_person(officer, "package_create", **{**open_record, **CLOSED, "owner_org": "dinkes"})
    assert moves(born["id"]) == [("usulkan", "terbuka", "diusulkan")]


def test_an_entry_that_comes_with_its_papers_is_decided(publish, exempt_record):
    born = publish(exempt_record)
    assert moves(born["id"]) == [("catat", "terbuka", "ditetapkan")]


def test_closing_by_the_form_is_a_proposal_and_clears_up(act, officer, entry):
    for resource in entry["resources"]:
        act("resource_delete", id=resource["id"])
    as_person(officer, "package_patch", id=entry["id"], **CLOSED)
    assert moves(entry["id"]) == [("usulkan", "terbuka", "diusulkan")]
    [event] = ExemptionEvent.of(entry["id"])
    assert event.details["before"]["information_category"] == entry["information_category"]
    assert event.actor == officer.name
    stored = sa.text("SELECT count(*) FROM activity WHERE data LIKE '%pasien.csv%'")
    assert model.Session.scalar(stored) == 0
    assert Unfinished.ids() == []


def test_a_correction_by_the_ppid_utama_is_kept(utama, closed, entry):
    as_person(utama, "package_patch", id=entry["id"], exemption_end="2029-01-10")
    assert moves(entry["id"])[1:] == [("catat", "diusulkan", "diusulkan")]


def test_other_changes_leave_no_move(utama, closed, entry):
    as_person(utama, "package_patch", id=entry["id"], title="Judul yang lebih jelas")
    assert len(moves(entry["id"])) == 1
