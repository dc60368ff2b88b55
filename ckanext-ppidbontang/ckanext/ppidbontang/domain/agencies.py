"""The registry of bodies: the city, its OPD, kecamatan and kelurahan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.exceptions import InvalidDate, RegistryError
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.records import (
    Once,
    Record,
    check_parents,
    depth,
    read_records,
)
from ckanext.ppidbontang.domain.regions import Region, read_regions

# The label of each type is a message id.
AGENCY_TYPES: Mapping[str, str] = {
    "kota": _("City government"),
    "sekretariat": _("Secretariat"),
    "inspektorat": _("Inspectorate"),
    "dinas": _("Department (dinas)"),
    "badan": _("Agency (badan)"),
    "satuan": _("Unit (satuan)"),
    "rsud": _("Regional hospital (RSUD)"),
    "kecamatan": _("District (kecamatan)"),
    "kelurahan": _("Urban village (kelurahan)"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Agency:
    """Hold one body.

    `code` is for ever and `name`, the address of its page, never changes, so that a rename of
    `title` breaks no link. `ppid_officer` is an office, never a person.
    """

    code: str
    name: str
    title: str
    abbreviation: str
    type: str
    parent: str | None = None
    former_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    region_code: str = ""
    ppid_officer: str = ""
    ppid_email: str = ""
    ppid_phone: str = ""
    address: str = ""
    valid_from: str = ""


class Registry:
    """Hold every body, parents before their children, and every region."""

    def __init__(self, agencies: Iterable[Agency], regions: Iterable[Region]) -> None:
        self.agencies = tuple(agencies)
        self.regions = tuple(regions)
        self.region_codes = frozenset(region.code for region in self.regions)
        self._by_code = {agency.code: agency for agency in self.agencies}
        self._by_name = {agency.name: agency for agency in self.agencies}
        self._regions = {region.code: region for region in self.regions}

    @property
    def root(self) -> Agency:
        """Return the city itself, whose PPID is PPID Utama."""
        return self.agencies[0]

    def by_code(self, code: str) -> Agency:
        """Return the body with this code.

        Raises:
            KeyError: No body has it.
        """
        return self._by_code[code]

    def find(self, name: str) -> Agency | None:
        """Return the body whose page has this address, or None."""
        return self._by_name.get(name)

    def region(self, code: str) -> Region | None:
        """Return the region with this code, or None."""
        return self._regions.get(code)


_FIELDS = frozenset(field.name for field in fields(Agency))
# What CKAN accepts as the name of an organisation.
_SLUG = re.compile(r"[a-z0-9_-]{2,100}")


def registry_from_records(agencies: object, regions: object) -> Registry:
    """Build the registry from the lists of the file.

    Raises:
        RegistryError: Something is wrong; the error says all of it at once.
    """
    problems: list[str] = []
    known_regions = read_regions(regions, problems)
    bodies = _read_agencies(agencies, {region.code for region in known_regions}, problems)
    if problems:
        raise RegistryError(problems)
    return Registry(bodies, known_regions)


def _read_agencies(
    records: object, region_codes: set[str], problems: list[str]
) -> tuple[Agency, ...]:
    """Read the bodies, parents first and otherwise in the order of the file."""
    agencies: list[Agency] = []
    seen: dict[str, Record] = {}
    unique = [Once("code"), Once("name"), Once("abbreviation")]
    for record in read_records("agencies", records, problems):
        agency = _read(record, region_codes)
        for once in unique:
            once.claim(record, getattr(agency, once.field))
        seen.setdefault(agency.code, record)
        agencies.append(agency)
    parents = {agency.code: agency.parent or "" for agency in reversed(agencies)}
    check_parents(parents, seen)
    _check_root(agencies, seen, problems)
    if problems:
        return ()
    return tuple(sorted(agencies, key=lambda agency: depth(agency.code, parents)))


def _read(record: Record, region_codes: set[str]) -> Agency:
    record.refuse_unknown(_FIELDS)
    code = record.text("code", required=True)
    if code:
        record.where = f"{record.where} ({code})"
    return Agency(
        code=code,
        name=_slug(record),
        title=record.text("title", required=True),
        abbreviation=record.text("abbreviation", required=True),
        type=record.choice("type", AGENCY_TYPES),
        parent=record.text("parent") or None,
        former_names=record.texts("former_names"),
        aliases=record.texts("aliases"),
        region_code=_region_code(record, region_codes),
        ppid_officer=record.text("ppid_officer"),
        ppid_email=record.text("ppid_email"),
        ppid_phone=record.text("ppid_phone"),
        address=record.text("address"),
        valid_from=_valid_from(record),
    )


def _slug(record: Record) -> str:
    name = record.text("name", required=True)
    if name and not _SLUG.fullmatch(name):
        record.reject("name", name, "must be 2 to 100 lower-case letters, digits, - or _")
    return name


def _region_code(record: Record, region_codes: set[str]) -> str:
    code = record.text("region_code")
    if code and code not in region_codes:
        record.reject("region_code", code, "is not the code of a region")
    return code


def _valid_from(record: Record) -> str:
    text = record.text("valid_from")
    try:
        return str(PartialDate.parse(text)) if text else ""
    except InvalidDate:
        record.reject("valid_from", text, "must be a date, a month or a year, as in 2025")
        return ""


def _check_root(
    agencies: Iterable[Agency], records: Mapping[str, Record], problems: list[str]
) -> None:
    """Note that there is not exactly one body without a parent."""
    roots = [agency for agency in agencies if agency.parent is None]
    if not roots:
        problems.append("agencies, parent: no body is without a parent; the city must be")
    for extra in roots[1:]:
        records[extra.code].reject(
            "parent", None, f"makes a second root beside {roots[0].code}; only the city may be one"
        )
