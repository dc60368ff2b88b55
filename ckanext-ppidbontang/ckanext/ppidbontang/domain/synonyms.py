"""Names that mean the same body or place, as a search engine takes synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ckanext.ppidbontang.domain.agencies import Agency, Registry
from ckanext.ppidbontang.domain.regions import Region


def synonyms(registry: Registry) -> list[str]:
    """Return lines of names that stand for each other, in Solr's format, each line once.

    Aliases of bodies are left out: many are plain words ("Perpustakaan"), and every entry of a body
    is found by them already, since the index keeps its names with it.
    """
    lines = [*_of_bodies(registry.agencies), *_of_places(registry.regions)]
    return list(dict.fromkeys(lines))


def _of_bodies(agencies: Iterable[Agency]) -> Iterator[str]:
    for agency in agencies:
        # "Kel. Lok Tuan" is the name itself, shortened.
        short = "" if "." in agency.abbreviation else agency.abbreviation
        yield from _line(agency.title, short, *agency.former_names)


def _of_places(regions: Iterable[Region]) -> Iterator[str]:
    for region in regions:
        words = set(_words(region.name))
        variants = [name for name in region.variants if not words >= set(_words(name))]
        joined = [name for name in region.variants if name not in variants and _joined(name, words)]
        yield from _line(region.name, *variants, *joined)
        for variant in variants:
            yield from _word(region.name, variant)


def _joined(name: str, words: set[str]) -> bool:
    return " " not in name and name.casefold() not in words


def _word(name: str, variant: str) -> Iterator[str]:
    """Yield the one word in which a variant differs: "Berebas" is "Berbas" in other names too."""
    pairs = list(zip(_words(name), _words(variant), strict=False))
    differing = [(one, other) for one, other in pairs if one != other]
    if len(_words(name)) == len(_words(variant)) and len(differing) == 1:
        yield from _line(*differing[0])


def _line(*names: str) -> Iterator[str]:
    """Yield the names as one line of synonyms, where there are two at least."""
    plain = list(dict.fromkeys(" ".join(_words(name)) for name in names if name))
    if len(plain) > 1:
        yield ", ".join(plain)


def _words(name: str) -> list[str]:
    """Return the words of a name as the index knows them: small letters, no "dan"."""
    return [word for word in re.findall(r"\w+", name.casefold()) if word not in ("dan", "serta")]
