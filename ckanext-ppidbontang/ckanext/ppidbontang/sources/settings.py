"""The sources as the city configured them: the file, its secrets, its trusted hosts."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import yaml

from ckanext.ppidbontang import config, registry
from ckanext.ppidbontang.domain.exceptions import SourcesError
from ckanext.ppidbontang.domain.sources import Source, sources_from_records


def configured() -> dict[str, Source]:
    """Return the sources of the file that the setting names; none where none is named.

    Raises:
        SourcesError: the file is missing, is not YAML or breaks a rule.
        RegistryError: the registry of bodies cannot be read.
    """
    path = config.sources()
    return read(path) if path else {}


def read(path: Path) -> dict[str, Source]:
    """Return the sources in `path` by name; a file that did not change is parsed only once.

    Raises:
        SourcesError: the file is missing, is not YAML or breaks a rule.
        RegistryError: the registry of bodies cannot be read.
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError as err:
        raise SourcesError([f"{path}: {err.strerror}"]) from err
    bodies = frozenset(agency.name for agency in registry.current().agencies)
    return _parse(path, changed, bodies)


@lru_cache(maxsize=4)
def _parse(path: Path, _changed: int, bodies: frozenset[str]) -> dict[str, Source]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as err:
        raise SourcesError([f"{path}: not a YAML file: {err}"]) from err
    if not isinstance(content, dict) or set(content) != {"sources"}:
        raise SourcesError([f"{path}: expected a mapping with `sources` and nothing else"])
    return {source.name: source for source in sources_from_records(content["sources"], bodies)}


def token(source: Source) -> str:
    """Return the secret that a source asks for, from the environment; empty without one."""
    return os.environ.get(source.token, "") if source.token else ""


def private_hosts() -> frozenset[str]:
    """Return the hosts of the city's own network that may be pulled from."""
    return config.source_private_hosts()
