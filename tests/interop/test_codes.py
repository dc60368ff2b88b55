"""The code lists: every code of the law has one, and files are named as the lists name them."""

from __future__ import annotations

import pytest

from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.vocabularies import UpdateFrequency
from ckanext.ppidbontang.rdf import codes, formats

FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"


def test_every_status_has_an_access_right():
    rights = {status: str(uri).rpartition("/")[2] for status, uri in codes.ACCESS_RIGHTS.items()}
    assert rights == {
        ExemptionStatus.TERBUKA: "PUBLIC",
        ExemptionStatus.SEBAGIAN: "RESTRICTED",
        ExemptionStatus.SELURUHNYA: "NON_PUBLIC",
    }


def test_every_frequency_has_a_code():
    assert set(codes.FREQUENCIES) == set(UpdateFrequency)
    assert len(set(codes.FREQUENCIES.values())) == len(UpdateFrequency)


@pytest.mark.parametrize(
    ("name", "file_type", "media_type"),
    [
        ("CSV", "CSV", "text/csv"),
        (".pdf", "PDF", "application/pdf"),
        ("jpg", "JPEG", "image/jpeg"),
        ("GeoJSON", "GEOJSON", "application/geo+json"),
    ],
)
def test_a_known_format_has_both_codes(name, file_type, media_type):
    found = formats.file_format(name, "application/octet-stream")
    assert found is not None
    assert str(found.uri) == FILE_TYPE + file_type
    assert str(found.media_type) == MEDIA_TYPE + media_type


def test_a_media_type_tells_the_format_where_the_name_does_not():
    found = formats.file_format("lembar kerja", "Text/CSV")
    assert found is not None
    assert (found.label, str(found.uri)) == ("lembar kerja", FILE_TYPE + "CSV")


@pytest.mark.parametrize("media_type", ["", "csv", "text/", "text/<b>", "application/x-gdb"])
def test_what_the_lists_lack_keeps_its_name_alone(media_type):
    assert formats.file_format("GDB", media_type) == formats.FileFormat("GDB")


def test_no_format_is_no_format():
    assert formats.file_format(" ", "") is None


@pytest.mark.parametrize(
    ("digest", "name"), [("0" * 32, "md5"), ("A" * 40, "sha1"), ("f" * 64, "sha256")]
)
def test_a_checksum_is_known_by_its_length(digest, name):
    assert str(formats.checksum_algorithm(digest)).endswith(f"checksumAlgorithm_{name}")


@pytest.mark.parametrize("digest", ["", "0" * 31, "z" * 32])
def test_anything_else_is_no_checksum(digest):
    assert formats.checksum_algorithm(digest) is None
