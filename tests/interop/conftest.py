"""A small portal with an entry of every legal kind, read the way harvesters read it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import ckan.plugins.toolkit as tk
import pyoxigraph as ox
import pytest
import rdflib
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers
from ckan.types import Context
from ckanext.dcat.processors import RDFParser
from sqlalchemy import event
from werkzeug.test import TestResponse

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS
from ckanext.ppidbontang.intake import agencies

from .clients import province
from .clients.province import Province

Record = dict[str, Any]

ROOT = Path(__file__).parents[2]
SHAPES = ROOT / "../shared/shacl"
DEMO = ROOT / "config/demo"

OX_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}
RDFLIB_FORMATS = {"ttl": "turtle", "xml": "xml", "jsonld": "json-ld", "nt": "nt"}

OPEN: Record = {
    "license_id": "cc-by",
    "information_category": "setiap-saat",
    "information_kind": "setiap-saat-03",
    "exemption_status": "terbuka",
    "personal_data": "tidak",
}
EXEMPTION: Record = {
    "exemption_grounds": ["h", "j"],
    "exemption_legal_basis": [
        {"law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", "article": "Pasal 177"}
    ],
    "exemption_consequence_open": "Mengungkap riwayat dan kondisi kesehatan pasien.",
    "exemption_consequence_closed": "Melindungi rahasia pribadi pasien.",
    "exemption_period_type": "kondisi",
    "exemption_start": "2025-01-10",
    "exemption_condition": "Sampai ada persetujuan tertulis dari pasien.",
    "consequence_test_number": "180/UK/2025",
    "consequence_test_date": "2025-01-06",
    "consequence_test_place": "Bontang",
    "exemption_decision_number": "188/PPID/2025",
    "exemption_decision_date": "2025-01-10",
    "exemption_decision_official": "PPID Utama",
}
EXEMPT: Record = {
    **EXEMPTION,
    "information_category": "dikecualikan",
    "exemption_status": "dikecualikan-seluruhnya",
}

RECORDS: tuple[Record, ...] = (
    {
        **OPEN,
        "name": "penduduk-2025",
        "title": "Jumlah Penduduk <per Kelurahan> & Jenis Kelamin 👪",
        "notes": "Baris pertama.\r\nBaris kedua: \"kutip\", 'petik', ]]> dan \\ garis miring.",
        "owner_org": "disdukcapil",
        "tags": [{"name": "penduduk"}, {"name": "jenis kelamin"}],
        "controlling_unit": "Bidang Pendaftaran Penduduk",
        "issuing_official": "Kepala Bidang Pendaftaran Penduduk",
        "created_on": "2025-07",
        "created_place": "Bontang",
        "retention": "10 tahun",
        "concept": "Penduduk",
        "definition": "Orang yang berdomisili di Kota Bontang.",
        "indicator_code": "06.01.01",
        "measure": "Jumlah",
        "unit": "jiwa",
        "update_frequency": "semesteran",
        "period_start": "2025-01-01",
        "period_end": "2025-06",
        "region_code": "64.74.01",
        "resources": [
            {
                "name": "Tautan",
                "url": "https://contoh.example/berkas data [1].xlsx?a=1&b=%zz#x#y",
                "format": "XLSX",
            },
            {"name": "Layanan", "url": "gopher:bukan alamat web", "format": "GDB"},
        ],
    },
    {
        **OPEN,
        "name": "profil-dinas",
        "title": "Profil Dinas Kesehatan",
        "notes": "Profil, tugas dan fungsi.",
        "owner_org": "diskominfo",
        "responsible_opd": "dinkes",
        "license_id": "notspecified",
        "information_category": "berkala",
        "information_kind": "berkala-01",
        "created_on": "2024",
        "period_start": "2024",
        "retention": "2 tahun aktif, 3 tahun inaktif",
    },
    {
        **OPEN,
        **{statement.field: statement.label for statement in ANNOUNCEMENT_STATEMENTS},
        "name": "banjir-rob",
        "title": "Peringatan banjir rob",
        "notes": "Air laut pasang di pesisir.",
        "owner_org": "bpbd",
        "information_category": "serta-merta",
        "information_kind": "serta-merta-01",
    },
    {
        **OPEN,
        **EXEMPTION,
        "name": "perjanjian-pihak-ketiga",
        "title": "Perjanjian dengan pihak ketiga",
        "notes": "Naskah perjanjian, nomor rekening dihitamkan.",
        "owner_org": "setda",
        "exemption_status": "dikecualikan-sebagian",
        "exempt_parts": "Nomor rekening pihak ketiga.",
        "exemption_period_type": "tanggal",
        "exemption_end": "2030-12-31",
        "exemption_condition": "",
    },
    {
        **EXEMPT,
        "name": "rekam-medis",
        "title": "Rekam medis pasien rawat inap",
        "notes": "Rekam medis yang dikelola rumah sakit.",
        "owner_org": "rsud-taman-husada",
        "tags": [{"name": "rekam medis"}],
        "controlling_unit": "Instalasi Rekam Medis",
        "region_code": "64.74",
        "period_start": "2020",
        "retention": "25 tahun",
    },
    {
        **EXEMPT,
        "name": "surat-wasiat",
        "title": "Akta wasiat warga",
        "notes": "Akta otentik yang bersifat pribadi.",
        "owner_org": "dspm",
        "exemption_grounds": ["g"],
        "exemption_period_type": "permanen",
        "exemption_condition": "",
    },
    {
        **EXEMPT,
        "name": "penyelidikan-pelanggaran",
        "title": "Berkas penyelidikan pelanggaran",
        "notes": "Berkas penyelidikan yang sedang berjalan.",
        "owner_org": "satpol-pp",
        "exemption_grounds": ["a"],
        "exemption_period_type": "tahun",
        "exemption_end": "2030",
        "exemption_condition": "",
    },
)
PRIVATE: Record = {
    **OPEN,
    "name": "rancangan-rahasia",
    "title": "Rancangan yang belum diterbitkan",
    "notes": "Belum untuk umum.",
    "owner_org": "dinkes",
    "private": True,
}


@dataclass
class Kept:
    """What the session has made and read; starting CKAN takes a second, so it is done seldom."""

    catalogue: str = ""
    entries: dict[str, Record] = field(default_factory=dict)
    responses: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="session")
def kept() -> Kept:
    """Return what the session keeps."""
    return Kept()


@pytest.fixture
def entries(request: pytest.FixtureRequest, kept: Kept) -> dict[str, Record]:
    """Return the entries of the portal by name; the first test that asks makes them."""
    if kept.catalogue != "one of every kind":
        request.getfixturevalue("empty_portal")
        kept.entries = _make_entries(request.getfixturevalue("create_with_upload"))
        kept.catalogue = "one of every kind"
    return kept.entries


@pytest.fixture
def demo(with_plugins: None, request: pytest.FixtureRequest, kept: Kept) -> None:
    """Fill the portal with the demo catalogue, as `deploy/up` does."""
    if kept.catalogue != "demo":
        request.getfixturevalue("empty_portal")
        ckan = Path(sys.executable).with_name("ckan")
        ini = request.getfixturevalue("ckan_config")["__file__"]
        subprocess.run([ckan, "-c", ini, "ppid", "load", DEMO], check=True, timeout=600)
        kept.catalogue = "demo"


@pytest.fixture
def empty_portal(
    kept: Kept,
    with_plugins: None,
    reset_db: Callable[[], None],
    migrate_db_for: Callable[[str], None],
    reset_index: Callable[[], None],
) -> None:
    """Take everything away but the bodies of the registry."""
    kept.catalogue = ""
    kept.responses.clear()
    reset_db()
    migrate_db_for("activity")
    migrate_db_for("ppidbontang")
    reset_index()
    agencies.apply(agencies.plan(registry.current()))
    # Tombstones of what was deleted just now would come before what is made next.
    model.Session.execute(sa.text("DELETE FROM ppid_feed_entry"))
    model.Session.commit()


@pytest.fixture(scope="session")
def second_ckan(
    serve: Callable[[Path, str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Province]:
    """Have the CKAN of a province work for the rest of the session."""
    with province.running(tmp_path_factory.mktemp("province"), serve) as made:
        yield made


def _make_entries(create_with_upload: Callable[..., Record]) -> dict[str, Record]:
    made = {record["name"]: as_site("package_create", **record) for record in (*RECORDS, PRIVATE)}
    for name, filename, content in (
        ("penduduk-2025", "penduduk.csv", b"kelurahan,jumlah\nGuntung,10\n"),
        ("perjanjian-pihak-ketiga", "perjanjian-dihitamkan.pdf", b"%PDF-1.4\n"),
        (PRIVATE["name"], "rancangan-rahasia.csv", b"a\n1\n"),
    ):
        create_with_upload(
            content,
            filename,
            context=_site_context(),
            package_id=made[name]["id"],
            name=filename,
            description="Baris satu\r\nbaris dua",
        )
    return {name: as_site("package_show", id=entry["id"]) for name, entry in made.items()}


def as_site(action: str, **data: Any) -> Any:
    """Call an action as the site itself."""
    return tk.get_action(action)(_site_context(), data)


def _site_context() -> Context:
    user = helpers.call_action("get_site_user")["name"]
    return cast(Context, {"ignore_auth": True, "user": user})


@pytest.fixture
def act(with_plugins: None) -> Callable[..., Any]:
    """Return the way to call an action as the site itself."""
    return as_site


@pytest.fixture
def public(entries: dict[str, Record]) -> set[str]:
    """Return the ids of the entries that everybody may see."""
    return {entry["id"] for entry in entries.values() if not entry["private"]}


@pytest.fixture
def get_anew(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Read an address as anybody would."""

    def read(address: str, **options: Any) -> Any:
        request.getfixturevalue("with_plugins")
        return request.getfixturevalue("app").get(address, follow_redirects=False, **options)

    return read


