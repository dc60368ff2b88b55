"""Pages of errors speak the reader's language and tell nothing of the inside."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup, Tag


@pytest.fixture
def page(app, monkeypatch, bodies, person):
    """Return the page that is shown to somebody with an account when a view ends with an error."""
    who = person("dinkes")

    def show(failure: Exception | int, *words: str) -> Tag:
        def fail(*_: object, **__: object) -> None:
            if isinstance(failure, int):
                tk.abort(failure, "".join(words))
            raise failure

        monkeypatch.setitem(app.flask_app.view_functions, "dataset.search", fail)
        answer = app.get("/dataset/", headers=who.headers)
        assert answer.status_code >= 400
        content = BeautifulSoup(answer.body, "html.parser").select_one("#error-content")
        assert content
        return content

    return show


@pytest.mark.usefixtures("bodies")
class TestErrorPage:
    @pytest.mark.parametrize(
        ("code", "english"),
        [
            (400, "Bad Request"),
            (403, "Forbidden"),
            (409, "Conflict"),
            (500, "Internal Server Error"),
            (503, "Service Unavailable"),
        ],
    )
    def test_its_heading_is_ours(self, page, code, english) -> None:
        shown = page(code)
        assert len(shown.select("h1")) == 1
        assert english not in shown.text
        assert "The server" not in shown.text

    def test_it_says_what_the_portal_has_to_say(self, page) -> None:
        assert "Isian tidak lengkap" in page(409, "Isian tidak lengkap").text

    def test_it_keeps_an_inner_failure_to_itself(self, page) -> None:
        assert "rahasia" not in page(500, "rahasia").text

    def test_it_is_no_dead_end(self, page) -> None:
        for code in (400, 403, 500):
            shown = page(code)
            assert shown.select_one("form[role=search]"), code
            assert shown.select_one("a[href='/organization/']"), code


def test_what_needs_a_login_leads_there_and_back(app, bodies) -> None:
    """Alike for all pages and in the reader's language; what is not there stays missing."""
    for path in ("/tinjauan", "/dataset/new", "/user/", "/dashboard/", "/user/edit", "/impor?a=b"):
        answer = app.get(f"/en{path}", follow_redirects=False)
        target = urlsplit(answer.headers["Location"])
        assert (answer.status_code, target.path) == (302, "/en/user/login"), path
        assert parse_qs(target.query) == {"came_from": [f"/en{path}"]}, path
    app.get("/dataset/edit/tidak-ada", status=404)
    app.post("/tinjauan", status=405)
