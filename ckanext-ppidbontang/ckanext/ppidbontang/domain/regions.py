"""The regions of the city: city, kecamatan and kelurahan with their official codes."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.ppidbontang.domain.records import Once, Record, check_parents, read_records
from ckanext.ppidbontang.domain.vocabularies import GeographicLevel


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """Hold a region by its code of the ministry of home affairs.

    `variants` are other spellings by which people search for it.
    """

    code: str
    name: str
    level: str
    bps_code: str = ""
    parent: str = ""
    variants: tuple[str, ...] = ()


_FIELDS = frozenset({"code", "name", "level", "bps_code", "parent", "variants"})
_LEVELS = (GeographicLevel.KOTA, GeographicLevel.KECAMATAN, GeographicLevel.KELURAHAN)


def read_regions(records: object, problems: list[str]) -> tuple[Region, ...]:
    """Read the regions in the order of the file; what is wrong goes to `problems`."""
    regions: list[Region] = []
    seen: dict[str, Record] = {}
    once = Once("code")
    for record in read_records("regions", records, problems):
        region = _read(record)
        once.claim(record, region.code)
        seen.setdefault(region.code, record)
        regions.append(region)
    parents = {region.code: region.parent for region in reversed(regions)}
    check_parents(parents, seen)
    return tuple(regions)


def _read(record: Record) -> Region:
    record.refuse_unknown(_FIELDS)
    code = record.text("code", required=True)
    if code:
        record.where = f"{record.where} ({code})"
    return Region(
        code=code,
        name=record.text("name", required=True),
        level=record.choice("level", _LEVELS),
        bps_code=record.text("bps_code"),
        parent=record.text("parent"),
        variants=record.texts("variants"),
    )
