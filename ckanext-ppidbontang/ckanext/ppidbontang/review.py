"""The review before publication as CKAN saves entries: what is stored, what is said, what is kept.

The state of the review follows from what happens to an entry, never from what a caller sends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

import ckan.plugins as p
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import config, history, mapping, roles
from ckanext.ppidbontang.domain import changes
from ckanext.ppidbontang.domain import review as steps
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.rules import Violation
from ckanext.ppidbontang.domain.vocabularies import ReviewState
from ckanext.ppidbontang.model import ReviewEvent

# Keys of the context, which no caller of the API can set: the state that an action of the review
# gives, and a running move of the exemption.
_STATE = "ppid_review_state"
EXEMPTION_MOVES = "ppid_move"
# Key of the session: which entry is being saved, and whether everybody saw it before. Validators
# get a copy of the context, so that nothing they learn comes back in it.
_BEFORE = "ppid_before"


def lock(package: model.Package) -> None:
    """Read an entry anew and let nobody else change it until the transaction ends.

    Who began to save before another one closed the entry meets it closed (UU 14/2008 Pasal 54).
    """
    model.Session.refresh(package, with_for_update=True)


def stored_item(package: model.Package) -> InformationItem:
    """Return a stored entry as the law sees it; what is deleted is not published."""
    record = {
        **(package.extras or {}),
        "name": package.name,
        "title": package.title,
        "notes": package.notes,
        "owner_org": package.owner_org,
        "private": package.private,
    }
    item = mapping.item_from_package(record)
    return replace(item, published=item.published and package.state != model.State.DELETED)


def may_publish(context: Context, item: InformationItem) -> bool:
    """Say whether the caller, who may edit the entry, may publish it without a review."""
    return steps.publishes_at_once(
        item, actor_is_ppid_utama=roles.is_ppid_utama(context), reviewed=config.is_reviewed()
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Save:
    """A save of an entry, as `package_create` or `package_update` is about to do it."""

    context: Context
    package: model.Package | None
    stored: InformationItem | None

    @classmethod
    def of(cls, context: Context, package_id: str | None) -> Save:
        """Take up a save: the stored entry, if it is one, read anew and locked."""
        package = context.get("package")
        if package is None or package.id != package_id:
            return cls(context=context, package=None, stored=None)
        lock(package)
        stored = stored_item(package)
        model.Session.info[_BEFORE] = (package.id, stored.published)
        return cls(context=context, package=package, stored=stored)

    def is_private(self, record: dict[str, Any]) -> Any:
        """Return who sees the entry: as it was said, or as it is, or as a new one begins."""
        said = record.get("private")
        if said not in (None, ""):
            return said
        if self.package is not None:
            return self.package.private
        return not may_publish(self.context, mapping.item_from_package(record))

    def check(self, new: InformationItem, state: str | None) -> list[Violation]:
        """Return what makes the change unlawful."""
        deletes = self.package is not None and state == model.State.DELETED
        new = replace(
            new, published=new.published and not deletes, owner_org=self._owner(new.owner_org)
        )
        return changes.check_change(
            self.stored,
            new,
            actor_is_ppid_utama=roles.is_ppid_utama(self.context),
            reviewed=config.is_reviewed(),
            exemption_moving=bool(
                self.context.get("ignore_auth") or self.context.get(EXEMPTION_MOVES)
            ),
            deleting=deletes and self.package is not None and self.package.state != state,
        )

    def _owner(self, reference: str) -> str:
        """Return the id of the body that is named, by its id or its name."""
        if self.package is None or reference == self.package.owner_org:
            return reference
        body = model.Group.get(reference)
        return body.id if body else reference


def taking(context: Context, state: ReviewState) -> Context:
    """Return a context in which a save gives an entry the state that a step leads to."""
    return cast("Context", {**context, _STATE: state})


def state_after(context: Context, *, published: bool) -> ReviewState:
    """Return the state that the entry being saved has: an action's, or what follows by itself."""
    given = context.get(_STATE)
    if isinstance(given, ReviewState):
        return given
    package = context.get("package")
    stored = stored_item(package).review_state if package is not None else None
    return steps.state_after(stored, published=published)


class ReviewTrail(p.IPackageController):
    """Write down who published an entry, or took it back, by a plain save."""

    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Keep the step that a new entry begins with."""
        super().after_dataset_create(context, pkg_dict)
        _write_down(context, pkg_dict["id"], was_published=False)

    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Keep the step that the change was."""
        super().after_dataset_update(context, pkg_dict)
        id_, was_published = model.Session.info.pop(_BEFORE, (None, False))
        if id_ == pkg_dict["id"]:
            _write_down(context, pkg_dict["id"], was_published=was_published)


def _write_down(context: Context, package_id: str, *, was_published: bool) -> None:
    """Add to the history, in the transaction of the save, which step of the review it was."""
    # An action of the review writes its step itself; the portal's own work is no review.
    if context.get("ignore_auth") or context.get(_STATE):
        return
    package = model.Package.get(package_id)
    step = steps.step_of_save(
        was_published=was_published,
        published=package is not None and stored_item(package).published,
        actor_is_ppid_utama=roles.is_ppid_utama(context),
        reviewed=config.is_reviewed(),
    )
    if step is not None:
        history.record(ReviewEvent, context, package_id, step.value)
