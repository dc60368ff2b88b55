"""What each row of a spreadsheet would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ckan.lib.munge import munge_title_to_name

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.rules import Severity, Violation
from ckanext.ppidbontang.domain.rules.base import shown
from ckanext.ppidbontang.domain.written.bodies import agency_of, region_of
from ckanext.ppidbontang.domain.written.records import WrittenRecord
from ckanext.ppidbontang.imports import comparing, files, judging, present
from ckanext.ppidbontang.imports.authority import Authority
from ckanext.ppidbontang.imports.present import Present, title_key
from ckanext.ppidbontang.imports.states import Action
from ckanext.ppidbontang.intake.stored import Entry

_BODY_FIELDS = ("owner_org", "responsible_opd")
_LONGEST_NAME = 90


@dataclass(kw_only=True, slots=True)
class Plan:
    """Hold what a row would do; `body` is the name of the body whose entry it is."""

    written: WrittenRecord
    record: dict[str, Any]
    body: str
    action: Action = Action.CREATE
    name: str = ""
    entry: Entry | None = None
    changes: list[comparing.Change] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the title that the row gives, or that its entry has."""
        stored = self.entry.fields["title"] if self.entry else ""
        return str(self.record.get("title") or stored)

    @property
    def seen(self) -> datetime | None:
        """Return the version of the entry that the row was compared with."""
        return self.entry.modified if self.entry else None

    def refuse(self, *violations: Violation) -> None:
        """Note why nothing can be done for the row."""
        self.action = Action.REFUSE
        self.violations += violations


def plan(
    records: Iterable[WrittenRecord],
    authority: Authority,
    default_body: str,
    attached: Mapping[str, Path],
) -> list[Plan]:
    """Say of every row what it would do.

    Args:
        records: what the rows say
        authority: what the caller may do
        default_body: the name of the body of the rows that name none
        attached: where the files are that came along, by their names
    """
    plans = [_begin(record, authority, default_body) for record in records]
    found = _present(plans, authority)
    _find_entries([one for one in plans if one.action is not Action.REFUSE], found, authority)
    _refuse_repeated(plans)
    _name_new([one for one in plans if one.action is Action.CREATE], found)
    for one in plans:
        if one.action is not Action.REFUSE:
            _compare(one, authority, attached)
    return plans


def _begin(written: WrittenRecord, authority: Authority, default_body: str) -> Plan:
    """Take up a row: whose it is, and what cannot be read of it at all."""
    plan = Plan(written=written, record={**written.fields}, body=default_body)
    if not plan.record.get("owner_org"):
        plan.record.pop("owner_org", None)  # nothing moves because its row names no body
    if written.problems:
        plan.refuse(*written.problems)
    _resolve(plan, authority)
    plan.body = plan.record.get("owner_org", default_body)
    if not plan.body:
        plan.refuse(judging.NO_BODY.broken("owner_org"))
    elif plan.action is not Action.REFUSE and plan.body not in authority.bodies:
        plan.refuse(judging.OTHER_BODY.broken("owner_org", value=shown(plan.body)))
    return plan


def _resolve(plan: Plan, authority: Authority) -> None:
    """Put the address of a body, and the code of a region, in the place of its other names."""
    for name in _BODY_FIELDS:
        said = plan.record.get(name)
        if not said:
            continue
        body = _body(said, authority)
        if body is None:
            plan.refuse(judging.UNKNOWN_BODY.broken(name, value=shown(said)))
        else:
            plan.record[name] = body
    if region := region_of(plan.record.get("region_code", ""), authority.registry):
        plan.record["region_code"] = region.code


def _body(said: str, authority: Authority) -> str | None:
    """Return the name of the body that is meant, whether by its address or by any of its names."""
    if said in authority.organizations:
        return said
    agency = agency_of(said, authority.registry)
    return agency.name if agency and agency.name in authority.organizations else None


def _present(plans: Sequence[Plan], authority: Authority) -> Present:
    names = {str(one.record["name"]) for one in plans if one.record.get("name")}
    titled = {
        (authority.bodies[one.body], title_key(one.title))
        for one in plans
        if one.body in authority.bodies and not one.record.get("name")
    }
    new = {name for one in plans for name in _possible_names(one)}
    return present.find(names, titled, new)