@pytest.fixture
def ask(request: pytest.FixtureRequest) -> Callable[..., TestResponse]:
    """Ask as a program does: bytes and headers, nothing followed, read to the end and closed."""

    def send(address: str, method: str = "GET", **headers: str) -> TestResponse:
        flask = request.getfixturevalue("app").flask_app
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return flask.test_client().open(address, method=method, headers=named, buffered=True)

    return send


@pytest.fixture
def get(kept: Kept, entries: dict[str, Record], get_anew: Callable[..., Any]) -> Callable[..., Any]:
    """Read an address of the portal with its entries; it is asked once in a session."""

    def read(address: str, status: int = 200) -> Any:
        if address not in kept.responses:
            kept.responses[address] = get_anew(address)
        response = kept.responses[address]
        assert response.status_code == status, response.body[:2000]
        return response

    return read


@pytest.fixture
def graph(get: Callable[..., Any]) -> Callable[[str], rdflib.Graph]:
    """Read an address of the feed into a graph."""

    def read(address: str) -> rdflib.Graph:
        suffix = address.partition("?")[0].rpartition(".")[2]
        return parsed(get(address).body, suffix)

    return read


@pytest.fixture
def walk(get_anew: Callable[..., Any]) -> Callable[[str], list[list[Record]]]:
    """Follow the pages of the catalogue as ckanext-dcat's own harvester does."""

    def follow(suffix: str) -> list[list[Record]]:
        address, pages = f"/catalog.{suffix}", []
        while address:
            parser = RDFParser(profiles=["euro_dcat_ap_3"])
            parser.parse(get_anew(address).body, suffix)
            pages.append(list(parser.datasets()))
            address = parser.next_page()
        return pages

    return follow


