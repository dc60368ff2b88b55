"""Fill the parameters of routes and actions with what was planted, by the parameters' names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from zlib import crc32

from ckanext.ppidbontang.leakcheck.readers import EVERYBODY
from ckanext.ppidbontang.leakcheck.things import WORDS, Entry, Kind, Nobody, Thing

BY_NAME: dict[str, tuple[Kind, ...]] = {
    "package_id": (Kind.ENTRY,),
    "dataset_id": (Kind.ENTRY,),
    "package": (Kind.ENTRY,),
    "dataset": (Kind.ENTRY,),
    "datasets": (Kind.ENTRY,),
    "packages": (Kind.ENTRY,),
    "name_or_id": (Kind.ENTRY,),
    "subject": (Kind.ENTRY,),
    "entity_id": (Kind.RESOURCE, Kind.ENTRY),
    "owner_id": (Kind.ENTRY, Kind.RESOURCE, Kind.IMPORT),
    "object": (Kind.ENTRY, Kind.USER),
    "object_id": (Kind.ENTRY, Kind.RESOURCE),
    "resource_id": (Kind.RESOURCE,),
    "resource": (Kind.RESOURCE,),
    "view_id": (Kind.VIEW,),
    "resource_view_id": (Kind.VIEW,),
    "resource_view": (Kind.VIEW,),
    "activity_id": (Kind.ACTIVITY,),
    "old_id": (Kind.ACTIVITY,),
    "new_id": (Kind.ACTIVITY,),
    "current_old_id": (Kind.ACTIVITY,),
    "current_new_id": (Kind.ACTIVITY,),
    "file_id": (Kind.FILE,),
    "filename": (Kind.FILENAME,),
    "location": (Kind.LOCATION, Kind.FILENAME),
    "org": (Kind.BODY,),
    "org_id": (Kind.BODY,),
    "organization": (Kind.BODY,),
    "organizations": (Kind.BODY,),
    "organization_id": (Kind.BODY,),
    "owner_org": (Kind.BODY,),
    "group_id": (Kind.BODY,),
    "groups": (Kind.BODY,),
    "responsible_opd": (Kind.BODY,),
    "opd": (Kind.BODY,),
    "user": (Kind.USER,),
    "user_id": (Kind.USER,),
    "username": (Kind.USER,),
    "tag": (Kind.TAG,),
    "tags": (Kind.TAG,),
    "q": (Kind.WORD, Kind.TAG, Kind.FORMAT),
    "query": (Kind.WORD, Kind.TAG, Kind.FORMAT),
    "incomplete": (Kind.WORD, Kind.TAG, Kind.FORMAT),
    "path": (Kind.ENTRY,),
    # Of harvesting: CKAN keeps one like an entry.
    "source": (Kind.ENTRY,),
}
# `id` and `name` mean what the address or the action is about.
SUBJECT = {"id", "_id", "id2", "name", "jti", "key"}
SUBJECTS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("activity_(data_)?(show|diff|delete)|history|changes", (Kind.ACTIVITY,)),
    ("original|file", (Kind.FILE, Kind.RESOURCE)),
    ("view", (Kind.VIEW, Kind.RESOURCE)),
    ("datastore|xloader", (Kind.RESOURCE,)),
    ("impor", (Kind.IMPORT,)),
    ("dataset|package|ppid(?!_import)|informasi", (Kind.ENTRY,)),
    ("resource", (Kind.RESOURCE,)),
    ("organization|group|member|bulk", (Kind.BODY,)),
    ("user|token", (Kind.USER,)),
    ("tag|vocabulary", (Kind.TAG,)),
)
# What a name that nobody knows may stand for; asked of the samples alone.
ANYTHING = tuple(Kind)
WORDS_A_CHANNEL = 2
# Settings of a question, not names of things.
FIXED: dict[str, tuple[str, ...]] = {
    "suffix": ("ttl", "xml", "jsonld", "nt", "rdf", "json", "n3"),
    "_format": ("ttl", "xml", "jsonld", "nt", "rdf", "json", "n3"),
    "format": ("ttl", "xml", "jsonld"),
    "lang": ("id",),
    "ver": ("2", "1"),
    "storage": ("originals", "resources"),
    "storage_name": ("originals", "resources"),
    "owner_type": ("ppid_original", "package", "resource", "ppid_import"),
    "object_type": ("package",),
    "task_type": ("xloader",),
    "entity_type": ("resource",),
    "order_by": ("name",),
    "target_locale": ("nb_NO",),
    "extension": ("csv", "xlsx", "pdf", "json"),
    "kind": ("dip", "dik"),
    "units": ("ya",),
    "move": ("usulkan", "uji", "tetapkan", "perpanjang", "buka"),
    "type": ("dataset",),
}
# Only `true` asks for more; a number only says how much.
WIDENING = re.compile(r"^(include_|all_fields$)")
KNOBS = re.compile(
    r"^(limit|offset|rows|start|page|sort|order|capacity|role|permission|state|title|fields|fl|fq"
    r"|facet.*|url|.*_format|.*_type|.*_types|diff_type|hash|size|method|after|before|rel|df|text"
    r"|use_default_schema|calculate_record_count|dry_run|count|results|extras|total.*|fq_list"
    r"|next_page|distinct|plain|language|lang_code|lang_codes|expanded|profiles|config|message"
    r"|email|password|value|error|filters|records|force|version|upload|am_member|available_only"
    r"|include_.*|all_fields|ignore_.*|ids_only|queues|note|number|date|place|from|to|step)$"
)


def kinds(parameter: str, subject: str) -> tuple[Kind, ...]:
    """Return what a parameter of a route or an action names; nothing for a mere setting.

    A name that nobody knows may name anything.
    """
    if parameter in FIXED or KNOBS.match(parameter):
        return ()
    if parameter in SUBJECT:
        found = {
            kind: None for words, them in SUBJECTS if re.search(words, subject) for kind in them
        }
        return tuple(found) or ANYTHING
    return BY_NAME.get(parameter, ANYTHING)


def is_asked(parameter: str, subject: str, entry: Entry) -> bool:
    """Say whether a parameter that can be left out is filled when this entry is asked about."""
    wanted = kinds(parameter, subject)
    return bool(wanted) and (wanted != ANYTHING or entry.is_sample)


def is_known(parameter: str) -> bool:
    """Say whether a parameter names a thing by a name that is used for it."""
    return parameter in BY_NAME or parameter in SUBJECT


def fillings(
    parameters: Iterable[tuple[str, str]], entry: Entry, nobody: Nobody
) -> list[dict[str, Thing]]:
    """Return sets of values for the parameters, each of which comes with what it is about.

    Every id and name that the entry has is used at least once. Of its words, which are many, each
    channel gets a few; over the channels of a run every word is asked for.
    """
    options = {name: _options(name, subject, entry, nobody) for name, subject in parameters}
    options = {name: values for name, values in options.items() if values}
    named = [values[0] for name, values in options.items() if name not in FIXED]
    planted = [thing for thing in named if thing.text != thing.missing]
    public = all(thing.seen_by == EVERYBODY for thing in planted)
    if not planted or (public and len(planted) < len(named)):
        return []  # of what was never there, or not in full, nothing can leak
    count = max(map(len, options.values()))
    return [
        {name: values[turn % len(values)] for name, values in options.items()}
        for turn in range(count)
    ]


def settings(parameters: Iterable[str]) -> list[dict[str, Thing]]:
    """Return sets of values where all parameters are settings, or there are none."""
    names = list(parameters)
    if not all(name in FIXED for name in names):
        return []
    count = max((len(FIXED[name]) for name in names), default=1)
    return [
        {name: _plain(FIXED[name][turn % len(FIXED[name])]) for name in names}
        for turn in range(count)
    ]


def _plain(value: str) -> Thing:
    return Thing(value, value)


def _options(parameter: str, subject: str, entry: Entry, nobody: Nobody) -> list[Thing]:
    if parameter in FIXED:
        return [_plain(value) for value in FIXED[parameter]]
    wanted = kinds(parameter, subject)
    if not wanted:
        return []
    if wanted == ANYTHING and not entry.is_sample:
        return [_never(Kind.ENTRY, nobody)]
    words = entry.things.get(Kind.WORD, []) if Kind.WORD in wanted else []
    others = entry.options(kind for kind in wanted if kind is not Kind.WORD)
    return [*others, *_some(words, subject)] or [_never(wanted[0], nobody)]


def _some(words: list[Thing], subject: str) -> list[Thing]:
    """Choose a few words, other ones for another channel, the same ones in every run."""
    start = crc32(subject.encode()) % (len(words) or 1)
    return [*words[start:], *words[:start]][:WORDS_A_CHANNEL]


def _never(kind: Kind, nobody: Nobody) -> Thing:
    """Stand in for what an entry does not have."""
    text = nobody.word if kind in WORDS else nobody.id
    return Thing(text, text)
