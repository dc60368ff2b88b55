"""The pages of an officer's own account."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.usefixtures("with_plugins")


def test_an_officer_sees_the_tokens_of_the_account(app, person):
    officer = person("dinkes", role="editor")
    page = app.get(f"/user/{officer.name}/api-tokens", headers=officer.headers)
    assert page.status_code == 200
    assert 'id="api-tokens-table"' in page.body
    assert "test" in page.body
    assert re.search(r"\d{1,2} [A-Z][a-z]+ \d{4} \d\d\.\d\d WITA", page.body)


def test_a_long_name_is_whole(app, person):
    name = "Pejabat Pengelola Informasi dan Dokumentasi Dinas Kesehatan"
    lead = person("dinkes", role="admin", fullname=name)
    page = app.get("/organization/manage_members/dinkes", headers=lead.headers)
    assert f">{name}</a>" in page.body


def test_many_entries_are_changed_in_sight_of_what_they_are(read, person, publish, open_record):
    """To delete takes a second step; the order said is the one that holds."""
    publish(open_record)
    lead = person("disdukcapil", role="admin")
    page = read("/organization/bulk_process/disdukcapil", headers=lead.headers)
    assert page.select_one('details button[name="bulk_action.delete"]')
    assert not page.select('button[name="bulk_action.delete"]:not(details button)')
    badges = page.select_one("td.context .ppid-badges")
    assert [badge.text.strip() for badge in badges.select(".ppid-badge")][1:] == [
        "Terbuka",
        "Public",
    ]
    assert page.select_one("#field-order-by option").text == "Latest change first"


def test_the_dashboard_leads_to_what_waits(read, person):
    officer = person("dinkes", role="editor")
    page = read("/dashboard/datasets", headers=officer.headers)
    led = {link["href"].removeprefix("/en") for link in page.select(".ppid-waiting a")}
    assert {"/pengecualian", "/pemutakhiran", "/impor", "/ekspor.xlsx", "/ekspor.csv"} <= led
    assert not page.select('a[href$="/dashboard/groups"]')
