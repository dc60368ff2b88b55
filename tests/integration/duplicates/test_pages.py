"""The page of likely duplicates: who finds it, what it says, and its buttons."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ckanext.ppidbontang.domain.likeness import Reason

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")

PAGE = "/en/dasbor/ganda"


@pytest.fixture
def read(app):
    def get(who, address=PAGE, status=200):
        answer = app.get(address, headers=who.headers, status=status)
        return BeautifulSoup(answer.body, "html.parser")

    return get


@pytest.fixture
def press(app):
    """Press the button of the only pair on a page, with what its form holds."""

    def send(page, who, status=302):
        [form] = page.select("main section form, .primary section form")
        assert form.select_one("[name=_csrf_token]")
        data = {field["name"]: field["value"] for field in form.select("input")}
        return app.post(
            form["action"], data=data, headers=who.headers, status=status, follow_redirects=False
        )

    return send


def text(page):
    return " ".join(page.get_text(" ").split())


def test_who_finds_it(app, read, officer):
    answer = app.get(PAGE, status=302, follow_redirects=False)
    assert "/user/login" in answer.headers["Location"]
    read(officer, status=404)
    app.post(PAGE, data={"id": "a", "other": "b"}, headers=officer.headers, status=404)


def test_a_pair_with_its_figures_is_marked_and_listed_again(
    read, press, utama, officer, arrivals, table
):
    dashboard = read(utama, "/en/kesiapan/dasbor")
    [way] = dashboard.select('a[href$="/dasbor/ganda"]')
    table(arrivals("disdukcapil", private=True), "jumlah_kk", Guntung=4787)
    table(arrivals("bapperida"), "jumlah_kk", Guntung=5086)
    page = read(utama, way["href"])
    said = text(page)
    assert "jumlah_kk : 5,086 (Bapperida) — 4,787 (Disdukcapil)" in said
    assert "Guntung: 5,086 (Bapperida) — 4,787 (Disdukcapil)" in said
    assert Reason.PERIODE_SAMA.label in said
    assert "not published" in said
    assert [link["href"] for link in page.select("section .row a")] == [
        "/en/dataset/bapperida-datang",
        "/en/dataset/disdukcapil-datang",
    ]
    press(page, officer, status=404)
    press(page, utama)
    assert not read(utama).select("section form")
    marked = read(utama, f"{PAGE}?tanda=bukan")
    assert "bapperida-datang" in str(marked)
    press(marked, utama)
    assert read(utama).select("section form")
