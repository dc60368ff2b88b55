"""The body, or the region, that people mean by whichever of its names they write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from ckanext.ppidbontang.domain.agencies import Agency, Registry
from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.domain.written.text import fold

Named = TypeVar("Named", Agency, Region)

_ASIDE = re.compile(r"\([^()]*\)")
_PPID = re.compile(r"^(?:ppid(?: pelaksana| pembantu)?|opd) (?=.)")
# What is written in short, and what makes no difference.
_WORDS = {"kec": "kecamatan", "kel": "kelurahan", "dan": ""}


def agency_of(text: str, registry: Registry) -> Agency | None:
    """Return the body with this code, name, abbreviation or former name; None if several have it.

    What a body is called now comes before what another was called once.
    """
    return _found(text, registry, _agencies(registry))


def region_of(text: str, registry: Registry) -> Region | None:
    """Return the region with this code, name or other spelling; None if several have it."""
    return _found(text, registry, _regions(registry))


def _found(
    text: str, registry: Registry, known: Iterable[Mapping[str, Named | None]]
) -> Named | None:
    keys = [_key(words, registry) for words in (text, _ASIDE.sub(" ", text))]
    return next((names[key] for names in known for key in keys if key in names), None)


def _key(text: str, registry: Registry) -> str:
    """Return the letters of a name that make a difference: not the city's, which all share."""
    words = _PPID.sub("", fold(text))
    city = registry.region(registry.root.region_code)
    for name in (city.name, *city.variants) if city else ():
        words = words.removesuffix(f" {fold(name)}")
    return "".join(_WORDS.get(word, word) for word in words.split())


@lru_cache(maxsize=4)
def _agencies(registry: Registry) -> tuple[Mapping[str, Agency | None], ...]:
    def named(body: Agency) -> Iterator[str]:
        yield from (body.code, body.name, body.title, body.abbreviation)

    def once_named(body: Agency) -> Iterator[str]:
        for name in (*body.aliases, *body.former_names):
            yield from (name, f"{body.type} {name}")

    return tuple(
        _unique((_key(name, registry), body) for body in registry.agencies for name in names(body))
        for names in (named, once_named)
    )


@lru_cache(maxsize=4)
def _regions(registry: Registry) -> tuple[Mapping[str, Region | None], ...]:
    def named(region: Region) -> Iterator[str]:
        yield from (region.code, region.bps_code)
        for name in (region.name, *region.variants):
            yield from (name, f"{region.level} {name}")

    return (
        _unique((_key(name, registry), one) for one in registry.regions for name in named(one)),
    )


def _unique(named: Iterable[tuple[str, Named]]) -> dict[str, Named | None]:
    """Return what has a name alone; None under a name that several have."""
    found: dict[str, Named | None] = {}
    for name, one in named:
        if name:
            found[name] = one if found.get(name, one) is one else None
    return found
