"""People's queries over the demo catalogue: what must come first, and how well all of them fare."""

from __future__ import annotations

import statistics
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from bs4 import BeautifulSoup

from tests.bench.relevance import judged, ndcg

QUERIES = Path(__file__).parents[1] / "data" / "queries.yaml"
FLOOR = 0.85
FIRST = {
    "harga sembako": "dkumpp-harga-bahan-pokok-2026",
    "jumlah orang miskin": "kota-bontang-indikator-makro-2023",
    "penduduk Loktuan": "kel-lok-tuan-penduduk-rt-2026-s1",
    "usaha mikro apiapi": "kel-api-api-usaha-mikro-2026",
    "posyandu Berebas Tengah": "kel-berbas-tengah-posyandu-2026-s1",
    "rekam medis pasien": "rsud-rekam-medis-pasien",
    "Bappeda RKPD": "bapperida-rkpd-2027",
    "koprasi aktif": "dkumpp-koperasi-2025",
    "Laporan Realisasi APBD Semester I Tahun Anggaran 2026": "bpkad-realisasi-apbd-2026-s1",
}

pytestmark = [pytest.mark.demo, pytest.mark.usefixtures("demo")]


def test_people_find_what_they_ask_for(app) -> None:
    def found(words: str) -> list[str]:
        page = BeautifulSoup(app.get(f"/dataset/?q={quote_plus(words)}").body, "html.parser")
        links = page.select("#search-results .dataset-heading a")
        return [str(link["href"]).rpartition("/")[2] for link in links]

    all_judged = judged(QUERIES)
    assert len(all_judged) >= 60
    answers = {one.query: found(one.query) for one in all_judged}
    first = {words: answers[words][:1] for words in FIRST}
    assert first == {words: [name] for words, name in FIRST.items()}
    assert statistics.mean(ndcg(answers[one.query], one) for one in all_judged) >= FLOOR
