"""What a source sends, made into the fields of a record by the mapping of the source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources.definitions import Rule, Source
from ckanext.ppidbontang.domain.sources.pulling import Arrival

# What cannot stay empty (`domain.rules.record`), and what stands there until somebody says better.
# Public information is open unless it is exempt (UU 14/2008 Pasal 2), and what was not classified is
# given on request (Pasal 11); nobody sees it before the review.
_PROVISIONAL: Mapping[str, str] = {
    "information_category": "setiap-saat",
    "exemption_status": "terbuka",
}

_LISTS = frozenset({"available_forms", "exemption_grounds"})
_NOT_OF_TAGS = re.compile(r"[^\w \-.]+")
_TAG_LENGTHS = range(2, 101)
_LONGEST_ADDRESS = 2_000


class Untranslatable(Exception):  # noqa: N818 (the name says what is wrong)
    """Say which record of a source cannot become an entry; `message` is a message id."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message.format(**params))
        self.message = message
        self.params = params


def heading(text: str) -> str:
    """Return the name of a column as it is compared: case and blanks aside."""
    return " ".join(text.split()).casefold()


def translate(source: Source, place: int, raw: Mapping[str, Any]) -> Arrival:
    """Make fields of one record of a source; `place` is where it stands there.

    Raises:
        Untranslatable: it has no identity or no title.
    """
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


def _tables(resources: Any) -> Iterator[str]:
    """Yield the ids of the files that a CKAN has loaded into its DataStore."""
    for one in _split(resources, "\n"):
        if isinstance(one, Mapping):
            given = cast("Mapping[str, Any]", one)
            if given.get("datastore_active") is True and given.get("id"):
                yield _text(given["id"])


def _address(raw: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    """Return the address that stays the same when a source numbers its entries anew."""
    for candidate in (raw.get("url"), raw.get("uri")):
        text = _text(candidate)
        if text.startswith(("http://", "https://")):
            return text
    rows = fields.get("resources") or []
    return str(rows[0]["url"]) if rows else ""


def _field(name: str, rule: Rule, raw: Mapping[str, Any]) -> Any:
    value = rule.constant or _found(raw, rule.path)
    shape = _SHAPES.get(name, _list if name in _LISTS else _text)
    if rule.values and not rule.constant:
        value = _looked_up(rule, value)
    return shape(value) or shape(rule.default)


def _looked_up(rule: Rule, value: Any) -> Any:
    """Return what the table says of a value; what is not in it stays as it is, for the law to name.

    A default speaks for what the table does not know.
    """
    if isinstance(value, list):
        return [_looked_up(rule, one) for one in cast("list[Any]", value)]
    text = _text(value)
    return rule.values.get(text.casefold(), rule.default or text)


def _found(raw: Any, path: str) -> Any:
    """Follow a path into a record: a column, or keys and places of lists with dots between."""
    if not path:
        return None
    if isinstance(raw, Mapping):
        record = cast("Mapping[str, Any]", raw)
        for key in (path, heading(path)):
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
    named = (row for row in rows if isinstance(row, Mapping))
    return next((row.get("value") for row in named if row.get("key") == step), None)  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] # raw JSON


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (Mapping, list)):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value).strip()


def _list(value: Any) -> list[str]:
    return [text for text in (_text(one) for one in _split(value, "[\n,;]")) if text]


def _tags(value: Any) -> list[str]:
    """Return words that CKAN takes for tags; a sign that it does not take becomes a blank."""
    named = (
        cast("Mapping[str, Any]", one).get("name") if isinstance(one, Mapping) else one
        for one in _split(value, "[\n,;]")
    )
    cleaned = (" ".join(_NOT_OF_TAGS.sub(" ", _text(one)).split()) for one in named)
    return sorted({tag for tag in cleaned if len(tag) in _TAG_LENGTHS})


def _resources(value: Any) -> list[dict[str, str]]:
    """Return links to what lies at the source; nothing is copied, and no other address followed."""
    rows: dict[str, dict[str, str]] = {}
    for one in _split(value, "\n"):
        row = dict(_resource(one))
        url = row.get("url", "")
        if url.startswith(("http://", "https://")) and len(url) <= _LONGEST_ADDRESS:
            rows.setdefault(url, row)
    return list(rows.values())


def _resource(one: Any) -> Iterator[tuple[str, str]]:
    if isinstance(one, Mapping):
        given = cast("Mapping[str, Any]", one)
        for name in ("name", "url", "format", "description"):
            text = _text(given.get(name))
            if text:
                yield name, text
        return
    name, bar, url = _text(one).rpartition("|")
    yield "url", url.strip()
    if bar and name.strip():
        yield "name", name.strip()


def _legal_basis(value: Any) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for one in _split(value, "\n"):
        if isinstance(one, Mapping):
            given = cast("Mapping[str, Any]", one)
            law, article = _text(given.get("law")), _text(given.get("article"))
        else:
            law, _bar, article = (part.strip() for part in _text(one).partition("|"))
        if law or article:
            rows.append({"law": law, "article": article})
    return rows


def _split(value: Any, signs: str) -> list[Any]:
    if isinstance(value, list):
        return cast("list[Any]", value)
    text = _text(value)
    return re.split(signs, text) if text else []


_SHAPES: Mapping[str, Callable[[Any], Any]] = {
    "tags": _tags,
    "resources": _resources,
    "exemption_legal_basis": _legal_basis,
}
