"""The page of the queue, without a script."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ckanext.ppidbontang.domain.deadlines import AttentionKind

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


def page(app, who=None, **asked):
    answer = app.get("/pengecualian", headers=who.headers if who else {}, query_string=asked)
    return BeautifulSoup(answer.body, "html.parser")


def titles(found):
    return [link.get_text(strip=True) for link in found.select("main h3 a, [role=main] h3 a")]


@pytest.mark.usefixtures("one_of_each")
def test_sections_follow_urgency(app, utama):
    found = page(app, utama)
    headings = [heading["id"] for heading in found.select(".main section h2")]
    assert len(headings) == len(AttentionKind)  # each but "not tested", and one with nothing to do
    assert titles(found)[0] == "Judul berakhir"
    assert titles(found)[-1] == "Judul tenang"
    links = [link["href"] for link in found.select("section h3 a")]
    assert "/dataset/berakhir/pengecualian" in links
    counts = [badge.get_text(strip=True) for badge in found.select("nav .badge")]
    assert counts[:8] == ["8", "1", "1", "1", "1", "1", "1", "1"]
    chosen = page(app, utama, attention="tanpa-nomor")
    assert titles(chosen) == ["Judul tanpa-nomor"]
    [current] = chosen.select('nav [aria-current="page"] .badge')
    assert current.get_text(strip=True) == "1"
    assert titles(page(app, utama, state="diuji", organization="dinkes")) == [
        "Judul belum-ditetapkan"
    ]


def test_an_officer_sees_the_cases_of_the_own_body(app, exempt, officer, stranger):
    exempt("milik-dinkes")
    assert titles(page(app, officer)) == ["Judul milik-dinkes"]
    assert "milik-dinkes" not in str(page(app, stranger))


def test_strangers_are_asked_to_log_in(app, exempt):
    exempt("milik-dinkes")
    answer = app.get("/pengecualian", follow_redirects=False)
    assert answer.status_code == 302
    assert "/user/login" in answer.headers["Location"]
    assert "came_from=/pengecualian" in answer.headers["Location"]


def test_a_made_up_address_is_not_found(app, utama):
    app.get("/pengecualian?attention=tidak-ada", headers=utama.headers, status=404)


def test_the_way_there_is_in_the_header_of_those_who_have_a_queue(app, officer, person):
    for who, shown in ((officer, True), (person(), False), (None, False)):
        found = BeautifulSoup(
            app.get("/about", headers=who.headers if who else {}).body, "html.parser"
        )
        assert bool(found.select('a[href="/pengecualian"]')) is shown
