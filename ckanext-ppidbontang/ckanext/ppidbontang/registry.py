"""Read the registry of bodies and regions from its file, once for each version of the file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.agencies import Registry, registry_from_records
from ckanext.ppidbontang.domain.exceptions import RegistryError


def current() -> Registry:
    """Return the registry that the setting names.

    Raises:
        RegistryError: the file is missing, is not YAML or breaks a rule of the registry.
    """
    return read(config.registry())


def region_name(code: str) -> str:
    """Return the name of a region, or its code where no registry that can be read knows it."""
    try:
        region = current().region(code)
    except RegistryError:
        # An officer may be mending the file right now; no page should fall for a name.
        return code
    return region.name if region else code


def read(path: Path) -> Registry:
    """Return the registry in `path`; a file that did not change is parsed only once.

    Raises:
        RegistryError: the file is missing, is not YAML or breaks a rule of the registry.
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError as err:
        raise RegistryError([f"{path}: {err.strerror}"]) from err
    return _parse(path, changed)


@lru_cache(maxsize=4)
def _parse(path: Path, _changed: int) -> Registry:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as err:
        raise RegistryError([f"{path}: not a YAML file: {err}"]) from err
    if not isinstance(content, dict):
        raise RegistryError([f"{path}: expected a mapping with `agencies` and `regions`"])
    return registry_from_records(content.get("agencies"), content.get("regions"))
