"""What the files of open entries owe: an open format, a link that works, no secrets."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.ppidbontang.domain.citations import PERPRES_39_2019, UU_14_2008, Citation
from ckanext.ppidbontang.domain.compliance.aspects import Aspect
from ckanext.ppidbontang.domain.compliance.columns import personal
from ckanext.ppidbontang.domain.compliance.findings import Finding, Looked, Place
from ckanext.ppidbontang.domain.compliance.holdings import File, Holdings
from ckanext.ppidbontang.domain.compliance.upkeep import in_dip
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import Rule, Severity, shown
from ckanext.ppidbontang.domain.vocabularies import PersonalData

# Formats that a program reads as data; a scan, a picture or a text document is none.
MACHINE_READABLE = frozenset(
    (
        *("csv", "tsv", "xls", "xlsx", "ods", "parquet"),
        *("json", "jsonl", "ndjson", "xml"),
        *("geojson", "topojson", "gml", "gpkg", "geopackage", "gpx", "kml", "kmz", "shp"),
        *("wfs", "wms"),
        *("rdf", "ttl", "n3", "json-ld", "n-triples"),
    )
)

CLOSED_FORMAT = Rule(
    code="data-not-machine-readable",
    severity=Severity.FINDING,
    template=_(
        '"{field}": the data are there as {value} only; add a file that programs can read, as CSV '
        "or XLSX."
    ),
    # Interoperability is one of the four principles of Satu Data.
    citation=Citation(statute=PERPRES_39_2019, article="3"),
)
BROKEN_LINK = Rule(
    code="link-broken",
    severity=Severity.FINDING,
    template=_('"{field}": the link of "{file}" leads nowhere.'),
    # Information is to be found by an easy way; the paragraph was not confirmed.
    citation=Citation(statute=UU_14_2008, article="7", verified=False),
)
_SECRET = Citation(statute=UU_14_2008, article="17", letter="h")
LOOKS_PERSONAL = Rule(
    code="columns-look-personal",
    severity=Severity.FINDING,
    template=_(
        '"{field}": "{file}" has columns that look like personal data: {columns}. Take them '
        "out, or close what must not be public."
    ),
    citation=_SECRET,
)
LOOKS_PERSONAL_YET = Rule(
    code="columns-look-personal-yet",
    severity=Severity.FINDING,
    template=_(
        '"{field}": said to be made anonymous; please look once more whether that holds for these '
        'columns of "{file}": {columns}.'
    ),
    citation=_SECRET,
)


def is_data(item: InformationItem) -> bool:
    """Tell whether an entry is statistical data: it states a unit, a measure or an indicator.

    Perpres 39/2019 Pasal 4 asks these of data; regulations, profiles and reports state none, and
    owe no table.
    """
    return bool(item.unit or item.measure or item.indicator_code)


def formats(holdings: Holdings) -> Iterator[Looked]:
    """Look at every entry of data that has files: can a program read one of them?"""
    for entry in in_dip(holdings.entries):
        files = holdings.files.get(entry.id, ())
        if not files or not is_data(entry.item):
            continue
        if any(file.format.casefold() in MACHINE_READABLE for file in files):
            yield Looked(met=True)
            continue
        named = sorted({file.format.upper() or "?" for file in files})
        gap = CLOSED_FORMAT.broken("resources", value=shown(tuple(named)))
        found = Finding(aspect=Aspect.FORMAT, violation=gap, place=Place.FILE, entry=entry)
        yield Looked(met=False, findings=(found,))


def links(holdings: Holdings) -> Iterator[Looked]:
    """Look at every file that is a link and was tried."""
    for entry, file in _files(holdings):
        if file.works is None:
            continue
        gap = BROKEN_LINK.broken("resources", file=shown(file.name))
        found = Finding(
            aspect=Aspect.TAUTAN, violation=gap, place=Place.FILE, entry=entry, file=file
        )
        yield Looked(met=file.works, findings=() if file.works else (found,))


def tables(holdings: Holdings) -> Iterator[Looked]:
    """Look at every table that everybody may read: do its columns look like personal data?

    Where the entry says that the data were made anonymous, the columns are a question, no gap.
    """
    for entry, file in _files(holdings):
        if file.columns is None:
            continue
        suspect = personal(file.columns)
        if not suspect:
            yield Looked(met=True)
            continue
        anonymous = entry.item.personal_data is PersonalData.DIANONIMKAN
        rule = LOOKS_PERSONAL_YET if anonymous else LOOKS_PERSONAL
        gap = rule.broken("personal_data", file=shown(file.name), columns=shown(suspect))
        found = Finding(aspect=Aspect.DATA_PRIBADI, violation=gap, entry=entry, file=file)
        yield Looked(met=anonymous, findings=(found,))


def _files(holdings: Holdings) -> Iterator[tuple[Entry, File]]:
    """Yield the files of what is open, at least in part; there are no others that may be read."""
    for entry in in_dip(holdings.entries):
        for file in holdings.files.get(entry.id, ()):
            yield entry, file
