"""Which chart or map shows a table, by rule: tables in, what is drawn or why nothing is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ckanext.ppidbontang.domain.tabular import charts, drawing, places
from ckanext.ppidbontang.domain.tabular.charts import Plan, Point, Refusal, Shape
from ckanext.ppidbontang.domain.tabular.columns import Column, Kind, Value, kind_of, words_of

KINDS = {
    int: Kind.NUMBER,
    float: Kind.NUMBER,
    Decimal: Kind.NUMBER,
    str: Kind.TEXT,
    date: Kind.MOMENT,
}
Rows = list[dict[str, Value]]


def columns(rows: Rows) -> list[Column]:
    """Return the columns of rows, as their first values tell them."""
    found: list[Column] = []
    for key in rows[0] if rows else ():
        values = [row[key] for row in rows if row[key] is not None]
        kind = KINDS[type(values[0])] if values else Kind.TEXT
        found.append(Column(key=key, kind=kind, label=key))
    return found


def table(head: str, *lines: tuple[Value, ...]) -> Rows:
    return [dict(zip(head.split(), line, strict=True)) for line in lines]


def chosen(rows: Rows, *, is_whole: bool = True, about: str = "") -> object:
    """Say in one line what is chosen: shape, names, measure, and whether it adds up."""
    plan = charts.choose(columns(rows), rows, is_whole=is_whole, about=about)
    if isinstance(plan, Refusal):
        return plan
    return (str(plan.shape), plan.names.key, plan.measure.key, plan.adds_up)


WARDS = table(
    "kode_wilayah kecamatan kelurahan penduduk kasus_dbd per_100000",
    ("64.74.01.1001", "Utara", "Kuala", 7420, 19, 256.06),
    ("64.74.01.1002", "Utara", "Baru", 12905, 18, 139.48),
    ("64.74.02.1003", "Selatan", "Satimpo", 9000, 7, 77.7),
)
YEARS = table("tahun apm_persen", (2021, 97.7), (2022, 95.6), (2023, 97.8))
VISITS = table(
    "destinasi bulan wisatawan rata_rata_lama",
    *(
        (place, month, 10, 1.5)
        for place in ("Beras Basah", "Kuala")
        for month in ("Januari", "Februari", "Maret")
    ),
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(WARDS, ("bars", "kelurahan", "penduduk", False), id="each row has its name"),
        pytest.param(
            YEARS, ("line", "tahun", "apm_persen", False), id="a year is a time, no figure"
        ),
        pytest.param(VISITS, ("line", "bulan", "wisatawan", True), id="visits of a month add up"),
        pytest.param(
            table("tanggal n", (date(2026, 1, 1), 1), (date(2026, 1, 2), 2), (date(2026, 1, 3), 4)),
            ("line", "tanggal", "n", False),
            id="days",
        ),
        pytest.param(
            table("jenis persen", ("a", 1.5), ("a", 2.5), ("b", 3.0)),
            Refusal.NO_SUM,
            id="rates have no sum",
        ),
        pytest.param(
            table("indikator satuan hasil", ("a", "persen", 1), ("b", "orang", 2)),
            Refusal.MIXED_UNITS,
            id="persons and percent",
        ),
        pytest.param(
            table("cod_mgl ph", ("<10", 7.1), ("12", 6.9)), Refusal.NO_NAMES, id="a measurement"
        ),
        pytest.param(
            table("rt jiwa", ("001", 70), ("002", 69)), ("bars", "rt", "jiwa", False), id="RT"
        ),
        pytest.param(
            table("urutan objek tercatat", (1, "a", 2018), (2, "b", 2021)),
            Refusal.NO_FIGURES,
            id="an order and years",
        ),
        pytest.param(
            table("bulan lama_hari", *((month, 3) for month in ("Jan", "Jan", "Feb", "Mar"))),
            Refusal.NO_SUM,
            id="days have no sum",
        ),
        pytest.param(
            table("nama alamat", ("a", "b"), ("c", "d")), Refusal.NO_FIGURES, id="all text"
        ),
        pytest.param(table("n", (1,), (2,)), Refusal.NO_NAMES, id="one column of numbers"),
        pytest.param(table("nama", ("a",), ("b",)), Refusal.NO_FIGURES, id="one column of text"),
        pytest.param(table("nama n", ("a", 1)), Refusal.NO_ROWS, id="one row"),
        pytest.param([], Refusal.NO_ROWS, id="no rows"),
        pytest.param(
            table("nama n", ("a", None), ("b", None)), Refusal.NO_FIGURES, id="nulls alone"
        ),
        pytest.param(
            table("nama n", *((f"orang {n}", n) for n in range(31))), Refusal.TOO_MANY, id="31 bars"
        ),
        pytest.param(
            table("nomor_surat n", *((f"{n}/2026", n) for n in range(3))),
            Refusal.NO_NAMES,
            id="numbers of letters",
        ),
    ],
)
def test_what_is_drawn(rows: Rows, expected: object):
    assert chosen(rows) == expected


def test_the_title_says_which_figure_matters():
    assert chosen(WARDS, about="Kasus DBD per kelurahan 2025") == (
        "bars",
        "kelurahan",
        "kasus_dbd",
        False,
    )


def test_names_that_may_come_again_are_added_up():
    """Of a table that is seen in part nobody knows that a name is there once."""
    assert chosen(WARDS, is_whole=False) == ("bars", "kelurahan", "penduduk", True)


def plan(shape: Shape) -> Plan:
    names, measure = columns(table("a n", ("x", 1)))
    return Plan(shape=shape, names=names, measure=measure, adds_up=False)


@pytest.mark.parametrize(
    ("shape", "groups", "names"),
    [
        (Shape.BARS, [("b", 2), ("a", 1), ("Jumlah", 3), ("c", None), ("", 4)], ["b", "a"]),
        (
            Shape.LINE,
            [("Maret", 1), ("Januari", 2), ("Februari", 3)],
            ["Januari", "Februari", "Maret"],
        ),
        (Shape.LINE, [(2024, 1), (2022, 2)], [2022, 2024]),
        (Shape.LINE, [("Triwulan II", 1), ("Triwulan I", 2)], ["Triwulan I", "Triwulan II"]),
        (
            Shape.LINE,
            [("Semester I 2026", 1), ("Semester II 2025", 2)],
            ["Semester II 2025", "Semester I 2026"],
        ),
    ],
)
def test_points_without_totals_and_gaps_in_their_order(shape, groups, names):
    found = charts.points(plan(shape), groups)
    assert isinstance(found, tuple)
    assert [point.name for point in found] == names


def test_more_points_than_can_be_drawn():
    assert charts.points(plan(Shape.BARS), [(f"a{n}", n) for n in range(31)]) is Refusal.TOO_MANY


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5, 10], [(0, 50), (0, 100)]),
        ([-5, 5], [(0, 50), (50, 50)]),
        ([-4, -2], [(0, 100), (50, 50)]),
        ([0, 0], [(0, 0), (0, 0)]),
    ],
)
def test_bars_begin_at_zero(values, expected):
    drawn = drawing.bars([Point("x", value) for value in values])
    assert [(bar.start, bar.length) for bar in drawn] == expected


@pytest.mark.parametrize(
    "values", [[97.7, 95.6, 97.8], [0, 0], [5, 5], [-3, 7], [1e9, 2e9], [0.001, 0.002], [7]]
)
def test_a_line_stays_within_its_marks(values):
    drawn = drawing.line([Point(n, value) for n, value in enumerate(values)])
    assert 3 <= len(drawn.marks) <= 8
    assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in drawn.corners)
    assert [mark.at for mark in drawn.marks] == sorted((m.at for m in drawn.marks), reverse=True)


def test_places_lie_as_on_a_map():
    rows = table(
        "nama lintang bujur",
        ("utara", "0,20", "117,50"),
        ("selatan", "0.10", "117.50"),
        ("timur", 0.15, 117.55),
        ("kosong", 0, 0),
        ("salah", "tiga", 117.5),
        ("jauh", 95, 200),
    )
    found = places.coordinates(columns(rows))
    assert found
    assert found.names == columns(rows)[0]
    plot = places.plot(found, rows)
    assert plot
    north, south, east = plot.places
    assert (north.name, south.name, east.name) == ("utara", "selatan", "timur")
    assert north.y < east.y < south.y
    assert north.x == south.x < east.x
    assert all(0 <= place.x <= 100 and 0 <= place.y <= plot.height for place in plot.places)


def test_a_single_place_has_a_map_and_none_has_none():
    rows = table("lat long", (0.1, 117.5))
    found = places.coordinates(columns(rows))
    assert found
    plot = places.plot(found, rows)
    assert plot
    assert (plot.places[0].x, plot.places[0].y) == (50, pytest.approx(plot.height / 2))
    assert places.plot(found, []) is None
    assert places.coordinates(columns(WARDS)) is None


@pytest.mark.parametrize(
    ("stored", "kind"),
    [
        ("numeric", Kind.NUMBER), ("int4", Kind.NUMBER), ("timestamp", Kind.MOMENT),
        ("text", Kind.TEXT),
        ("bool", Kind.TRUTH), ("json", Kind.OTHER), ("_text", Kind.OTHER),
    ],
)  # fmt: skip
def test_kinds_of_columns(stored, kind):
    assert kind_of(stored) is kind


def test_names_as_words():
    assert words_of("jumlah_penduduk") == "Jumlah penduduk"
    assert words_of("Luas (km2)") == "Luas (km2)"
