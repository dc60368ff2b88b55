"""An entry in the feed: what the law asks it to say, and what it forbids."""

from __future__ import annotations

import pytest
from ckanext.dcat.profiles import ADMS, DCATAP, DCATUS, SCHEMA, VCARD
from rdflib import DCAT, PROV, RDF, RDFS, SKOS, XSD, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import kind
from ckanext.ppidbontang.rdf.vocabulary import ELI, Vocabulary

AUTHORITY = "http://publications.europa.eu/resource/authority"
UU_14_2008 = URIRef("urn:lex:id:negara:undang.undang:2008;14")


@pytest.fixture
def site(ckan_config) -> str:
    return ckan_config["ckan.site_url"]


@pytest.fixture
def terms(site) -> Vocabulary:
    return Vocabulary(site)


@pytest.fixture
def entry(entries, graph, site):
    """Read an entry's graph and its node."""

    def read(name):
        return graph(f"/dataset/{name}.ttl"), URIRef(f"{site}/dataset/{entries[name]['id']}")

    return read


def restriction_of(graph, node):
    return graph.value(node, DCATUS.accessRestriction)


class TestEveryEntry:
    @pytest.mark.parametrize(
        ("name", "category"),
        [
            ("penduduk-2025", Category.SETIAP_SAAT),
            ("profil-dinas", Category.BERKALA),
            ("banjir-rob", Category.SERTA_MERTA),
            ("rekam-medis", Category.DIKECUALIKAN),
        ],
    )
    def test_it_has_its_category(self, entry, terms, name, category):
        graph, node = entry(name)
        assert list(graph.objects(node, DCTERMS.type)) == [terms.concept(category)]
        assert graph.value(terms.concept(category), SKOS.notation) == Literal(category.value)

    @pytest.mark.parametrize(
        ("name", "right"),
        [
            ("penduduk-2025", "PUBLIC"),
            ("perjanjian-pihak-ketiga", "RESTRICTED"),
            ("rekam-medis", "NON_PUBLIC"),
        ],
    )
    def test_it_says_how_open_it_is(self, entry, name, right):
        graph, node = entry(name)
        rights = list(graph.objects(node, DCTERMS.accessRights))
        assert rights == [URIRef(f"{AUTHORITY}/access-right/{right}")]

    @pytest.mark.parametrize(
        ("name", "articles"),
        [
            ("profil-dinas", {"9"}),
            ("perjanjian-pihak-ketiga", {"11", "17"}),
            ("surat-wasiat", {"17"}),
        ],
    )
    def test_it_names_the_law_that_applies(self, entry, name, articles):
        graph, node = entry(name)
        expected = {UU_14_2008} | {URIRef(f"{UU_14_2008}~art{number}") for number in articles}
        named = set(graph.objects(node, DCATAP.applicableLegislation))
        assert {law for law in named if law.startswith("urn:")} == expected

    def test_its_identifier_is_the_id_that_never_changes(self, entry, entries):
        graph, node = entry("penduduk-2025")
        expected = Literal(entries["penduduk-2025"]["id"])
        assert list(graph.objects(node, DCTERMS.identifier)) == [expected]

    def test_its_publisher_is_the_responsible_body(self, entry, entries, site):
        graph, node = entry("profil-dinas")
        publisher = graph.value(node, DCTERMS.publisher)
        assert str(publisher).startswith(f"{site}/organization/")
        assert entries["profil-dinas"]["organization"]["id"] not in publisher
        assert graph.value(publisher, FOAF.name) == Literal("Dinas Kesehatan")
        assert graph.value(publisher, DCTERMS.identifier) == Literal("BTG-05")

    def test_its_contact_is_the_office_of_that_body(self, entry):
        graph, node = entry("profil-dinas")
        contact = graph.value(node, DCAT.contactPoint)
        assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:ppid.dinkes@bontang.example")
        assert "Kepala Dinas Kesehatan" in graph.value(contact, VCARD.fn)

    @pytest.mark.parametrize("name", ["penduduk-2025", "rekam-medis"])
    def test_the_catalogue_keeps_a_record_of_it(self, entry, name):
        graph, node = entry(name)
        record = URIRef(f"{node}#katalog")
        assert (record, RDF.type, DCAT.CatalogRecord) in graph
        assert graph.value(record, FOAF.primaryTopic) == node
        assert str(graph.value(record, ADMS.status)).endswith("/dataset-status/COMPLETED")
        for date in (DCTERMS.issued, DCTERMS.modified):
            assert graph.value(record, date) == graph.value(node, date)

    def test_moments_say_that_they_are_utc(self, entry, act):
        graph, node = entry("penduduk-2025")
        stored = act("package_show", id="penduduk-2025")["metadata_modified"]
        assert str(graph.value(node, DCTERMS.modified)) == f"{stored}+00:00"

    @pytest.mark.parametrize("suffix", ["ttl", "xml"])
    def test_two_requests_give_the_same_graph(self, get, get_anew, suffix):
        """Byte for byte once sorted: every node has an address of its own."""
        address = f"/dataset/penduduk-2025.{suffix}"
        first, second = (read(address).body.splitlines() for read in (get, get_anew))
        assert sorted(first) == sorted(second)


