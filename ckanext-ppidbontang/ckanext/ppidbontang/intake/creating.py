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

from ckanext.ppidbontang.intake import showing, tags, uploads
from ckanext.ppidbontang.intake.actors import Acting, Actor

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
    fates = _Making(packages, acting, committing).all()
    showing.show([fate.id for fate in fates if isinstance(fate, Made)], acting)
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
        tags.claim(self.packages[place] for place in places)
        made: dict[int, Made] = {}
        for place in places:
            try:
                made[place] = self._one(self.packages[place])
            except (tk.ValidationError, tk.NotAuthorized) as error:
                model.Session.rollback()
                return [*self._make(places[: len(made)]), Refused(errors=_errors(error))]
        if self.committing is not None:
            self.committing(made)
        model.Session.commit()
        return list(made.values())

    def _one(self, package: Package) -> Made:
        rows = [uploads.new_row(stated) for stated in package.get("resources", ())]
        with uploads.opened(rows):
            context = self.acting.context(defer_commit=True, return_id_only=True)
            for plugin in uploads.controllers():
                for row in rows:
                    plugin.before_resource_create(context, row)
            sent = uploads.Uploads(rows)
            id_ = tk.get_action("package_create")(context, {**package, "resources": rows})
            sent.store()
        stored = model.Session.get_one(model.Package, id_)
        return Made(id=id_, modified=stored.metadata_modified)


def _errors(error: tk.ValidationError | tk.NotAuthorized) -> Mapping[str, Any]:
    if isinstance(error, tk.NotAuthorized):
        return {"owner_org": [str(error)]}
    return error.error_dict
