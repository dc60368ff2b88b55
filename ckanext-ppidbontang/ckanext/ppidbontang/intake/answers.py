"""Ask the database once what CKAN asks for each entry again.

Who the user is, which role they have in which body, whether there is a tag of that name: of some
seventy statements for an entry of an officer fifty ask this, and the answers are the same for a
whole batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy import event, orm
from sqlalchemy.engine import FrozenResult, Result
from sqlalchemy.sql import visitors

_LASTING = frozenset({model.user_table, model.group_table, model.member_table, model.tag_table})
# Of all memberships, those of users and of bodies: each new entry adds one of its own.
_MEMBERS = frozenset({"user", "group"})


@contextmanager
def remembered() -> Iterator[None]:
    """Remember answers within, for this session alone; what it changes itself is asked anew."""
    session, answers = model.Session(), _Answers()
    event.listen(session, "do_orm_execute", answers.give)
    event.listen(session, "after_flush", answers.forget)
    try:
        yield
    finally:
        event.remove(session, "do_orm_execute", answers.give)
        event.remove(session, "after_flush", answers.forget)


class _Answers:
    """Answers by what was asked: the shape of a statement and the values in it."""

    def __init__(self) -> None:
        self._known: dict[Any, FrozenResult[Any]] = {}
        self._tables: dict[Any, frozenset[sa.Table]] = {}

    def give(self, asked: orm.ORMExecuteState) -> Result[Any] | None:
        """Answer from memory what was asked before; leave to the session what may change."""
        if not asked.is_select or asked.is_column_load or asked.is_relationship_load:
            return None
        statement: Any = asked.statement
        shape = statement._generate_cache_key()
        if shape is None:
            return None
        values = tuple(_hashable(bound.effective_value) for bound in shape.bindparams)
        tables = self._tables_of(statement, shape.key)
        if not tables or (model.member_table in tables and _MEMBERS.isdisjoint(values)):
            return None
        question = (shape.key, values, str(asked.parameters))
        answer = self._known.get(question)
        if answer is None:
            answer = asked.invoke_statement().freeze()
            if answer.data or model.tag_table not in tables:  # a tag may yet be made
                self._known[question] = answer
        return answer()

    def forget(self, session: orm.Session, _flush: Any) -> None:
        """Forget all when the session has changed any of it."""
        # A body counts as changed when an entry joins it, though its row stays as it is.
        rewritten = (
            it for it in session.dirty if session.is_modified(it, include_collections=False)
        )
        if any(map(_lasts, (*session.new, *session.deleted, *rewritten))):
            self._known.clear()

    def _tables_of(self, statement: Any, shape: Any) -> frozenset[sa.Table]:
        """Return the tables that a statement reads, if all of them are lasting."""
        if shape not in self._tables:
            tables = frozenset(
                part for part in visitors.iterate(statement) if isinstance(part, sa.Table)
            )
            lasting = tables <= _LASTING and statement._for_update_arg is None
            self._tables[shape] = tables if lasting else frozenset()
        return self._tables[shape]


def _lasts(changed: Any) -> bool:
    if isinstance(changed, model.Member):
        return changed.table_name in _MEMBERS
    return isinstance(changed, model.User | model.Group)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