class TestOpenEntry:
    def test_its_texts_are_whole(self, entry, entries):
        graph, node = entry("penduduk-2025")
        stored = entries["penduduk-2025"]
        assert graph.value(node, DCTERMS.title) == Literal(stored["title"])
        notes = stored["notes"].replace("\r\n", "\n")
        assert graph.value(node, DCTERMS.description) == Literal(notes)
        keywords = {str(word) for word in graph.objects(node, DCAT.keyword)}
        assert keywords == {"penduduk", "jenis kelamin"}

    def test_dates_are_as_exact_as_they_are_known(self, entry):
        graph, node = entry("penduduk-2025")
        period = graph.value(node, DCTERMS.temporal)
        assert graph.value(node, DCTERMS.created) == Literal("2025-07", datatype=XSD.gYearMonth)
        assert graph.value(period, DCAT.startDate) == Literal("2025-01-01", datatype=XSD.date)
        assert graph.value(period, DCAT.endDate) == Literal("2025-06", datatype=XSD.gYearMonth)

    def test_place_frequency_and_language(self, entry, terms):
        graph, node = entry("penduduk-2025")
        place = graph.value(node, DCTERMS.spatial)
        assert place == terms.location("64.74.01")
        assert graph.value(place, SKOS.prefLabel) == Literal("Bontang Utara", lang="id")
        frequency = graph.value(node, DCTERMS.accrualPeriodicity)
        assert frequency == URIRef(f"{AUTHORITY}/frequency/ANNUAL_2")
        assert graph.value(node, DCTERMS.language) == URIRef(f"{AUTHORITY}/language/IND")

    @pytest.mark.parametrize(
        ("name", "period"),
        [
            ("penduduk-2025", Literal("P10Y", datatype=XSD.duration)),
            ("profil-dinas", Literal("2 tahun aktif, 3 tahun inaktif", lang="id")),
        ],
    )
    def test_a_retention_period_is_a_duration_where_it_is_plain(self, entry, terms, name, period):
        graph, node = entry(name)
        assert graph.value(node, terms.retention_period) == period

    def test_unit_and_official_have_their_roles(self, entry):
        graph, node = entry("penduduk-2025")
        roles = {
            str(graph.value(attribution, DCAT.hadRole)).rpartition("/")[2]: str(
                graph.value(graph.value(attribution, PROV.agent), FOAF.name)
            )
            for attribution in graph.objects(node, PROV.qualifiedAttribution)
        }
        assert roles == {
            "custodian": "Bidang Pendaftaran Penduduk",
            "originator": "Kepala Bidang Pendaftaran Penduduk",
        }
        creator = graph.value(node, DCTERMS.creator)
        assert graph.value(creator, FOAF.name) == Literal("Bidang Pendaftaran Penduduk")

    def test_a_body_that_only_publishes_is_named(self, entry, entries, site):
        graph, node = entry("profil-dinas")
        (attribution,) = graph.objects(node, PROV.qualifiedAttribution)
        assert str(graph.value(attribution, DCAT.hadRole)).endswith("/distributor")
        owner = entries["profil-dinas"]["organization"]["id"]
        assert graph.value(attribution, PROV.agent) == URIRef(f"{site}/organization/{owner}")

    def test_where_it_was_made(self, entry):
        graph, node = entry("penduduk-2025")
        making = graph.value(node, PROV.wasGeneratedBy)
        place = graph.value(making, PROV.atLocation)
        assert graph.value(place, RDFS.label) == Literal("Bontang", lang="id")

    def test_it_has_its_kind(self, entry, terms):
        graph, node = entry("penduduk-2025")
        assert graph.value(node, DCTERMS.subject) == terms.concept(kind("setiap-saat-03"))

    def test_it_says_what_it_measures(self, entry):
        graph, node = entry("penduduk-2025")
        variable = graph.value(node, SCHEMA.variableMeasured)
        said = {
            str(predicate).rpartition("/")[2]: str(value)
            for predicate, value in graph.predicate_objects(variable)
            if predicate != RDF.type
        }
        assert said == {
            "name": "Penduduk",
            "description": "Orang yang berdomisili di Kota Bontang.",
            "propertyID": "06.01.01",
            "statType": "Jumlah",
            "unitText": "jiwa",
        }

    def test_what_measures_nothing_has_no_variable(self, entry):
        graph, node = entry("profil-dinas")
        assert graph.value(node, SCHEMA.variableMeasured) is None

    def test_it_has_no_restriction(self, entry):
        graph, node = entry("penduduk-2025")
        assert restriction_of(graph, node) is None


