"""Read entries whole, with their tags and files, in one statement and a few at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib import munge
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from ckanext.ppidbontang.domain.fields import ORDER
from ckanext.ppidbontang.exports.scope import Scope

_BATCH = 200
_PUBLISHER = aliased(model.Group)
_COLUMNS = ("name", "title", "notes", "license_id")
# What the record holds as lists, and the database as JSON text.
_LISTS = ("available_forms", "exemption_grounds", "exemption_legal_basis")
# Where an entry stands is the review's to say, and tags and files have places of their own.
_NOT_SAID = {"review_state", "tags", "resources"}
_OF_RESOURCE = ("id", "name", "description", "format", "url", "url_type")


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """Name a file that the portal itself keeps."""

    resource_id: str
    filename: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """Hold what an entry says of a file; `stored_url` is how the database has its address."""

    name: str
    description: str
    format: str
    url: str
    stored_url: str
    upload: Upload | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Hold an entry: its fields as `package_create` takes them, without what is empty."""

    fields: Mapping[str, Any]
    tags: tuple[str, ...]
    resources: tuple[Resource, ...]


def count(scope: Scope) -> int:
    """Return how many entries there are."""
    counted = _chosen(scope).with_only_columns(sa.func.count())
    return model.Session.execute(counted).scalar_one()


def read(scope: Scope, *, limit: int | None = None, offset: int = 0) -> Iterator[Entry]:
    """Yield the entries, body by body and by title, published or not."""
    ordered = _chosen(scope).order_by(
        _PUBLISHER.name.collate("C"),
        sa.func.lower(model.Package.title.collate("C")),
        model.Package.id.collate("C"),
    )
    options = {"yield_per": _BATCH}
    statement = ordered.limit(limit).offset(offset)
    for row in model.Session.execute(statement, execution_options=options).mappings():
        yield _entry(row)


def _chosen(scope: Scope) -> sa.Select[Any]:
    columns = [getattr(model.Package, name) for name in ("id", "private", "extras", *_COLUMNS)]
    statement = (
        sa.select(*columns, _PUBLISHER.name.label("owner_org"), _tags(), _resources())
        .outerjoin(_PUBLISHER, _PUBLISHER.id == model.Package.owner_org)
        .where(model.Package.type == "dataset", model.Package.state == model.State.ACTIVE)
    )
    if scope.publishers is None:
        return statement
    return statement.where(_PUBLISHER.name.in_(scope.publishers))


def _tags() -> sa.Label[Any]:
    tag, link = model.Tag, model.PackageTag
    return (
        sa.select(sa.func.json_agg(aggregate_order_by(tag.name, tag.name.collate("C"))))
        .join(link, link.tag_id == tag.id)
        .where(link.package_id == model.Package.id, link.state == model.State.ACTIVE)
        .correlate(model.Package)
        .scalar_subquery()
        .label("tags")
    )


def _resources() -> sa.Label[Any]:
    resource = model.Resource
    pairs = [part for name in _OF_RESOURCE for part in (name, getattr(resource, name))]
    described = sa.func.json_build_object(*pairs)
    return (
        sa.select(sa.func.json_agg(aggregate_order_by(described, resource.position)))
        .where(resource.package_id == model.Package.id, resource.state == model.State.ACTIVE)
        .correlate(model.Package)
        .scalar_subquery()
        .label("resources")
    )


def _entry(row: Mapping[Any, Any]) -> Entry:
    stored = {**(row["extras"] or {}), **{name: row[name] for name in (*_COLUMNS, "owner_org")}}
    for name in _LISTS:
        stored[name] = _list(stored.get(name))
    fields = {name: stored[name] for name in ORDER if name not in _NOT_SAID and stored.get(name)}
    return Entry(
        fields={**fields, "private": "true" if row["private"] else "false"},
        tags=tuple(row["tags"] or ()),
        resources=tuple(_resource(row["id"], one) for one in row["resources"] or ()),
    )


def _list(value: Any) -> Any:
    """Read a list; what is none is left as it is, for the law to name."""
    if isinstance(value, str) and value.startswith("["):
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            return value
    return value


def _resource(package_id: str, row: Mapping[str, Any]) -> Resource:
    """Return a resource with the address that `package_show` gives."""
    url, upload = row["url"] or "", None
    shown = url
    if row["url_type"] == "upload":
        upload = Upload(
            resource_id=row["id"], filename=munge.munge_filename(url.rsplit("/", 1)[-1])
        )
        shown = tk.h.url_for(
            "dataset_resource.download",
            id=package_id,
            resource_id=row["id"],
            filename=upload.filename,
            qualified=True,
            locale="default",
        )
    elif url and not urlsplit(url).scheme:
        shown = f"http://{url.lstrip('/')}"
    return Resource(
        name=row["name"] or "",
        description=row["description"] or "",
        format=row["format"] or "",
        url=shown,
        stored_url=url,
        upload=upload,
    )
