"""The pages of an import: the form, the preview, the progress and the report, and who sees them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from ckanext.ppidbontang.imports import running
from tests.integration.pages.html import one, words

from .conftest import ROW, entries, many, sheet

REFUSED = {**ROW, "title": "Salah jenis", "information_kind": "serta-merta-01"}
STEPS = ("terapkan", "batal", "urungkan", "kolom")


@pytest.fixture
def person_of_dinkes(clean_imports: None, person: Callable[..., Any]) -> Any:
    """Return an officer of the health office, with the headers of their requests."""
    return person("dinkes")


@pytest.fixture
def page(app: Any) -> Callable[..., BeautifulSoup]:
    """Ask for a page as somebody, in English."""

    def get(path: str, reader: Any = None, status: int = 200) -> BeautifulSoup:
        headers = reader.headers if reader else {}
        answer = app.get(f"/en{path}", headers=headers, status=status)
        return BeautifulSoup(answer.body, "html.parser")

    return get


@pytest.fixture
def press(app: Any) -> Callable[..., Any]:
    """Send a form of the pages as somebody."""

    def post(path: str, reader: Any, status: int = 302, **sent: Any) -> Any:
        return app.post(
            f"/en/impor{path}",
            data=sent,
            headers=reader.headers,
            content_type="multipart/form-data",
            follow_redirects=False,
            status=status,
        )

    return post


@pytest.fixture
def brought(press: Callable[..., Any], person_of_dinkes: Any) -> str:
    """Return the path of an import of three rows, one of which is refused."""
    rows = [*many(1), {**ROW, "retention": "-"}, REFUSED]
    location = press("", person_of_dinkes, upload=sheet(rows)).headers["Location"]
    return location.partition("?")[0].partition("/en")[2]


@pytest.mark.parametrize(
    ("upload", "said"),
    [({}, "Choose a file"), ({"upload": (io.BytesIO(b"%PDF-1.7"), "dip.pdf")}, "dip.pdf")],
    ids=["none", "a PDF"],
)
def test_what_is_wrong_with_the_file_is_said_at_its_field(press, person_of_dinkes, upload, said):
    answer = press("", person_of_dinkes, status=422, all_or_nothing="ya", **upload)
    form = BeautifulSoup(answer.body, "html.parser")
    field = one(form, "#field-upload")
    assert field["aria-invalid"] == "true"
    assert said in words(one(form, f"#{str(field['aria-describedby']).split()[-1]}"))
    assert said in words(one(form, ".ppid-errors a[href='#field-upload']"))
    assert one(form, "#field-all_or_nothing").has_attr("checked")


def test_a_preview_names_cell_value_and_law_of_what_is_refused(
    page, app, person_of_dinkes, brought
):
    whole = page(brought, person_of_dinkes)
    assert "Apply: make 2 entries" in words(whole)
    assert all(
        form.find("input", attrs={"name": "_csrf_token"})
        for form in whole.select("form[method=post]")
    )
    refused = page(f"{brought}?action=refuse", person_of_dinkes)
    assert [words(row) for row in refused.select(".ppid-import-rows tbody th")] == ["4"]
    problems = words(one(refused, ".ppid-import-problems"))
    assert "Cell D4" in problems
    assert "Bencana alam" in problems
    assert "UU 14/2008 Pasal 9" in problems
    answer = app.get(f"/en{brought}/galat.xlsx", headers=person_of_dinkes.headers)
    page_ = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    marked = [str(cell.value) for row in page_.iter_rows() for cell in row if cell.comment]
    assert len(marked) == 1
    page(f"{brought}?action=buang", person_of_dinkes, status=404)


def test_an_import_is_applied_followed_and_taken_back(page, app, press, person_of_dinkes, brought):
    id_ = brought.rpartition("/")[2]
    press(f"/{id_}/terapkan", person_of_dinkes)
    working = page(brought, person_of_dinkes)
    assert one(working, "noscript meta[http-equiv=refresh]")
    told = app.get(f"{brought}/kemajuan", headers=person_of_dinkes.headers).json
    assert (told["is_working"], told["done"], told["total"]) == (True, 1, 3)
    running.do(id_)
    assert not app.get(f"{brought}/kemajuan", headers=person_of_dinkes.headers).json["is_working"]
    report = page(brought, person_of_dinkes)
    assert "2 made, 1 refused" in words(one(report, "#laporan"))
    made = page(f"{brought}?outcome=created", person_of_dinkes).select(".ppid-import-rows td a")
    assert [str(link["href"]).rpartition("/")[2] for link in made] == [
        entry["name"] for entry in sorted(entries().values(), key=lambda entry: entry["title"])
    ]
    press(f"/{id_}/urungkan", person_of_dinkes)
    running.do(id_)
    assert "2 taken back" in words(one(page(brought, person_of_dinkes), "#laporan"))
    refused = press(f"/{id_}/terapkan", person_of_dinkes, status=409)
    assert one(BeautifulSoup(refused.body, "html.parser"), "[role=alert]")


def test_columns_that_are_not_sure_are_asked_for(page, press, person_of_dinkes):
    rows = [{"Judul": "Satu", "Ringkasan isi informasi": "Isi.", "Kategori informasih": "Berkala"}]
    location = press("", person_of_dinkes, upload=sheet(rows)).headers["Location"]
    path = location.partition("/en")[2]
    asked = page(path, person_of_dinkes)
    assert one(asked, "details.ppid-import-table").has_attr("open")
    assert asked.select(".ppid-import-rows") == []
    selects = {str(s["name"]): s for s in asked.select("select[name^=column-]")}
    chosen = {name: one(s, "option[selected]")["value"] for name, s in selects.items()}
    assert chosen["column-2"] == "information_category"
    confirm = f"{path.removeprefix('/impor')}/kolom"
    twice = press(confirm, person_of_dinkes, 422, **{**chosen, "column-2": "title"})
    refused = BeautifulSoup(twice.body, "html.parser")
    assert "Only one column" in words(one(refused, ".ppid-errors a[href='#field-columns']"))
    assert one(refused, "[name=column-2] option[selected]")["value"] == "title"
    press(confirm, person_of_dinkes, **chosen)
    assert page(path, person_of_dinkes).select(".ppid-import-rows tbody tr")


def test_it_is_not_for_strangers(page, app, press, person, brought):
    stranger = person("dinkes")
    for path in (brought, f"{brought}/kemajuan", f"{brought}/galat.xlsx", "/impor/tidak-ada"):
        page(path, stranger, status=404)
        answer = app.get(path, follow_redirects=False, status=302)
        assert "/user/login" in answer.headers["Location"]
    for step in STEPS:
        press(f"{brought.removeprefix('/impor')}/{step}", stranger, status=404)
    page("/impor", person(), status=403)


def test_the_way_there_is_for_officers_alone(page, person, person_of_dinkes, brought):
    for path in ("/dataset/", "/organization/dinkes"):
        assert len(page(path, person_of_dinkes).select("a[href$='/impor']")) == 2
        assert page(path, person()).select("a[href$='/impor']") == []
    assert "daftar.csv" in words(page("/impor", person_of_dinkes))