class TestDistributions:
    @pytest.fixture
    def file(self, entry):
        graph, node = entry("penduduk-2025")
        by_title = {
            str(graph.value(file, DCTERMS.title)): file
            for file in graph.objects(node, DCAT.distribution)
        }
        assert set(by_title) == {"Tautan", "Layanan", "penduduk.csv"}
        return lambda title: (graph, by_title[title])

    def test_an_upload_can_be_downloaded(self, file, get):
        graph, node = file("penduduk.csv")
        address = graph.value(node, DCAT.downloadURL)
        assert graph.value(node, DCAT.accessURL) == address
        assert get(str(address)).body.startswith("kelurahan,jumlah")
        assert graph.value(node, DCAT.byteSize).datatype == XSD.nonNegativeInteger

    def test_formats_are_those_of_the_lists(self, file):
        graph, node = file("penduduk.csv")
        assert graph.value(node, DCTERMS["format"]) == URIRef(f"{AUTHORITY}/file-type/CSV")
        assert str(graph.value(node, DCAT.mediaType)).endswith("/media-types/text/csv")

    def test_a_link_is_mended(self, file):
        graph, node = file("Tautan")
        address = "https://contoh.example/berkas%20data%20%5B1%5D.xlsx?a=1&b=%25zz#x%23y"
        assert graph.value(node, DCAT.accessURL) == URIRef(address)
        assert graph.value(node, DCAT.downloadURL) is None

    def test_a_link_that_is_no_web_address_leads_to_its_page(self, file):
        graph, node = file("Layanan")
        assert graph.value(node, DCAT.accessURL) == node

    def test_a_format_that_the_lists_lack_is_left_out(self, file):
        graph, node = file("Layanan")
        assert graph.value(node, DCTERMS["format"]) is None

    def test_the_licence_is_that_of_the_entry(self, file):
        graph, node = file("penduduk.csv")
        license_node = graph.value(node, DCTERMS.license)
        assert (license_node, RDF.type, DCTERMS.LicenseDocument) in graph
        assert str(graph.value(license_node, DCTERMS.type)).endswith("/licencetype/Attribution")


class TestPartlyExemptEntry:
    def test_its_redacted_file_says_what_is_missing(self, entry):
        graph, node = entry("perjanjian-pihak-ketiga")
        (file,) = graph.objects(node, DCAT.distribution)
        rights = graph.value(graph.value(file, DCTERMS.rights), RDFS.label)
        assert "Nomor rekening pihak ketiga." in rights

    def test_its_restriction_ends_on_its_day(self, entry, terms):
        graph, node = entry("perjanjian-pihak-ketiga")
        restriction = restriction_of(graph, node)
        status = graph.value(restriction, DCATUS.restrictionStatus)
        assert status == terms.concept(ExemptionStatus.SEBAGIAN)
        period = graph.value(restriction, terms.exemption_period)
        assert graph.value(period, DCAT.startDate) == Literal("2025-01-10", datatype=XSD.date)
        assert graph.value(period, DCAT.endDate) == Literal("2030-12-31", datatype=XSD.date)


