"""A search engine that has CKAN's own schema: less is understood, and everything goes on."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.lib import search
from portal import ports, search_schema, secret_store, solr
from portal.layout import TEST, TEST_2

from ckanext.ppidbontang.finding import engine

CORE = "plain"

pytestmark = [pytest.mark.demo, pytest.mark.usefixtures("demo", "plain")]


@pytest.fixture
def plain(demo: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the portal ask an index with CKAN's own schema."""
    [instance] = (one for one in (TEST, TEST_2) if str(one.ini) == tk.config["__file__"])
    where, known = ports.recorded(instance), secret_store.load_or_make(instance)
    assert where
    solr.add_core(instance, CORE, where, known, schema=search_schema.stock())
    try:
        monkeypatch.setitem(tk.config, "solr_url", f"http://127.0.0.1:{where.solr}/solr/{CORE}")
        engine.knows_indonesian.forget()
        search.rebuild()
        yield
    finally:
        monkeypatch.undo()
        engine.knows_indonesian.forget()
        solr.remove_core(CORE, where, known)


def test_people_find_and_narrow_all_the_same(app) -> None:
    assert not engine.knows_indonesian()

    def page(address: str) -> BeautifulSoup:
        return BeautifulSoup(app.get(address, status=200).body, "html.parser")

    def found(address: str) -> list[str]:
        links = page(address).select("#search-results .dataset-heading a")
        return [str(link["href"]).rpartition("/")[2] for link in links]

    title = "Laporan Realisasi APBD Semester I Tahun Anggaran 2026"
    assert found(f"/dataset/?q={quote_plus(title)}")[0] == "bpkad-realisasi-apbd-2026-s1"
    of_the_body = found("/dataset/?organization=disdukcapil")
    narrowed = found("/dataset/?q=kelurahan&organization=disdukcapil")
    assert narrowed
    assert set(narrowed) <= set(of_the_body)
    for address in ("/", "/dataset/?q=tidakadayangbegini", "/informasi/berkala", "/organization/"):
        assert page(address).h1
    for address in ("/cari/saran?q=pend", "/feeds/custom.atom?q=penduduk"):
        assert app.get(address).status_code == 200
