"""Fill the CKAN that CKAN_INI names with datasets that say all they can.

Run as `seed_full.py REGISTRY COUNT`. The portal's datasets have every field of an open entry; those
of ckanext-dcat's own schema say the same, as far as it has a field for it. The texts are those of
the demo catalogue, put together anew, so that they compress as texts do.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import ckan.plugins as p
import seed
import yaml

from ckanext.ppidbontang.domain.agencies import Agency, Registry
from ckanext.ppidbontang.rdf import codes

DEMO = Path(__file__).parents[2] / "config" / "demo"
SENTENCES, TAGS = 5, 5
FORMATS = (
    ("CSV", "text/csv"),
    ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("PDF", "application/pdf"),
)
LAW = "urn:lex:id:negara:undang.undang:2008;14"
PPID = "https://data.example/def/ppid"
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
AUTHORITY = "http://publications.europa.eu/resource/authority"

# The fields of an open entry that the small datasets leave out.
FIELDS = {
    **seed.PPID_FIELDS,
    "available_forms": ["cetak", "elektronik"],
    "concept": "Layanan publik menurut kelurahan",
    "definition": "Banyaknya layanan yang diberikan dalam satu tahun kepada warga satu kelurahan.",
    "indicator_code": "64.74.0101",
    "priority_data": True,
}


def full(number: int, bodies: Registry) -> dict[str, Any]:
    """Return the dataset of a number in the fields that the site has."""
    make = portal_dataset if p.plugin_loaded("ppidbontang") else stock_dataset
    return make(number, bodies)


def portal_dataset(number: int, bodies: Registry) -> dict[str, Any]:
    """Return a dataset as an officer of a PPID would enter it."""
    body = bodies.agencies[number % len(bodies.agencies)]
    return _dataset(number, body) | FIELDS


def stock_dataset(number: int, bodies: Registry) -> dict[str, Any]:
    """Return a dataset that says in ckanext-dcat's own fields what the portal's says."""
    body = bodies.agencies[number % len(bodies.agencies)]
    made = _dataset(number, body)
    for file in made["resources"]:
        file["hash_algorithm"] = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
        file["license"] = "http://www.opendefinition.org/licenses/cc-by"
    return made | {
        "url": f"https://data.example/dataset/{made['name']}",
        "language": [str(codes.INDONESIAN)],
        "dcat_type": f"{PPID}#kategori-setiap-saat",
        "theme": [f"{PPID}#{FIELDS['information_kind']}"],
        "access_rights": f"{AUTHORITY}/access-right/PUBLIC",
        "applicable_legislation": [LAW, f"{LAW}~art11"],
        "frequency": f"{AUTHORITY}/frequency/ANNUAL",
        "publisher": [
            {
                "uri": f"https://data.example/organization/{body.code}",
                "name": body.title,
                "identifier": body.code,
                "type": LOCAL_AUTHORITY,
                "url": f"https://data.example/organization/{body.name}",
            }
        ],
        "contact": [
            {
                "uri": f"https://data.example/organization/{body.code}#ppid",
                "name": body.ppid_officer,
                "email": body.ppid_email,
            }
        ],
        "creator": [{"name": FIELDS["controlling_unit"], "type": LOCAL_AUTHORITY}],
        "qualified_attribution": [
            {"agent": [{"name": FIELDS[field]}], "role": str(role)}
            for field, role in (
                ("controlling_unit", codes.CUSTODIAN),
                ("issuing_official", codes.ORIGINATOR),
            )
        ],
        "provenance_activity": [
            {
                "label": "Pembuatan informasi",
                "startedAtTime": FIELDS["created_on"],
                "wasAssociatedWith": [{"name": FIELDS["issuing_official"]}],
            }
        ],
        "temporal_coverage": [{"start": "2024-01-01", "end": "2024-12-31"}],
        "spatial_coverage": [
            {"uri": f"{PPID}#wilayah-{FIELDS['region_code']}", "text": "Kota Bontang"}
        ],
    }


def _dataset(number: int, body: Agency) -> dict[str, Any]:
    chance = random.Random(number)
    sentences, tags = _words()
    name = f"bench-{number:05}"
    return {
        "name": name,
        "title": f"{chance.choice(sentences).partition(',')[0].rstrip('.')} ({number})",
        "notes": " ".join(chance.sample(sentences, SENTENCES)),
        "owner_org": body.name,
        "license_id": "cc-by",
        "tags": [{"name": tag} for tag in chance.sample(tags, TAGS)],
        "resources": [
            {
                "name": f"Berkas {label} {number}",
                "description": chance.choice(sentences),
                "url": f"https://data.example/{name}/berkas.{label.lower()}",
                "format": label,
                "mimetype": media_type,
                "size": chance.randrange(10_000, 10_000_000),
                "hash": hashlib.sha256(f"{name} {label}".encode()).hexdigest(),
            }
            for label, media_type in FORMATS
        ],
    }


@cache
def _words() -> tuple[list[str], list[str]]:
    """Return the sentences and the tags of the demo catalogue."""
    documents = [yaml.safe_load(path.read_bytes()) for path in sorted(DEMO.glob("*.yaml"))]
    entries = [entry for document in documents for entry in document["entries"]]
    sentences = {
        sentence
        for entry in entries
        for sentence in re.split(r"(?<=[.])\s+", entry["notes"])
        if len(sentence) > 40
    }
    tags = {tag for entry in entries for tag in entry.get("tags", ())}
    return sorted(sentences), sorted(tags)


if __name__ == "__main__":
    seed.main(*sys.argv[1:], make=full)