class TestExemptEntry:
    NAMES = ("rekam-medis", "surat-wasiat", "penyelidikan-pelanggaran")

    @pytest.mark.parametrize("name", NAMES)
    def test_it_has_no_file(self, entry, name):
        graph, _ = entry(name)
        assert not list(graph.subjects(RDF.type, DCAT.Distribution))
        assert not list(graph.objects(None, DCAT.distribution))

    @pytest.mark.parametrize("name", NAMES)
    def test_it_says_what_the_dik_says_and_nothing_more(self, entry, terms, name):
        graph, node = entry(name)
        assert set(graph.predicates(node)) == {
            RDF.type,
            DCTERMS.identifier,
            DCTERMS.title,
            DCTERMS.description,
            DCTERMS.type,
            DCTERMS.language,
            DCTERMS.issued,
            DCTERMS.modified,
            DCTERMS.publisher,
            DCTERMS.accessRights,
            DCTERMS.provenance,
            DCAT.contactPoint,
            DCAT.landingPage,
            DCATAP.applicableLegislation,
            DCATUS.accessRestriction,
        }

    def test_it_names_every_ground_and_why(self, entry, terms):
        graph, node = entry("rekam-medis")
        restriction = restriction_of(graph, node)
        grounds = set(graph.objects(restriction, DCATUS.specificRestriction))
        assert grounds == {terms.concept(Ground.H), terms.concept(Ground.J)}
        note = str(graph.value(restriction, DCATUS.restrictionNote))
        assert "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan, Pasal 177" in note
        assert "Konsekuensi apabila dibuka: Mengungkap riwayat" in note
        assert "Konsekuensi apabila ditutup: Melindungi rahasia" in note

    def test_it_names_the_test_and_the_decision(self, entry):
        graph, node = entry("rekam-medis")
        papers = {
            str(graph.value(paper, DCTERMS.identifier)): (
                str(graph.value(paper, RDFS.label)),
                graph.value(paper, DCTERMS.issued),
            )
            for paper in graph.objects(node, DCTERMS.provenance)
        }
        assert papers == {
            "180/UK/2025": (
                "Uji konsekuensi Nomor 180/UK/2025 tanggal 2025-01-06 di Bontang",
                Literal("2025-01-06", datatype=XSD.date),
            ),
            "188/PPID/2025": (
                "Penetapan pengecualian Nomor 188/PPID/2025 tanggal 2025-01-10 oleh PPID Utama",
                Literal("2025-01-10", datatype=XSD.date),
            ),
        }

    def test_it_names_each_law_that_it_rests_on(self, entry):
        graph, node = entry("rekam-medis")
        laws = set(graph.objects(node, DCATAP.applicableLegislation))
        (basis,) = {law for law in laws if not law.startswith("urn:")}
        title = "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan Pasal 177"
        assert graph.value(basis, DCTERMS.title) == Literal(title, lang="id")
        assert (basis, RDF.type, ELI.LegalResource) in graph

    @pytest.mark.parametrize(
        ("name", "predicate", "expected"),
        [
            (
                "rekam-medis",
                RDFS.label,
                Literal("Sampai ada persetujuan tertulis dari pasien.", lang="id"),
            ),
            ("surat-wasiat", RDFS.label, Literal("Permanen", lang="id")),
            (
                "penyelidikan-pelanggaran",
                DCAT.endDate,
                Literal("2030-12-31", datatype=XSD.date),
            ),
        ],
    )
    def test_it_says_until_when(self, entry, terms, name, predicate, expected):
        graph, node = entry(name)
        period = graph.value(restriction_of(graph, node), terms.exemption_period)
        assert graph.value(period, predicate) == expected
