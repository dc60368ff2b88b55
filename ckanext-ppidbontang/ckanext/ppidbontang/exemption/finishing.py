"""Finish what a committed closing or opening still needs, however often it was interrupted.

Each kind of work may be done twice without harm. While a row of `ppid_unfinished` is there, search
leaves the entry out; nothing of it is public (its resources are gone since the commit).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import pysolr
import redis
import sqlalchemy as sa
from ckan import logic, model
from ckan.lib import files, search, uploader
from ckan.lib.redis import connect_to_redis
from ckan.types import Context
from sqlalchemy.exc import DBAPIError

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.model import ExemptionEvent, Unfinished

log = logging.getLogger(__name__)

# What a service that is down, a full disk or a lost file raises: the work waits for the next time.
FAILURES = (
    OSError,
    DBAPIError,
    files.exc.FilesError,
    pysolr.SolrError,
    redis.RedisError,
    search.SearchError,
    search.SearchIndexError,
    tk.ValidationError,
)


def finish(context: Context, package_id: str) -> bool:
    """Do what is left of a closing or an opening; say whether nothing is left.

    What fails is logged and stays for `ckan ppid repair`, the daily job and the next start.
    """
    return not _attempt(context, package_id)


def repair(context: Context) -> Mapping[str, str]:
    """Finish everything that is unfinished; say of each entry why it still waits, if it does."""
    waiting = {package_id: _attempt(context, package_id) for package_id in Unfinished.ids()}
    _drop_stray_tables()
    return waiting


def _attempt(context: Context, package_id: str) -> str:
    """Do what is left, and return why it could not be done; nothing when it is."""
    try:
        _move_files(context, package_id)
        _clean_up(package_id)
    except FAILURES as err:
        model.Session.rollback()
        log.exception("Unfinished: %s; `ckan ppid repair` goes on with it", package_id)
        return str(err) or type(err).__name__
    return ""


def _drop_stray_tables() -> None:
    """Drop the tables that a loader was still filling when their files were withdrawn.

    No record leads to them: when their database does not answer, the next repair finds them again.
    """
    withdrawn = _withdrawn()
    try:
        for resource_id in withdrawn:
            _drop_table(resource_id)
    except FAILURES:
        log.exception("Tables of withdrawn files could not be looked for")


def _withdrawn() -> list[str]:
    """Return the ids of the files that were withdrawn and are not public again."""
    ids = {
        resource["id"]
        for event in model.Session.scalars(
            sa.select(ExemptionEvent).where(ExemptionEvent.details.has_key("withdrawn"))
        )
        for resource in event.details["withdrawn"]
    }
    return [id_ for id_ in ids if model.Session.get(model.Resource, id_) is None]


def _move_files(context: Context, package_id: str) -> None:
    """Put the withdrawn files into the vault; a public copy goes only when that is committed.

    Each file is a transaction of its own: what a full disk takes is not copied again.
    """
    moved = True
    while moved:
        with _taken(package_id) as row:
            moved = row is not None and _move_one(context, row)


def _move_one(context: Context, row: Unfinished) -> bool:
    """Put the next file into the vault; say whether there was one."""
    if not row.work.get("files"):
        return False
    resource, *rest = row.work["files"]
    if resource["url_type"] == "upload":
        _into_the_vault(context, row.package_id, resource)
    leftovers = [*row.work.get("leftovers", []), resource["id"]]
    row.work = {**row.work, "files": rest, "leftovers": leftovers}
    return True


def _into_the_vault(context: Context, package_id: str, resource: dict[str, Any]) -> None:
    source, location = public_place(resource["id"])
    if not source.exists(files.FileData(location)):
        return  # it was lost, or a link that only looked like an upload
    upload = source.file_as_upload(
        files.FileData(
            location, size=source.size(location), content_type=source.content_type(location)
        )
    )
    with vault.opened(upload):
        file = vault.keep(
            context, package_id, upload, resource["url"] or resource["id"], vault.Step.WITHDRAWN
        )
    # The way back: which resource it was.
    file.plugin_data = {"ppidbontang": {"resource": resource["id"]}}


def _clean_up(package_id: str) -> None:
    """Remove what is public no more, load what is public again, and let search know."""
    with _taken(package_id) as row:
        if row is None:
            return
        for kind, work in _WORK.items():
            for item in row.work.get(kind, []):
                work(item)
        _index(package_id)
        model.Session.delete(row)


@contextmanager
def _taken(package_id: str) -> Iterator[Unfinished | None]:
    """Take the unfinished work of an entry, and let nobody else do it, or move it, meanwhile."""
    model.Session.execute(
        sa.select(model.Package.id)
        .where(model.Package.id == package_id)
        .with_for_update(key_share=True)
    )
    yield model.Session.scalar(
        sa.select(Unfinished)
        .where(Unfinished.package_id == package_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    model.Session.commit()


def public_place(resource_id: str) -> tuple[files.Storage, files.Location]:
    """Return where the file of a resource lies, as CKAN's own uploader knows it."""
    uploads: Any = uploader.get_resource_uploader({"id": resource_id})
    return uploads.storage, uploads.get_path(resource_id)


def _remove_public_file(resource_id: str) -> None:
    vault.discard(*public_place(resource_id))


def _drop_table(resource_id: str) -> None:
    if not p.plugin_loaded("datastore"):
        return
    from ckanext.datastore.backend import DatastoreBackend

    backend: Any = DatastoreBackend.get_active_backend()
    if backend.resource_exists(resource_id):
        backend.delete({}, {"resource_id": resource_id})


def _show_again(resource_id: str) -> None:
    """Give a file that is public again its views and its table, as one that was just added."""
    resource = model.Resource.get(resource_id)
    if resource is None:  # closed once more in the meantime
        return
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    shown = tk.get_action("resource_show")({"ignore_auth": True, "user": user}, {"id": resource_id})
    tk.get_action("resource_create_default_resource_views")(
        {"ignore_auth": True, "user": user}, {"resource": shown}
    )
    if p.plugin_loaded("xloader"):
        _load(user, resource_id)


def _load(user: str, resource_id: str) -> None:
    """Load the table of a file again: it went with the closing, though the bytes are the same."""
    given = {"resource_id": resource_id, "ignore_hash": True}
    connect_to_redis().ping()  # xloader would only log that it is away, and forget the file
    try:
        tk.get_action("xloader_submit")({"ignore_auth": True, "user": user}, given)
    except tk.ValidationError:
        # An open entry must not wait for its table: the loader is not set up, or refuses the file.
        log.exception("The file %s has no table", resource_id)


_WORK: Mapping[str, Callable[[str], None]] = {
    "leftovers": _remove_public_file,
    "tables": _drop_table,
    "vault": vault.remove,
    "load": _show_again,
}


def _index(package_id: str) -> None:
    """Put the present entry into search, and wait until search shows it."""
    package = model.Package.get(package_id)
    if package is None or package.state != model.State.ACTIVE:
        logic.index_remove_package(package_id)
        return
    faces = logic.package_show_default_and_custom_schemas({"ignore_auth": True}, package_id)
    logic.index_update_package_dicts(faces)
