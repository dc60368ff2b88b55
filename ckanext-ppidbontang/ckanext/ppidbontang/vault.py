"""The vault: the originals of exempt information, as CKAN files that no public record knows of.

They lie in a storage of their own under names that say nothing. CKAN asks `ppid_original_show`
for their owner type only while this plugin adds it to the cascade; without it the vault is shut.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import chain

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.common import CKANConfig
from ckan.lib import files
from ckan.lib.munge import munge_filename
from ckan.types import Context, FileOperation, Response

from ckanext.ppidbontang import history
from ckanext.ppidbontang.model import OriginalEvent, Unfinished

STORAGE = "originals"
OWNER_TYPE = "ppid_original"
CASCADE = "ckan.files.owner.cascade_access"


class Step(StrEnum):
    """Say what happened to an original."""

    STORED = "simpan"
    WITHDRAWN = "tarik"
    FETCHED = "unduh"
    RELEASED = "lepas"


class VaultKeeper(p.IFiles):
    """Keep the doors of CKAN's files shut that lead past the vault's own rule."""

    def files_file_allows(
        self, context: Context, file: model.File, operation: FileOperation
    ) -> bool | None:
        """Refuse a file of the vault's storage that came to be owned by somebody else."""
        strange = file.owner is None or file.owner.owner_type != OWNER_TYPE
        return False if file.storage == STORAGE and strange else None


def join_cascade(config: CKANConfig) -> None:
    """Have CKAN ask `ppid_original_show` for files of the vault, and of the vault alone."""
    config[CASCADE] = {**config[CASCADE], OWNER_TYPE: [STORAGE]}


def storage() -> files.Storage:
    """Return the storage of the originals.

    Raises:
        UnknownStorageError: the site has none.
    """
    return files.get_storage(STORAGE)  # pyright: ignore[reportReturnType] # ours is CKAN's own kind


def originals(package_id: str) -> Sequence[model.File]:
    """Return the originals of an entry, by name."""
    return model.Session.scalars(_owned_by(package_id).order_by(model.File.name)).all()


def original(package_id: str, file_id: str) -> model.File:
    """Return an original of an entry.

    Raises:
        ObjectNotFound: the entry has no such file.
    """
    found = model.Session.scalar(_owned_by(package_id).where(model.File.id == file_id))
    if found is None:
        raise tk.ObjectNotFound
    return found


def keep(
    context: Context, package_id: str, upload: files.Upload, name: str, step: Step
) -> model.File:
    """Store a file in the vault; its rows belong to the transaction of the caller.

    Raises:
        UploadError: the storage does not take the file.
        OSError: the disk is full or fails; nothing is left of the file.
    """
    vault = storage()
    location = vault.prepare_location(name, upload)
    with removed_on_failure(vault, location):
        stored = vault.upload(location, upload)
    file = model.File(name=munge_filename(name), storage=STORAGE, **stored.as_dict())
    # Pinned: CKAN's own action hands it to no other owner.
    owner = model.FileOwner(
        file_id=file.id, owner_id=package_id, owner_type=OWNER_TYPE, pinned=True
    )
    model.Session.add_all((file, owner))
    _record(context, package_id, file, step)
    return file


def release(context: Context, package_id: str, file: model.File) -> str:
    """Forget an original in the transaction of the caller; return where its bytes lie."""
    _record(context, package_id, file, Step.RELEASED)
    model.Session.delete(file)
    return file.location


def remove(location: str) -> None:
    """Remove the bytes of an original that was released."""
    discard(storage(), location)


def strays() -> list[str]:
    """Return the locations of stored files that no record knows: an interrupted copy left them."""
    known = model.Session.scalars(
        sa.select(model.File.location).where(model.File.storage == STORAGE)
    )
    released = (row.work.get("vault", ()) for row in model.Session.scalars(sa.select(Unfinished)))
    return sorted({*storage().scan()} - {*known, *chain.from_iterable(released)})


def response(context: Context, package_id: str, file: model.File) -> Response:
    """Return the file as a download, and record who fetches it before a byte goes out."""
    _record(context, package_id, file, Step.FETCHED)
    model.Session.commit()
    return storage().as_response(files.FileData.from_object(file), file.name)


@contextlib.contextmanager
def removed_on_failure(place: files.Storage, location: str) -> Iterator[None]:
    """Remove what an upload leaves behind when it fails."""
    try:
        yield
    except BaseException:
        discard(place, location)
        raise


@contextlib.contextmanager
def opened(upload: files.Upload) -> Iterator[None]:
    """Close the file behind an upload that was made of a stored file, whatever happens."""
    with contextlib.ExitStack() as closing:
        if hasattr(upload.stream, "close"):
            closing.callback(upload.stream.close)  # pyright: ignore[reportAttributeAccessIssue]
        yield


def discard(place: files.Storage, location: str) -> None:
    """Remove a file of a storage if it is there."""
    with contextlib.suppress(files.exc.MissingFileError):
        place.remove(files.FileData(files.Location(location)))


def _owned_by(package_id: str) -> sa.Select[tuple[model.File]]:
    return (
        sa.select(model.File)
        .join(model.FileOwner, model.FileOwner.file_id == model.File.id)
        .where(model.FileOwner.owner_type == OWNER_TYPE, model.FileOwner.owner_id == package_id)
    )


def _record(context: Context, package_id: str, file: model.File, step: Step) -> None:
    history.record(
        OriginalEvent,
        context,
        package_id,
        step.value,
        file_id=file.id,
        details={"name": file.name, "size": file.size, "hash": file.hash},
    )
