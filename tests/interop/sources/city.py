"""The portal with the plugin `ppid_sources`, as `deploy/up --sources` runs it: site and workers."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from ckanapi import RemoteCKAN
from portal import ports, venv
from portal.commands import clean_environment, run
from portal.layout import TESTS

Record = dict[str, Any]

PULLED_WITHIN_SECONDS = 60
SETTINGS = """\
[app:main]
use = config:{base}
ckan.plugins = ppid_sources {plugins} harvest
ckan.site_url = {url}
ckanext.ppidbontang.sources = {sources}
ckanext.ppidbontang.source_private_hosts = 127.0.0.1
"""


@dataclass(frozen=True, kw_only=True)
class City:
    """The portal at its address, with the right to do anything there."""

    url: str
    ini: Path
    sources: Path
    api: RemoteCKAN

    def ckan(self, *words: str, status: int = 0) -> str:
        """Run a command of the portal and return what it says."""
        done = subprocess.run(
            [venv.program("ckan"), "-c", self.ini, *words],
            env=clean_environment({"PPID_TOKEN_PROVINSI": "rahasia-sumber"}),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def name_sources(self, *sources: Record) -> None:
        """Have the portal pull these sources and no other."""
        self.sources.write_text(yaml.safe_dump({"sources": list(sources)}), encoding="utf-8")

    def pull(self, name: str) -> Record:
        """Pull a source as the button does, and return what came of it once it is through."""
        latest = time.monotonic() + PULLED_WITHIN_SECONDS
        before = self.shown(name)["last_pull"]
        self.api.call_action("ppid_source_pull", {"id": name})
        while True:
            found = self.shown(name)
            if found["last_pull"] != before and found["state"] != "running":
                return found
            assert time.monotonic() < latest, f"the pull does not end: see {self.ini.parent}"
            time.sleep(0.1)

    def shown(self, name: str) -> Record:
        """Return what is told of a source."""
        return self.api.call_action("ppid_source_show", {"id": name})

    def entries(self, body: str) -> dict[str, Record]:
        """Return every entry of a body by its title, drafts too."""
        asked = {"fq": f"organization:{body}", "include_private": True, "rows": 1000}
        found = self.api.call_action("package_search", asked)["results"]
        by_title = {entry["title"]: entry for entry in found}
        assert len(by_title) == len(found), "an entry is there twice"
        return by_title


@contextmanager
def running(
    folder: Path, token: str, serve: Callable[[Path, str], str], plugins: str
) -> Iterator[City]:
    """Have the portal work, with its workers, in a folder for its files."""
    instance = next(one for one in TESTS if str(one.ini) == os.environ["CKAN_INI"])
    where = ports.recorded(instance)
    assert where is not None
    url = f"http://127.0.0.1:{where.web + 6}"
    ini, sources = folder / "ckan.ini", folder / "sources.yaml"
    sources.write_text("sources: []\n")
    ini.write_text(
        SETTINGS.format(base=instance.ini, plugins=plugins, url=url, sources=sources),
        encoding="utf-8",
    )
    run([venv.program("ckan"), "-c", ini, "db", "upgrade"], log=folder / "db.log")
    with _worker(ini, "gather"), _worker(ini, "fetch"):
        # Messages are said in the language of who asks; here in that of the code.
        api = RemoteCKAN(f"{serve(ini, url)}/en", apikey=token)
        yield City(url=url, ini=ini, sources=sources, api=api)


@contextmanager
def _worker(ini: Path, stage: str) -> Iterator[None]:
    command = [venv.program("ckan"), "-c", ini, "ppid", "source", "work", stage]
    with ini.with_name(f"{stage}.log").open("wb") as output:
        process = subprocess.Popen(command, env=clean_environment(), stdout=output, stderr=output)
        try:
            yield
        finally:
            process.terminate()
            assert process.wait(timeout=30) == 0
