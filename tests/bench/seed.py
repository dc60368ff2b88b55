"""Fill the CKAN that CKAN_INI names: the bodies of a registry and equal small datasets.

Run as `seed.py REGISTRY COUNT`. Where the plugin is on, the datasets have the PPID fields too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.domain.agencies import Registry
from ckanext.ppidbontang.intake import agencies

Make = Callable[[int, Registry], dict[str, Any]]

BATCH = 100
SUBJECTS = ("penduduk", "sekolah", "puskesmas", "jalan", "pasar", "taman", "koperasi", "wisata")

# What an officer fills in for an ordinary open entry.
PPID_FIELDS = {
    "information_category": "setiap-saat",
    "information_kind": "setiap-saat-03",
    "exemption_status": "terbuka",
    "personal_data": "tidak",
    "controlling_unit": "Bidang Data dan Informasi",
    "issuing_official": "Kepala Bidang Data dan Informasi",
    "created_on": "2025-03-03",
    "created_place": "Bontang",
    "available_forms": ["elektronik"],
    "retention": "5 tahun",
    "update_frequency": "tahunan",
    "period_start": "2024-01",
    "period_end": "2024-12",
    "region_code": "64.74",
    "geographic_level": "kelurahan",
    "unit": "unit",
    "measure": "jumlah",
}


def dataset(number: int, bodies: Registry) -> dict[str, Any]:
    """Return the dataset of a number, the same on every site."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    body = bodies.agencies[number % len(bodies.agencies)]
    address = f"https://data.example/bench-{number:04}"
    return {
        "name": f"bench-{number:04}",
        "title": f"Jumlah {subject} menurut kelurahan {number}",
        "notes": f"Jumlah {subject} yang dicatat {body.title}, menurut kelurahan. Data contoh.",
        "owner_org": body.name,
        "license_id": "cc-by",
        "tags": [{"name": subject}, {"name": "kelurahan"}],
        "resources": [
            {"name": "Laporan", "url": f"{address}.pdf", "format": "PDF"},
            {"name": "Data", "url": f"{address}.json", "format": "JSON"},
        ],
    }


def small(number: int, bodies: Registry) -> dict[str, Any]:
    """Return the dataset of a number, with the fields of a PPID where the plugin is on."""
    return dataset(number, bodies) | (PPID_FIELDS if p.plugin_loaded("ppidbontang") else {})


def make_bodies(bodies: Registry, site_user: str) -> None:
    """Make the organisations, each below its parent."""
    if p.plugin_loaded("ppidbontang"):
        agencies.apply(agencies.plan(bodies))
        return
    for body in bodies.agencies:
        parent = [{"name": bodies.by_code(body.parent).name}] if body.parent else []
        tk.get_action("organization_create")(
            {"ignore_auth": True, "user": site_user},
            {"name": body.name, "title": body.title, "groups": parent},
        )


def make_datasets(bodies: Registry, count: int, site_user: str, make: Make) -> None:
    """Make the datasets without indexing them."""
    for number in range(count):
        tk.get_action("package_create")(
            {"ignore_auth": True, "user": site_user, "defer_commit": True}, make(number, bodies)
        )
        if number % BATCH == BATCH - 1:
            model.repo.commit()
    model.repo.commit()


def main(path: str, count: str, *, make: Make = small) -> None:
    """Fill the site."""
    application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    # As CKAN's own command line does; the attribute is real, its type does not say so.
    with application._wsgi_app.test_request_context():  # pyright: ignore[reportAttributeAccessIssue]
        site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        bodies = registry.read(Path(path))
        make_bodies(bodies, site_user)
        make_datasets(bodies, int(count), site_user, make)


if __name__ == "__main__":
    main(*sys.argv[1:])
