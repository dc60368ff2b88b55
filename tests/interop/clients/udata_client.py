"""Harvest addresses with udata's own backend: run with the Python of var/udata, JSON out.

For each address there is an object on a line of its own: the job's status and errors, what came of
each entry, and how many datasets udata has then.
"""

# The environment of udata is not that of the project.
# pyright: reportMissingImports=false
from __future__ import annotations

import json
import sys
from typing import Any

import mongoengine
import mongomock
from flask import Flask
from udata import i18n
from udata.settings import Defaults


class Settings(Defaults):
    """Those of a site that may harvest from this machine and link to names for examples."""

    URLS_ALLOW_LOCAL = True
    URLS_RESOLVE_HOSTNAME = False
    URLS_ALLOWED_TLDS = Defaults.URLS_ALLOWED_TLDS | {"example"}


def main(addresses: list[str]) -> None:
    """Harvest one address after the other into one database, in memory."""
    app = Flask("udata")
    app.config.from_object(Settings)
    i18n.init_app(app)
    mongoengine.connect(mongo_client_class=mongomock.MongoClient, uuidRepresentation="standard")
    with app.test_request_context():
        for address in addresses:
            sys.stdout.write(json.dumps(harvest(address)) + "\n")


def harvest(address: str) -> dict[str, Any]:
    """Harvest an address, and return what udata knows then."""
    # These modules read the settings of the application while they are loaded.
    from udata.core.dataset.models import Dataset
    from udata.harvest.backends.dcat import DcatBackend
    from udata.harvest.models import HarvestSource

    source = HarvestSource(name=address, url=address, backend="dcat")
    source.save()
    job = DcatBackend(source).harvest()
    return {
        "status": job.status,
        "datasets": Dataset.objects.count(),
        "errors": [error.message for error in job.errors],
        "items": [shown(item) for item in job.items],
    }


def shown(item: Any) -> dict[str, Any]:
    """Return what came of an entry."""
    dataset = item.dataset
    return {
        "identifier": item.remote_id,
        "page": item.kwargs.get("page_number"),
        "status": item.status,
        "errors": [error.message for error in item.errors],
        "title": dataset and dataset.title,
        "resources": dataset and len(dataset.resources),
        "period": dataset and dataset.temporal_coverage and str(dataset.temporal_coverage.start),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
