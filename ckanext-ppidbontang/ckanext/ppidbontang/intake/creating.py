"""Make many entries, each through CKAN's own `package_create` and so through the law.

New entries are made in one transaction a batch and shown with one commit of the search index. The
database is committed first, so that search never shows what a failing commit then takes back; an
entry that search does not know yet is found later (`stored.behind_in_search`) and shown then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang.feed import store
from ckanext.ppidbontang.feed.keeping import LATER
from ckanext.ppidbontang.intake import activities, answers, showing, tags, uploads
from ckanext.ppidbontang.intake.actors import Acting, Actor
from ckanext.ppidbontang.intake.showing import Shown

Package = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """An entry that was made."""

    id: str
    modified: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """An entry that was not made, and why: CKAN's errors by field."""

    errors: Mapping[str, Any]


Fate = Made | Refused


def create(
    packages: Sequence[Package],
    actor: Actor,
    *,
    committing: Callable[[Mapping[int, Made]], None] | None = None,
) -> list[Fate]:
    """Make entries and say what became of each, in their order; a refused one stops no other.

    Args:
        packages: entries as `package_create` takes them; a resource may have a `file`, the path of
            what is to be uploaded
        actor: who makes them
        committing: is told in each transaction, before its end, what it makes: entries by their
            places among the packages

    Raises:
        SearchIndexError: the search engine fails; the entries are made all the same.
    """
    acting = Acting.as_(actor)
    making = _Making(packages, acting, committing)
    fates = making.all()
    showing.show(making.shown, acting)
    return fates


class _Making:
    """The entries of one batch as they are made."""

    def __init__(
        self,
        packages: Sequence[Package],
        acting: Acting,
        committing: Callable[[Mapping[int, Made]], None] | None,
    ) -> None:
        self.packages = packages
        self.acting = acting
        self.committing = committing
        self.shown: list[Shown] = []

    def all(self) -> list[Fate]:
        """Make all that are lawful."""
        return self._make(range(len(self.packages)))

    def _make(self, places: range) -> list[Fate]:
        fates: list[Fate] = []
        while rest := places[len(fates) :]:
            fates += self._until_refused(rest)
        return fates

    def _until_refused(self, places: range) -> list[Fate]:
        """Make entries up to the first that is refused, and say what became of them and of it.

        CKAN's actions roll the whole transaction back when they refuse an entry. The ones before
        it are then made again without it: each at most twice, however many are wrong.
        """
        made: dict[int, Made] = {}
        with answers.remembered():
            tags.claim(self.packages[place] for place in places)
            for place in places:
                try:
                    made[place] = self._one(self.packages[place])
                except (tk.ValidationError, tk.NotAuthorized) as error:
                    model.Session.rollback()
                    refused = Refused(errors=_errors(error))
                    break
            else:
                self._finish(made)
                return list(made.values())
        return [*self._make(places[: len(made)]), refused]

    def _finish(self, made: Mapping[int, Made]) -> None:
        """Write what follows from new entries, and end their transaction."""
        ids = [one.id for one in made.values()]
        store.keep_all(ids)
        shown = [showing.read(id_, self.acting) for id_ in ids]
        activities.write(self.acting.account, [one.full for one in shown])
        if self.committing is not None:
            self.committing(made)
        model.Session.commit()
        self.shown += shown

    def _one(self, package: Package) -> Made:
        rows = [uploads.new_row(stated) for stated in package.get("resources", ())]
        with uploads.opened(rows):
            context = self.acting.context(
                defer_commit=True, return_id_only=True, session=model.Session, **{LATER: True}
            )
            for plugin in uploads.controllers():
                for row in rows:
                    plugin.before_resource_create(context, row)
            sent = uploads.Uploads(rows)
            data = {**package, "resources": rows}
            id_ = _package_create(context, data)
            sent.store()
        activities.tell_others(context=context, data_dict=data, result=id_)
        stored = model.Session.get_one(model.Package, id_)
        return Made(id=id_, modified=stored.metadata_modified)


def _package_create(context: Context, data: dict[str, Any]) -> str:
    """Call CKAN's action, with all that plugins chain to it, but not its signal of success."""
    return tk.get_action("package_create").__wrapped__(context, data)  # pyright: ignore[reportFunctionMemberAccess]


def _errors(error: tk.ValidationError | tk.NotAuthorized) -> Mapping[str, Any]:
    if isinstance(error, tk.NotAuthorized):
        return {"owner_org": [str(error)]}
    return error.error_dict