def _find_entries(plans: Sequence[Plan], found: Present, authority: Authority) -> None:
    """Find the entry that each row is about, if there is one."""
    own = frozenset(authority.bodies.values())
    for one in plans:
        name = str(one.record.get("name") or "")
        titled = [] if name else found.titled(authority.bodies[one.body], one.title)
        entry = found.named(name) if name else next(iter(titled), None)
        is_others = entry is not None and entry.fields["owner_org"] not in own
        if len(titled) > 1:
            one.refuse(
                judging.AMBIGUOUS.broken("title", value=shown(one.title), count=str(len(titled)))
            )
        elif is_others or (entry is None and name in found.taken):
            one.refuse(judging.TAKEN.broken("name", value=shown(name)))
        elif entry is not None:
            one.entry, one.name = entry, entry.fields["name"]


def _refuse_repeated(plans: Iterable[Plan]) -> None:
    """Refuse a row about an entry that a row before it is about: which one is right, who knows."""
    first: dict[object, int] = {}
    for one in plans:
        if one.action is Action.REFUSE:
            continue
        name = one.name or one.record.get("name")
        key = name or (one.body, title_key(one.title))
        row = first.setdefault(key, one.written.number)
        if row != one.written.number:
            about = shown(name or one.title)
            one.refuse(
                judging.REPEATED.broken("name" if name else "title", row=str(row), value=about)
            )


def _name_new(plans: Iterable[Plan], found: Present) -> None:
    """Give every new entry an address of its own, the same whenever the same file is read."""
    given = set(found.taken)
    for one in plans:
        if one.entry is not None:
            continue
        free = (name for name in _possible_names(one) if name not in given)
        one.name = str(one.record.get("name") or next(free, ""))
        one.record["name"] = one.name
        given.add(one.name)


def _possible_names(plan: Plan) -> Iterator[str]:
    """Yield the addresses that a new entry may get: of its title, with its body, with a number."""
    if plan.record.get("name") or not plan.title:
        return
    stem = munge_title_to_name(plan.title)[:_LONGEST_NAME].strip("-_")
    yield stem
    stem = f"{stem[: _LONGEST_NAME - len(plan.body) - 4]}-{plan.body}"
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 10))


def _compare(plan: Plan, authority: Authority, attached: Mapping[str, Path]) -> None:
    """Say what the row would change, and hold what it would make against the law."""
    said = plan.record.get("resources", ())
    wanted = files.wanted(said, plan.entry.rows if plan.entry else (), attached)
    plan.violations += files.check(wanted)
    if plan.entry is None:
        _complete(plan, authority)
        record = comparing.package(plan.record, None, wanted, authority.organizations)
        before = None
    else:
        plan.changes = comparing.changes(plan.record, plan.entry, wanted, authority.organizations)
        if not plan.changes and not plan.violations:
            plan.action = Action.UNCHANGED
            return
        plan.action = Action.CHANGE
        before = comparing.stored_package(plan.entry)
        record = comparing.package(plan.record, plan.entry, wanted, authority.organizations)
    plan.violations += _responsible(plan, authority)
    plan.violations += judging.judge(record, before, authority)
    if any(violation.severity is Severity.ERROR for violation in plan.violations):
        plan.action = Action.REFUSE


def _complete(plan: Plan, authority: Authority) -> None:
    """Fill in what follows for a new entry from what the row says, and leave out what is empty."""
    record = {name: value for name, value in plan.record.items() if value not in ("", [])}
    record = {"title": "", "owner_org": plan.body, **record}
    if not record.get("exemption_status"):
        # UU 14/2008 Pasal 2 and 17: what is not of the exempt category is open unless it is said.
        closed = record.get("information_category") == Category.DIKECUALIKAN
        status = ExemptionStatus.SELURUHNYA if closed else ExemptionStatus.TERBUKA
        record["exemption_status"] = status.value
    if "private" not in record:
        is_private = judging.begins_private(record.get("information_category"), authority)
        record["private"] = str(is_private).lower()
    plan.record = record


def _responsible(plan: Plan, authority: Authority) -> Iterator[Violation]:
    """Yield another responsible body than the publishing one, named by who may not."""
    said = plan.record.get("responsible_opd")
    stored = plan.entry.fields.get("responsible_opd") if plan.entry else None
    if said and said not in (plan.body, stored) and not authority.is_ppid_utama:
        yield judging.RESPONSIBLE_BODY.broken("responsible_opd", value=shown(said))
