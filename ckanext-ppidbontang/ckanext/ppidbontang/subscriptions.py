"""What people subscribe to: the entries changed last, of a category, of a body, or of a search.

Only what everybody may read is in it, whoever asks. The search may say which entries; what they
say, and whether they are still public, comes from the database each time and is kept nowhere, so
that what is closed is gone at once (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import bodies, catalogue
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.finding import asked

MOST = 50
_NEWEST_FIRST = (model.Package.metadata_modified.desc(), model.Package.id)
_HAS_EXEMPT_PARTS = sa.or_(
    sa.not_(sa.func.coalesce(catalogue.IS_OPEN, sa.false())),
    catalogue.has_status(ExemptionStatus.SEBAGIAN),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """Hold an entry that was published or changed; moments are those of CKAN, in UTC."""

    id: str
    name: str
    title: str
    body: str
    published: dt.datetime
    updated: dt.datetime
    item: InformationItem
    notes: str

    @property
    def summary(self) -> str:
        """Return what the entry says of itself; of an exempt one why it is, and no more."""
        if self.item.effective_status is not ExemptionStatus.SELURUHNYA:
            return tk.h.markdown_extract(self.notes, extract_length=500)
        grounds = [ground.gloss for ground in self.item.exemption_grounds]
        return ": ".join(filter(None, (Category.DIKECUALIKAN.official_name, "; ".join(grounds))))


def everything() -> list[News]:
    """Return what was published or changed last."""
    return _read()


def of_category(category: Category) -> list[News]:
    """Return the newest of a category; the exempt one has what is exempt in part as well."""
    if not category.is_open:
        return _read(_HAS_EXEMPT_PARTS)
    return _read(catalogue.field("information_category") == category.value, catalogue.IS_OPEN)


def of_body(name: str) -> list[News]:
    """Return the newest that a body answers for."""
    return _read(catalogue.answered_by(name))


def of_search(typed: str, filters: Iterable[tuple[str, str]]) -> list[News]:
    """Return the newest that a search finds, of the very search that its page makes.

    Args:
        typed: what is searched for; nothing finds everything
        filters: fields of `asked.FILTERS` and their values; others are left out

    Raises:
        SearchQueryError: nobody can mean so many filters.
        SearchError: the search does not answer.
    """
    anybody: Context = {"user": "", "auth_user_obj": None}
    question = {
        "q": asked.question(typed) or "*:*",
        "fq_list": ["dataset_type:dataset", bodies.PUBLIC, *asked.clauses(filters)],
        "fl": "id",
        "sort": "metadata_modified desc",
        "rows": MOST,
    }
    found = tk.get_action("package_search")(anybody, question)["results"]
    return _read(model.Package.id.in_([entry["id"] for entry in found])) if found else []


def _read(*where: sa.ColumnElement[bool]) -> list[News]:
    statement = catalogue.published(*where).order_by(*_NEWEST_FIRST).limit(MOST)
    rows: Sequence[sa.RowMapping] = model.Session.execute(statement).mappings().all()
    titles = bodies.titles() if rows else {}
    return [_news(row, titles.get(row["body"]) or row["body"]) for row in rows]


def _news(row: sa.RowMapping, body: str) -> News:
    return News(
        id=row["id"],
        name=row["name"],
        title=row["title"] or row["name"],
        body=body,
        published=row["metadata_created"],
        updated=row["metadata_modified"],
        item=catalogue.item(row),
        notes=row["notes"] or "",
    )
