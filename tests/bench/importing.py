"""Make entries as an import does, in two processes, on the site of the portal that CKAN_INI names.

Run as `importing.py FILE`, a file of one JSON object a line, as `ckanapi load datasets` takes it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from ckanext.ppidbontang import processes
from ckanext.ppidbontang.intake.actors import Actor
from ckanext.ppidbontang.intake.creating import Made, create
from ckanext.ppidbontang.intake.workers import BATCH_SIZE


def packages(file: Path) -> Iterator[dict[str, Any]]:
    """Read entries as they are needed."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def make(batch: list[dict[str, Any]]) -> int:
    """Make the entries of a batch and say how many were lawful."""
    fates = create(batch, Actor.site())
    model.Session.remove()
    return sum(isinstance(fate, Made) for fate in fates)


def main(path: str) -> None:
    """Make all entries and say how many were made."""
    application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    # As CKAN's own command line does; the attribute is real, its type does not say so.
    with application._wsgi_app.test_request_context():  # pyright: ignore[reportAttributeAccessIssue]
        made = processes.in_batches(make, packages(Path(path)), size=BATCH_SIZE)
        json.dump(sum(made), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