def parsed(text: str, suffix: str) -> rdflib.Graph:
    """Read a document with rdflib."""
    return rdflib.Graph().parse(data=text, format=RDFLIB_FORMATS[suffix])


@pytest.fixture
def readings(get_anew: Callable[..., Any]) -> Callable[[str], dict[str, set[str]]]:
    """Read an address in every format with both parsers, as comparable sets of triples."""

    def read(address: str) -> dict[str, set[str]]:
        found = {}
        for suffix, ox_format in OX_FORMATS.items():
            # Links to other pages stay in the format of the page.
            page = get_anew(address.format(suffix=suffix)).body
            text = page.replace(f"/catalog.{suffix}", "/catalog")
            found[f"pyoxigraph {suffix}"] = _triples(text, ox_format)
            as_ntriples = parsed(text, suffix).serialize(format="nt")
            found[f"rdflib {suffix}"] = _triples(as_ntriples, ox.RdfFormat.N_TRIPLES)
        return found

    return read


def _triples(text: str, ox_format: ox.RdfFormat) -> set[str]:
    """Return the triples as text; nodes without an address would differ from format to format."""
    return {str(quad) for quad in ox.parse(text, format=ox_format)}


@pytest.fixture(scope="session")
def violations() -> Callable[[rdflib.Graph], list[str]]:
    """Hold a graph against the official shapes of DCAT-AP 3.0.1."""
    pyshacl = pytest.importorskip("pyshacl")
    shapes = official_shapes("shapes.ttl", "range.ttl", "dcat-ap-SHACL.ttl")

    def check(graph: rdflib.Graph) -> list[str]:
        _, report, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
        found = list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))
        return [text] if found else []

    return check


@pytest.fixture(scope="session")
def recommended() -> rdflib.Graph:
    """Return the official shapes of what DCAT-AP recommends."""
    return official_shapes("shapes_recommended.ttl")


@pytest.fixture(scope="session")
def code_lists() -> rdflib.Graph:
    """Return the official shapes of the code lists that DCAT-AP names."""
    return official_shapes("mdr-vocabularies.shape.ttl")


def official_shapes(*names: str) -> rdflib.Graph:
    """Read shapes of DCAT-AP 3.0.1 as they were published."""
    if not SHAPES.is_dir():
        pytest.skip(f"the official shapes of DCAT-AP are not at {SHAPES}")
    shapes = rdflib.Graph()
    for name in names:
        shapes.parse(SHAPES / name)
    return shapes


@pytest.fixture
def statements(with_plugins: None) -> Iterator[list[str]]:
    """Collect the SQL statements of a test."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    engine = model.meta.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker of the tests that load the whole demo catalogue."""
    config.addinivalue_line("markers", "demo: loads the whole demo catalogue; takes about a minute")
