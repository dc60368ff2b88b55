"""The pages of an officer's own account."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("with_plugins")


def test_an_officer_sees_the_tokens_of_the_account(app, person):
    officer = person("dinkes", role="editor")
    page = app.get(f"/user/{officer.name}/api-tokens", headers=officer.headers)
    assert page.status_code == 200
    assert 'id="api-tokens-table"' in page.body
    assert "test" in page.body
