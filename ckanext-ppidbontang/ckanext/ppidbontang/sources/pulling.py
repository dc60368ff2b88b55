"""One pull of a source: what it has now, against what it had; nothing is written to the catalogue.

A pull that fails leaves everything as it was. So does one that brings suspiciously little: a site
that answers an empty list while it is out of order has not withdrawn its information.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ckan import model

from ckanext.ppidbontang.domain.compliance.columns import personal
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import (
    Arrival,
    Conflict,
    Known,
    Source,
    Untranslatable,
    has_collapsed,
    match,
    translate,
)
from ckanext.ppidbontang.model import SourceEntry
from ckanext.ppidbontang.sources import local, readers, store
from ckanext.ppidbontang.sources.fetch import fetching
from ckanext.ppidbontang.sources.problems import PullError
from ckanext.ppidbontang.sources.readers import Reading

# What a refused record says of itself is shown; a thousand times the same would not be read.
_SHOWN = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """What is to be brought into the catalogue; `personal` are doubtful columns of the table."""

    arrivals: list[Arrival]
    personal: tuple[str, ...]
    refused: list[Untranslatable]


def pull(source: Source, job_id: str, *, accept_fewer: bool = False) -> Due:
    """Ask a source what it has, and return what of it is new or has changed.

    Args:
        source: the source
        job_id: the job of ckanext-harvest that the pull is
        accept_fewer: take it that the source has really lost most of its entries

    Raises:
        PullError: the source cannot be read, or is not itself; nothing has changed.
    """
    store.begin(source, job_id)
    before = store.comparable(source)
    marks = dict(before.marks) if before else {}
    model.Session.commit()  # nothing is held open while the network makes us wait
    with fetching(source) as fetcher:
        reading = readers.read(source, fetcher, marks)
        if reading is None:
            if before is None:
                raise PullError(
                    _("{url}: it says that nothing has changed, without being asked."),
                    url=source.url,
                )
            store.end_unchanged(job_id, before)
            return Due(arrivals=[], personal=(), refused=[])
        arrivals, refused = _translated(source, reading)
    return _compared(source, job_id, reading, arrivals, refused, accept_fewer=accept_fewer)


def _translated(source: Source, reading: Reading) -> tuple[list[Arrival], list[Untranslatable]]:
    found: dict[str, Arrival] = {}
    refused: list[Untranslatable] = []
    for place, raw in reading.records:
        try:
            arrival = translate(source, place, raw)
        except Untranslatable as err:
            refused.append(err)
            continue
        if arrival.guid in found:
            message = _('Record {place}: an entry with the identity "{guid}" came before it.')
            refused.append(Untranslatable(message, place=place, guid=arrival.guid))
        else:
            found[arrival.guid] = arrival
    return list(found.values()), refused


def _compared(
    source: Source,
    job_id: str,
    reading: Reading,
    arrivals: list[Arrival],
    refused: list[Untranslatable],
    *,
    accept_fewer: bool,
) -> Due:
    known = store.entries(source.name)
    _require_plausible(source, known, arrivals, accept_fewer=accept_fewer)
    matched = match(
        (Known(guid=one.guid, title=one.title, url=one.url) for one in known.values()), arrivals
    )
    for guid, former in matched.renamed.items():
        store.rename(known[former], guid)
        known[guid] = known.pop(former)
    # Who cannot tell what a record is cannot tell which entry is missing.
    gone = [] if refused else [known[guid] for guid in matched.gone]
    flagged = store.flag_vanished(gone)
    doubtful = personal(reading.columns)
    due = [
        arrival
        for arrival in matched.same.values()
        if not _is_settled(source, known[arrival.guid], arrival, doubtful)
    ]
    counts = {
        "arrived": len(arrivals),
        "unchanged": len(matched.same) - len(due),
        "renamed": len(matched.renamed),
        "vanished": flagged,
        "refused": len(refused),
    }
    store.end_reading(job_id, marks={} if refused else reading.marks, counts=counts)
    return Due(arrivals=[*due, *matched.new], personal=doubtful, refused=refused[:_SHOWN])


def _require_plausible(
    source: Source,
    known: Mapping[str, SourceEntry],
    arrivals: list[Arrival],
    *,
    accept_fewer: bool,
) -> None:
    """Stop where a source suddenly has nothing, or less than half of what it had."""
    before = sum(one.vanished_at is None for one in known.values())
    if accept_fewer or not has_collapsed(before, len(arrivals)):
        return
    raise PullError(
        _(
            "{url}: it has {now} usable entries and had {before}. So few are taken for a fault of"
            " the source: nothing was changed and nothing is flagged."
        ),
        url=source.url,
        now=len(arrivals),
        before=before,
    )


def _is_settled(
    source: Source, entry: SourceEntry, arrival: Arrival, doubtful: tuple[str, ...]
) -> bool:
    """Say whether an entry is what it was at the last pull, and needs no look.

    Where the source wins, a local edit has to be looked for.
    """
    return (
        source.conflict is Conflict.LOCAL
        and entry.problem is None
        and entry.package_id is not None
        and entry.vanished_at is None
        and entry.title == arrival.title
        and entry.url == arrival.url
        and entry.received == local.received(arrival.fields)
        and entry.provisional == dict(arrival.provisional)
        and set(doubtful) <= set(entry.personal)
    )


def said(refused: list[Untranslatable]) -> Iterator[PullError]:
    """Return why records were left out, in the form in which problems are kept."""
    for one in refused:
        yield PullError(one.message, **one.params)
