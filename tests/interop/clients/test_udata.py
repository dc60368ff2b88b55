"""udata, the software of data.gouv.fr, harvests the feed with its own backend."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from portal import venv
from portal.commands import clean_environment

CLIENT = Path(__file__).with_name("udata_client.py")
SUFFIXES = ("ttl", "xml", "jsonld", "nt")


@pytest.fixture
def udata(tmp_path):
    """Harvest addresses, one after the other, into a udata that knows nothing yet."""

    def harvest(*addresses):
        done = subprocess.run(
            [venv.UDATA / "bin" / "python", CLIENT, *addresses],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=clean_environment(),
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return harvest


def test_it_takes_the_same_entries_from_every_format(site, entries, published, udata):
    there = published()
    for harvest in udata(*(f"{site}/catalog.{suffix}" for suffix in SUFFIXES)):
        assert (harvest["status"], harvest["errors"]) == ("done", [])
        items = {item["identifier"]: item for item in harvest["items"]}
        assert len(items) == len(harvest["items"])
        assert {one: item["title"] for one, item in items.items()} == {
            one: entry["title"] for one, entry in there.items()
        }
        assert {one: item["resources"] for one, item in items.items()} == {
            one: len(entry["resources"]) for one, entry in there.items()
        }
        assert {item["page"] for item in items.values()} == {0, 1, 2}
        assert items[entries["penduduk-2025"]["id"]]["period"] == "2025-01-01"
        # In another format they are no other entries.
        assert harvest["datasets"] == len(there)
