"""Ask what a curious reader would try: parameters of search and DataStore, old addresses.

Each template is asked with every word and id that was planted and is hidden from the reader; the
answer must be the one for a word that nobody ever wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from ckanext.ppidbontang.leakcheck.garden import Garden
from ckanext.ppidbontang.leakcheck.portal import Request, as_json
from ckanext.ppidbontang.leakcheck.questions import ANONYMOUS, Question
from ckanext.ppidbontang.leakcheck.readers import EVERYBODY
from ckanext.ppidbontang.leakcheck.things import Entry, Kind, Thing

ALL = 1000
# A hidden word is looked for by its beginning too, as one who guesses letter by letter would.
CUT = 4
VALUES_A_TEMPLATE = 3

HIDDEN_FIELDS = (
    "res_name", "res_description", "res_url", "res_format", "tags", "name", "title", "notes", "id",
    "extras_controlling_unit", "extras_indicator_code", "extras_concept", "controlling_unit",
    "indicator_code", "owner_org", "creator_user_id", "data_dict", "validated_data_dict", "text",
    "permission_labels", "state", "review_state", "vocab_exemption_grounds",
)  # fmt: skip
# Searches that need no word: whatever they bring must hold no canary.
SEARCHES: dict[str, dict[str, Any]] = {
    "fl=data_dict": {"fl": ["id", "data_dict"]},
    "fl=validated_data_dict": {"fl": "validated_data_dict"},
    "fl=*": {"fl": "*"},
    "fl with globs": {"fl": ["res_*", "extras_*", "*_dict"]},
    "fl with a function": {"fl": ["x:field(data_dict)", "[explain]", "[docid]"]},
    "facet.field": {
        "facet.field": list(HIDDEN_FIELDS[:12]),
        "facet.limit": -1,
        "facet.mincount": 0,
    },
    "facet.field=permission_labels": {"facet.field": ["permission_labels"], "facet.limit": -1},
    "sort": {"sort": "res_name asc, title desc"},
    "include_private": {"include_private": True},
    "include_drafts": {"include_drafts": True},
    "include_deleted": {"include_deleted": True},
    "include everything": {
        "include_private": True,
        "include_drafts": True,
        "include_deleted": True,
    },
    "fq=state": {"fq": "state:(draft OR deleted OR active)"},
    "fq=capacity": {"fq": "capacity:private"},
    "fq=permission_labels": {"fq": "permission_labels:*"},
    "fq with a closing bracket": {"fq": ") OR (*:*"},
    "fq_list": {"fq_list": ["capacity:private", "state:deleted"]},
    "fq with another parser": {"fq": "{!lucene}*:*"},
    "q with another parser": {"q": "{!func}id", "defType": "lucene"},
    "q=*:*": {"q": "*:*", "defType": "lucene"},
    "qt": {"q": "*:*", "qt": "/admin"},
    "use_default_schema": {"use_default_schema": True},
    "ext_": {"extras": {"ext_private": "1"}},
}
ADDRESSES = (
    "/dataset/{entry}/resource/{resource}/download/{filename}",
    "/dataset/{entry}/resource/{resource}/download",
    "/dataset/{entry}/asli/{file}",
    "/uploads/{filename}",
    "/uploads/resources/{filename}",
    "/storage/f/{filename}",
    "/file/download/{file}",
    "/file/download/{resource}",
    "/file/public-download/originals/{location}",
    "/file/public-download/resources/{resource}",
    "/file/public-download/resources/{filename}",
    "/datastore/dump/{resource}?format=json&bom=true",
    "/datastore/dump/{resource}?format=csv",
    "/dataset/{entry}.jsonld?profiles=euro_dcat_ap_3,schemaorg",
    "/dataset/{entry}.ttl?profiles=schemaorg",
    "/dataset/{entry}.rdf?profiles=croissant",
    "/dataset/{entry}/croissant.jsonld",
    "/api/2/rest/dataset/{entry}",
    "/api/1/rest/package/{entry}",
    "/api/3/action/package_show?id={entry}&callback=panggil",
    "/api/3/action/package_show?id={entry}&include_plugin_data=true&use_default_schema=true",
    "/api/3/action/datastore_search?resource_id={resource}&callback=panggil",
    "/dataset/?q={word}",
    "/dataset/?tags={tag}",
    "/dataset/?res_format={format}",
    "/dataset/?q=title:{word}&sort=title+asc",
    "/feeds/custom.atom?q={word}",
    "/feeds/tag/{tag}.atom",
    "/catalog.ttl?q={word}",
    "/catalog.jsonld?fq=tags:{tag}",
    "/catalog.ttl?modified_since=2000-01-01",
    "/catalog.nt?after=0",
    "/catalog/full.nt",
    "/catalog/changes.nt?since=0",
    "/user/?q={word}",
    "/organization/?q={word}",
    "/util/redirect?url=/dataset/{entry}",
    "/ekspor.csv?opd={body}",
    "/ekspor.yaml?opd={body}&units=ya",
    "/impor/template.xlsx?opd={body}",
    "/impor/{import}?action=refuse",
)  # fmt: skip
# Addresses that give readers of RDF something else than a page.
NEGOTIATED = (
    ("/catalog", "application/n-triples"),
    ("/dataset/{entry}", "text/turtle"),
    ("/dataset/{entry}", "application/ld+json"),
)
FIELDS: dict[str, Kind] = {
    "entry": Kind.ENTRY,
    "resource": Kind.RESOURCE,
    "filename": Kind.FILENAME,
    "file": Kind.FILE,
    "location": Kind.LOCATION,
    "body": Kind.BODY,
    "import": Kind.IMPORT,
    "word": Kind.WORD,
    "tag": Kind.TAG,
    "format": Kind.FORMAT,
}
SQL = (
    'SELECT * FROM "{resource}"',
    'SELECT * FROM "_table_metadata"',
    "SELECT * FROM pg_class WHERE relname = '{resource}'",
    "SELECT column_name FROM information_schema.columns WHERE table_name = '{resource}'",
    'SELECT (SELECT count(*) FROM "{resource}") FROM "_table_metadata"',
)


def all_of(garden: Garden) -> Iterator[Question]:
    """Return all crafted questions."""
    yield from _searches()
    yield from _tables()
    for entry in garden.entries:
        yield from _addresses(entry)
        if any(thing.seen_by != EVERYBODY for things in entry.things.values() for thing in things):
            yield from _oracles(entry)
            yield from _sql(entry)


def _searches() -> Iterator[Question]:
    for name, sent in SEARCHES.items():
        for action in ("package_search", "dcat_catalog_search"):
            request = _call(f"{action} {name}", action, {"rows": ALL, **sent})
            yield Question(request, "lists", EVERYBODY)


def _tables() -> Iterator[Question]:
    """Ask the DataStore for the table of all tables, and CKAN for lists with a pattern."""
    for name, action, sent in (
        ("_table_metadata", "datastore_search", {"resource_id": "_table_metadata", "limit": ALL}),
        ("_table_metadata", "datastore_info", {"id": "_table_metadata"}),
        ("all", "resource_search", {"query": ["name:", "url:", "description:"], "limit": ALL}),
        ("all", "tag_list", {"query": "kenari"}),
        ("all", "tag_list", {"all_fields": True}),
        ("all", "tag_search", {"query": "kenari", "limit": ALL}),
        ("all", "format_autocomplete", {"q": "kenari", "limit": ALL}),
        ("all", "package_autocomplete", {"q": "kenari", "limit": ALL}),
        ("all", "package_list", {"limit": ALL}),
        ("all", "current_package_list_with_resources", {"limit": ALL}),
        ("all", "recently_changed_packages_activity_list", {"limit": ALL}),
        ("all", "user_list", {"all_fields": True, "order_by": "number_created_packages"}),
    ):
        yield Question(_call(f"{action} {name}", action, sent), "lists", EVERYBODY)


def _oracles(entry: Entry) -> Iterator[Question]:
    """Ask whether a hidden word is anywhere, in full and by its beginning."""
    words = entry.options((Kind.WORD, Kind.TAG, Kind.FORMAT, Kind.FILENAME))
    for thing in (*words, *(_beginning(thing) for thing in words)):
        text = thing.text
        for query in (text, f"*:{text}*", f"text:{text}*"):
            yield _oracle("package_search q=…", "package_search", {"q": query}, thing, entry)
        for action, sent in (
            ("resource_search", {"query": f"name:{text}"}),
            ("resource_search", {"query": f"description:{text}"}),
            ("resource_search", {"query": f"url:{text}"}),
            ("resource_search", {"query": f"format:{text}"}),
            ("tag_autocomplete", {"query": text}),
            ("format_autocomplete", {"q": text}),
            ("package_autocomplete", {"q": text}),
        ):
            yield _oracle(f"{action} with a hidden word", action, sent, thing, entry)
    if words:
        for field in HIDDEN_FIELDS:
            yield from _by_field(field, words[0], entry)


def _by_field(field: str, thing: Thing, entry: Entry) -> Iterator[Question]:
    for parameter in ("q", "fq"):
        sent = {parameter: f"{field}:{thing.text}*"}
        yield _oracle(f"package_search {parameter}={field}:…", "package_search", sent, thing, entry)


def _oracle(name: str, action: str, sent: dict[str, Any], thing: Thing, entry: Entry) -> Question:
    request = _call(name, action, sent, (thing,))
    return Question(request, entry.state, ANONYMOUS)


def _beginning(thing: Thing) -> Thing:
    stem, _, _ = thing.text.partition(".")
    missing, _, _ = thing.missing.partition(".")
    return Thing(stem[:-CUT], missing[:-CUT], thing.seen_by)


def _addresses(entry: Entry) -> Iterator[Question]:
    for template, accept in (*((template, "") for template in ADDRESSES), *NEGOTIATED):
        path, _, query = template.partition("?")
        for things in _fill(template, entry):
            texts = {name: thing.text for name, thing in things.items()}
            yield Question(
                Request(
                    f"address {template} {accept}".strip(),
                    "GET",
                    quote(path.format(**texts)),
                    query=tuple(
                        (name, value.format(**texts))
                        for name, _, value in (part.partition("=") for part in query.split("&"))
                        if name
                    ),
                    headers=(("Accept", accept),) if accept else (),
                    asked=tuple(things.values()),
                ),
                entry.state,
                EVERYBODY - entry.seen_by if entry.is_sample else ANONYMOUS,
            )


def _sql(entry: Entry) -> Iterator[Question]:
    for template in SQL:
        for things in _fill(template, entry):
            sql = template.format(**{name: thing.text for name, thing in things.items()})
            request = _call(
                "datastore_search_sql", "datastore_search_sql", {"sql": sql}, tuple(things.values())
            )
            yield Question(request, entry.state, EVERYBODY - entry.seen_by)


def _fill(template: str, entry: Entry) -> Iterator[dict[str, Thing]]:
    """Yield values for a template's fields; nothing where the entry has no part of the kind."""
    kinds = {name: kind for name, kind in FIELDS.items() if f"{{{name}}}" in template}
    options = {name: entry.things.get(kind, [])[:VALUES_A_TEMPLATE] for name, kind in kinds.items()}
    if all(options.values()):
        for turn in range(max(map(len, options.values()), default=1)):
            yield {name: things[turn % len(things)] for name, things in options.items()}


def _call(name: str, action: str, sent: dict[str, Any], asked: tuple[Thing, ...] = ()) -> Request:
    return Request(
        f"crafted {name}", "POST", f"/api/3/action/{action}", data=as_json(**sent), asked=asked
    )
