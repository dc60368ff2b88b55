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
