"""What somebody may be about to type: bodies, tags and titles that everybody may read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.domain.agencies import Agency
from ckanext.ppidbontang.domain.exceptions import RegistryError
from ckanext.ppidbontang.finding import engine, words
from ckanext.ppidbontang.search_guard import unfinished_filters

# Shorter beginnings begin everything.
SHORTEST = 2
LONGEST = 80
MOST_BODIES = 2
MOST_TAGS = 2
MOST_TITLES = 5

Suggestion = dict[str, str]


def suggestions(typed: str) -> list[Suggestion]:
    """Return bodies, tags and titles for what was typed so far; each has an address of its own."""
    begun = words.plain(typed[:LONGEST]).replace('"', "")
    if len(begun) < SHORTEST:
        return []
    return [*_bodies(begun), *_entries(begun)]


def _bodies(begun: str) -> Iterator[Suggestion]:
    try:
        agencies = registry.current().agencies
    except RegistryError:
        # An officer may be mending the file right now.
        return
    parts = re.findall(r"\w+", begun.casefold())
    known = [agency for agency in agencies if _is_begun(agency, parts)]
    for agency in known[:MOST_BODIES]:
        href = tk.h.url_for("organization.read", id=agency.name)
        yield {"kind": "body", "text": agency.title, "href": href}


def _is_begun(agency: Agency, parts: list[str]) -> bool:
    """Say whether each part begins a word of one of a body's names."""
    names = (agency.title, agency.abbreviation, *agency.former_names, *agency.aliases)
    return any(
        all(any(word.startswith(part) for word in named) for part in parts)
        for named in (re.findall(r"\w+", name.casefold()) for name in names)
    )


def _entries(begun: str) -> Iterator[Suggestion]:
    """Yield tags and titles, by one question to the search engine."""
    question = {
        "q": begun,
        "defType": "edismax",
        "uf": "-*",
        "mm": "100%",
        "qf": "ppid_prefix" if engine.knows_indonesian() else "title_ngram",
        "fl": "name,title",
        "rows": MOST_TITLES,
        "sort": "score desc, metadata_modified desc",
        "facet": "true",
        "facet.field": "tags",
        "facet.contains": begun.split()[-1].lower(),
        "facet.limit": MOST_TAGS,
        "facet.mincount": 1,
    }
    found = engine.ask(question, filters=unfinished_filters()) or {}
    for tag in _tags(found)[::2]:
        yield _tag(tag, begun.split()[:-1])
    for entry in found.get("response", {}).get("docs", []):
        href = tk.h.url_for("dataset.read", id=entry["name"])
        yield {"kind": "entry", "text": entry.get("title") or entry["name"], "href": href}


def _tag(tag: str, before: list[str]) -> Suggestion:
    """Suggest a tag for the last word, and keep the words before that it does not say itself."""
    kept = [word for word in before if word.lower() not in tag.lower().split()]
    asked = {"q": " ".join(kept)} if kept else {}
    href = tk.h.url_for("dataset.search", **asked, tags=tag)
    return {"kind": "tag", "text": " ".join([*kept, tag]), "href": href}


def _tags(found: dict[str, Any]) -> list[Any]:
    return found.get("facet_counts", {}).get("facet_fields", {}).get("tags", [])
