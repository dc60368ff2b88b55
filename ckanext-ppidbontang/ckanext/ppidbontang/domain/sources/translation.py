"""What a source sends, made into the fields of a record by the mapping of the source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, cast

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources.definitions import Rule, Source
from ckanext.ppidbontang.domain.sources.pulling import Arrival
from ckanext.ppidbontang.domain.written import values
from ckanext.ppidbontang.domain.written.cells import Cell, CellError
from ckanext.ppidbontang.domain.written.text import as_text, fold

# What cannot stay empty (`domain.rules.record`), and what stands there until somebody says better.
# Public information is open unless it is exempt (UU 14/2008 Pasal 2), and what was not classified
# is given on request (Pasal 11); nobody sees it before the review.
_PROVISIONAL: Mapping[str, str] = {
    "information_category": "setiap-saat",
    "exemption_status": "terbuka",
}

_NOT_OF_TAGS = re.compile(r"[^\w \-.]+")
_TAG_LENGTHS = range(2, 101)
_LONGEST_ADDRESS = 2_000


class Untranslatable(Exception):  # noqa: N818 (the name says what is wrong)
    """Say which record of a source cannot become an entry; `message` is a message id."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message.format(**params))
        self.message = message
        self.params = params


def translate(source: Source, place: int, raw: Mapping[str, Any]) -> Arrival:
    """Make fields of one record of a source; `place` is where it stands there.

    Raises:
        Untranslatable: it has no identity or no title.
    """
    _refuse_failed(place, raw)
    fields = {name: _field(name, rule, raw) for name, rule in source.mapping.items()}
    guid = _text(_found(raw, source.identity)) or _text(raw.get("uri"))
    if not guid:
        raise Untranslatable(
            _('Record {place}: "{field}" is empty, so nobody can tell which entry it is.'),
            place=place,
            field=source.identity,
        )
    title = fields.get("title")
    if not title:
        raise Untranslatable(
            _('Record {place} ("{guid}"): it has no title.'), place=place, guid=guid
        )
    provisional = {name: value for name, value in _PROVISIONAL.items() if not fields.get(name)}
    if not fields.get("notes"):
        provisional["notes"] = str(title)
    return Arrival(
        guid=guid,
        title=str(title),
        url=_address(raw, fields),
        fields={name: value for name, value in fields.items() if name not in provisional},
        provisional=provisional,
        tables=tuple(_tables(raw.get("resources"))),
    )


def _refuse_failed(place: int, raw: Mapping[str, Any]) -> None:
    """Refuse a row in which a formula failed: nobody knows what it should say."""
    for column, value in raw.items():
        if isinstance(value, CellError):
            message = _('Record {place}: "{column}" holds {value}, a formula that failed.')
            raise Untranslatable(message, place=place, column=column, value=str(value))


def _tables(resources: Any) -> Iterator[str]:
    """Yield the ids of the files that a CKAN has loaded into its DataStore."""
    for row in _objects(resources):
        if row.get("datastore_active") is True and row.get("id"):
            yield _text(row["id"])


def _address(raw: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    """Return the address that stays the same when a source numbers its entries anew."""
    for candidate in (raw.get("url"), raw.get("uri")):
        text = _text(candidate)
        if text.startswith(("http://", "https://")):
            return text
    rows = cast("list[dict[str, str]]", fields.get("resources") or [])
    return rows[0]["url"] if rows else ""


def _field(name: str, rule: Rule, raw: Mapping[str, Any]) -> Any:
    """Return what a rule makes of a record, as `package_create` takes it.

    A constant is written as the portal writes it; what a source says is read as people write it.
    """
    if rule.constant:
        return _read(name, rule.constant)
    value = _found(raw, rule.path)
    return _read(name, _looked_up(rule, value) if rule.values else value) or _read(
        name, rule.default
    )


def _looked_up(rule: Rule, value: Any) -> Any:
    """Return what the table says of a value; what is not in it stays as it is, for the law to name.

    A default speaks for what the table does not know.
    """
    if isinstance(value, list):
        return [_looked_up(rule, one) for one in cast("list[Any]", value)]
    text = _text(value)
    return rule.values.get(text.casefold(), rule.default or text)


def _read(name: str, value: Any) -> Any:
    if name in _ROWS and isinstance(value, list):
        found: Any = [_ROWS[name](row) for row in _objects(value)]
    elif name in values.LISTS and isinstance(value, list):
        found = [one for text in cast("list[Any]", value) for one in _read(name, _named(text))]
    else:
        cell = value if isinstance(value, date | float | int) else _text(value)
        found = values.read(name, cell)
    return _CHECKED[name](found) if name in _CHECKED else found


def _named(value: Any) -> Any:
    """Return the name of a tag that CKAN gives as an object."""
    return cast("Mapping[str, Any]", value).get("name") if isinstance(value, Mapping) else value


def _found(raw: Any, path: str) -> Any:
    """Follow a path into a record: a column, or keys and places of lists with dots between."""
    if isinstance(raw, Mapping):
        record = cast("Mapping[str, Any]", raw)
        for key in (path, fold(path)):
            if key in record:
                return record[key]
    step, _dot, rest = path.partition(".")
    inner = _stepped(raw, step)
    return _found(inner, rest) if rest else inner


def _stepped(raw: Any, step: str) -> Any:
    if isinstance(raw, Mapping):
        return cast("Mapping[str, Any]", raw).get(step)
    if not isinstance(raw, list):
        return None
    rows = cast("list[Any]", raw)
    if step.isdecimal():
        return rows[int(step)] if int(step) < len(rows) else None
    # CKAN keeps further fields as a list of keys and values.
    return next((row.get("value") for row in _objects(rows) if row.get("key") == step), None)


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list; nothing of anything else."""
    for one in cast("list[Any]", value) if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            yield cast("Mapping[str, Any]", one)


def _text(value: Any) -> str:
    if isinstance(value, Mapping | list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return as_text(cast("Cell", value))


def _tags(tags: list[str]) -> list[str]:
    """Return words that CKAN takes for tags; a sign that it does not take becomes a blank."""
    cleaned = (" ".join(_NOT_OF_TAGS.sub(" ", tag).split()) for tag in tags)
    return sorted({tag for tag in cleaned if len(tag) in _TAG_LENGTHS})


def _resources(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return links to what lies at the source; nothing is copied, and no other address followed."""
    kept: dict[str, dict[str, str]] = {}
    for row in rows:
        url = row.get("url", "")
        if url.startswith(("http://", "https://")) and len(url) <= _LONGEST_ADDRESS:
            kept.setdefault(url, {key: text for key, text in row.items() if text})
    return list(kept.values())


def _some_of(*names: str) -> Callable[[Mapping[str, Any]], dict[str, str]]:
    return lambda row: {name: _text(row.get(name)) for name in names}


# How each row of a list is read, where a source gives objects.
_ROWS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    "resources": _some_of("name", "url", "format", "description"),
    "exemption_legal_basis": _some_of("law", "article"),
}
_CHECKED: Mapping[str, Callable[[Any], Any]] = {"tags": _tags, "resources": _resources}
