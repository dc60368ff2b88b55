"""The sources that a city pulls from, as `config/sources.yaml` states them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import cast

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.exceptions import SourcesError
from ckanext.ppidbontang.domain.fields import DECISION, FIELDS, TEST
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.records import Once, Record, read_records


class SourceType(LabelledCode):
    """Name what a source speaks."""

    CKAN = "ckan", _("CKAN (action API)")
    DCAT = "dcat", _("DCAT feed")
    JSON = "json", _("JSON document")
    CSV = "csv", _("CSV table")
    XLSX = "xlsx", _("Excel table")

    @property
    def is_table(self) -> bool:
        """Say whether its entries are the rows of a table."""
        return self in (SourceType.CSV, SourceType.XLSX)


class Schedule(LabelledCode):
    """Say how often a source is pulled; the law's own words, since officers read them."""

    DAILY = "harian", _("every day")
    WEEKLY = "mingguan", _("every week")
    MONTHLY = "bulanan", _("every month")
    MANUAL = "manual", _("when it is asked for")


class Conflict(LabelledCode):
    """Say who wins where a field was changed on both sides since the last pull."""

    SOURCE = "sumber", _("the source wins")
    LOCAL = "setempat", _("local edits win")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Say where a field comes from: a path or column, with a table of values; or a constant."""

    path: str = ""
    constant: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    default: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Bound what is taken from a source in one pull."""

    megabytes: int = 100
    seconds: int = 600
    entries: int = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Hold one source. `token` is the name of an environment variable, never a secret itself."""

    name: str
    title: str
    type: SourceType
    url: str
    opd: str
    schedule: Schedule
    conflict: Conflict
    mapping: Mapping[str, Rule]
    identity: str
    records: str = ""
    sheet: str = ""
    token: str = ""
    limits: Limits = field(default_factory=Limits)


# What no source may decide: the address, the body and the review are the portal's, the papers of an
# exemption are the PPID Utama's (UU 14/2008 Pasal 19).
_OURS = frozenset({"name", "owner_org", "responsible_opd", "review_state", *TEST, *DECISION})
MAPPED = frozenset(field.name for field in FIELDS) - _OURS

# What these send says for itself what it is.
_TALKING: Mapping[str, Rule] = {
    name: Rule(path=name) for name in ("title", "notes", "tags", "resources")
}
_IDENTITY = {SourceType.CKAN: "id", SourceType.DCAT: "identifier"}

_FIELDS = frozenset(
    {
        *("name", "title", "type", "url", "opd", "schedule", "conflict", "mapping", "id"),
        *("records", "sheet", "token", "limits"),
    }
)
_RULE = frozenset({"from", "value", "values", "default"})
_LIMITS = frozenset(Limits.__dataclass_fields__)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
_ADDRESS = re.compile(r"https?://(?P<host>[^/?#\s]+)([/?#]\S*)?", re.IGNORECASE)
_VARIABLE = re.compile(r"PPID_TOKEN_[A-Z0-9_]+")


def sources_from_records(records: object, bodies: Collection[str]) -> tuple[Source, ...]:
    """Build the sources from the list of the file; `bodies` are the names of the registry's.

    Raises:
        SourcesError: something is wrong; the error says all of it at once.
    """
    problems: list[str] = []
    unique = [Once("name"), Once("url")]
    sources: list[Source] = []
    for record in read_records("sources", [] if records is None else records, problems):
        source = _read(record, bodies)
        for once in unique:
            once.claim(record, getattr(source, once.field))
        sources.append(source)
    if problems:
        raise SourcesError(problems)
    return tuple(sources)


def _read(record: Record, bodies: Collection[str]) -> Source:
    record.refuse_unknown(_FIELDS)
    name = _name(record)
    # Of one that speaks an unknown way nothing else is asked.
    kind = SourceType(record.choice("type", list(SourceType)) or SourceType.CKAN)
    return Source(
        name=name,
        title=record.text("title", required=True),
        type=kind,
        url=_url(record),
        opd=_body(record, bodies),
        schedule=Schedule(record.choice("schedule", list(Schedule)) or Schedule.MANUAL),
        conflict=_conflict(record),
        mapping={**({} if _is_mute(kind) else _TALKING), **_mapping(record, kind)},
        identity=record.text("id", required=_is_mute(kind)) or _IDENTITY.get(kind, ""),
        records=_only(record, "records", kind is SourceType.JSON, "is for sources of type json"),
        sheet=_only(record, "sheet", kind is SourceType.XLSX, "is for sources of type xlsx"),
        token=_token(record),
        limits=_limits(record),
    )


def _is_mute(kind: SourceType) -> bool:
    """Say whether only the mapping tells what such a source sends."""
    return kind not in _IDENTITY


def _name(record: Record) -> str:
    name = record.text("name", required=True)
    if name:
        record.where = f"{record.where} ({name})"
    if name and not _NAME.fullmatch(name):
        record.reject("name", name, "must be 2 to 60 lower-case letters, digits or -")
    return name


def _url(record: Record) -> str:
    url = record.text("url", required=True)
    found = _ADDRESS.fullmatch(url)
    if found and "@" in found["host"]:
        # The value itself would be a password in a log.
        record.reject("url", "…", "must hold no user name or password; use token")
    elif url and not found:
        record.reject("url", url, "must be an address that begins with http:// or https://")
    return url


def _body(record: Record, bodies: Collection[str]) -> str:
    name = record.text("opd", required=True)
    if name and name not in bodies:
        record.reject("opd", name, "is not the name of a body of the registry")
    return name


def _conflict(record: Record) -> Conflict:
    if record.fields.get("conflict") is None:
        return Conflict.LOCAL
    return Conflict(record.choice("conflict", list(Conflict)) or Conflict.LOCAL)


def _only(record: Record, name: str, allowed: bool, rule: str) -> str:
    text = record.text(name)
    if text and not allowed:
        record.reject(name, text, rule)
    return text


def _token(record: Record) -> str:
    name = record.text("token")
    if name and not _VARIABLE.fullmatch(name):
        record.reject(
            "token",
            "…",
            "must be the name of an environment variable, as in PPID_TOKEN_DINKES; the token itself"
            " is never written here",
        )
    return name


def _limits(record: Record) -> Limits:
    given = _object(record, "limits")
    inner = Record(f"{record.where}, limits", given, record.problems)
    inner.refuse_unknown(_LIMITS)
    known = {
        name: value
        for name, value in given.items()
        if name in _LIMITS and _is_positive(inner, name, value)
    }
    return Limits(**cast("dict[str, int]", known))


def _is_positive(record: Record, name: str, value: object) -> bool:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return True
    record.reject(name, value, "must be a whole number above 0")
    return False


def _mapping(record: Record, kind: SourceType) -> dict[str, Rule]:
    given = _object(record, "mapping")
    inner = Record(f"{record.where}, mapping", given, record.problems)
    inner.refuse_unknown(MAPPED | _OURS)
    rules: dict[str, Rule] = {}
    for name, stated in given.items():
        if name in _OURS:
            inner.reject(name, stated, "is given for a field that no source decides")
        elif name in MAPPED:
            rules[name] = _rule(inner, name, stated)
    if _is_mute(kind) and "title" not in given:
        inner.reject("title", None, "must say where the title comes from")
    return rules


def _rule(record: Record, name: str, stated: object) -> Rule:
    if isinstance(stated, str) and stated.strip():
        return Rule(path=stated.strip())
    if not isinstance(stated, Mapping):
        record.reject(name, stated, "must be a path or column, or a record with from or value")
        return Rule()
    inner = Record(f"{record.where}, {name}", cast("Mapping[str, object]", stated), record.problems)
    inner.refuse_unknown(_RULE)
    path, constant = inner.text("from"), inner.text("value")
    if bool(path) == bool(constant):
        inner.reject("from", path or None, "must be given, or value; not both")
    return Rule(path=path, constant=constant, values=_values(inner), default=inner.text("default"))


def _values(record: Record) -> dict[str, str]:
    given = _object(record, "values")
    texts = {key: value for key, value in given.items() if isinstance(value, str)}
    if len(texts) < len(given):
        record.reject("values", given, "must be a table of texts; write them in quotes")
    return {str(key).strip().casefold(): value for key, value in texts.items()}


def _object(record: Record, name: str) -> Mapping[str, object]:
    value = record.fields.get(name)
    if value is None or isinstance(value, Mapping):
        return cast("Mapping[str, object]", value or {})
    record.reject(name, value, "must be a record of fields and values")
    return {}
