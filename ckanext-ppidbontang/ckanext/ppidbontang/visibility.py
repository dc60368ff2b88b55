"""Which entries a caller may know of: as a verdict over one, and as a condition over all.

The verdict is CKAN's own (permission labels); what it hides must not exist for the caller in any
answer, since an entry may be unpublished because it is exempt (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from ckan import authz, model
from ckan.lib.plugins import get_permission_labels
from ckan.types import Context
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.ppidbontang import mapping, roles
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus

EVERYBODY = "public"
MEMBERS = "member-"


def knows_all(context: Context) -> bool:
    """Say whether nothing is hidden from the caller: a sysadmin, or code of the site itself."""
    return bool(context.get("ignore_auth")) or authz.is_sysadmin(context.get("user"))


def is_hidden(context: Context, package: model.Package) -> bool:
    """Say whether an entry must not exist for the caller: unpublished or deleted, not theirs."""
    return not has_label(context, get_permission_labels().get_dataset_labels(package))


def has_label(context: Context, labels: Collection[str]) -> bool:
    """Say whether the caller may see what carries these permission labels."""
    return EVERYBODY in labels or knows_all(context) or not _labels(context).isdisjoint(labels)


def hides_files(context: Context, package: model.Package) -> bool:
    """Say whether the files of an entry must not exist for the caller, should it have any."""
    return is_closed(package.extras or {}) and not roles.may_see_originals(context, package)


def is_closed(record: Mapping[str, Any]) -> bool:
    """Say whether an entry is wholly exempt; what is unknown or missing counts as exempt."""
    return _is_closed(_text(record, "information_category"), _text(record, "exemption_status"))


def visible(context: Context) -> sa.ColumnElement[bool]:
    """Return the condition that leaves the active entries that the caller may know of."""
    return sa.and_(model.Package.state == model.State.ACTIVE, known(context))


def known(context: Context) -> sa.ColumnElement[bool]:
    """Return the condition that leaves what is not hidden, deleted entries of their bodies too."""
    if knows_all(context):
        return sa.true()
    bodies = [
        label.removeprefix(MEMBERS) for label in _labels(context) if label.startswith(MEMBERS)
    ]
    is_public = sa.and_(model.Package.state == model.State.ACTIVE, model.Package.private.is_(False))
    # Membership shows entries; what else CKAN keeps as a package is nobody's by it.
    is_own = sa.and_(model.Package.type == "dataset", model.Package.owner_org.in_(bodies))
    return sa.or_(is_public, is_own)


def tag_names(context: Context) -> set[str]:
    """Return the names of the free tags on entries that the caller may know of."""
    return set(model.Session.scalars(_tags(context, model.Tag.vocabulary_id.is_(None))))


def has_entries(context: Context, tag: model.Tag) -> bool:
    """Say whether a tag is on an entry that the caller may know of."""
    return bool(model.Session.scalar(sa.select(_tags(context, model.Tag.id == tag.id).exists())))


def _tags(context: Context, which: sa.ColumnElement[bool]) -> sa.Select[tuple[str]]:
    return (
        sa.select(model.Tag.name)
        .distinct()
        .join(model.PackageTag, model.PackageTag.tag_id == model.Tag.id)
        .join(model.Package, model.Package.id == model.PackageTag.package_id)
        .where(which, model.PackageTag.state == model.State.ACTIVE, visible(context))
    )


def closed() -> sa.ColumnElement[bool]:
    """Return the condition over the table of entries that `is_closed` states over one."""
    is_open = sa.and_(
        _code("information_category").in_([code for code in Category if code.is_open]),
        _code("exemption_status").in_(
            [code for code in ExemptionStatus if code is not ExemptionStatus.SELURUHNYA]
        ),
    )
    return sa.not_(sa.func.coalesce(is_open, False))


def _code(field: str) -> sa.ColumnElement[str]:
    return sa.cast(model.Package.extras, JSONB)[field].astext


def _labels(context: Context) -> set[str]:
    user = context.get("auth_user_obj") or model.User.get(context.get("user"))
    return set(get_permission_labels().get_user_dataset_labels(user))


def _text(record: Mapping[str, Any], field: str) -> str:
    return str(record.get(field) or "")


@lru_cache(maxsize=256)
def _is_closed(category: str, status: str) -> bool:
    """Ask the law once for each pair of codes: search asks it for every entry of a page."""
    item = mapping.item_from_package({"information_category": category, "exemption_status": status})
    return item.effective_status is ExemptionStatus.SELURUHNYA
