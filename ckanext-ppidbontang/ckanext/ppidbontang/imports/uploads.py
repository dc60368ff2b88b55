"""The files of imports, in the vault's storage: no owner type that CKAN serves knows them.

A list of drafts, or of exempt information, is as secret as its entries; it is read by this plugin
alone, and removed some time after the import is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ckan import model
from ckan.lib import files
from ckan.lib.munge import munge_filename

from ckanext.ppidbontang import vault

OWNER_TYPE = "ppid_import"


def keep(import_id: str, upload: files.Upload) -> model.File:
    """Store the file of an import; its rows belong to the transaction of the caller.

    Raises:
        UploadError: the storage does not take the file.
        OSError: the disk is full or fails; nothing is left of the file.
    """
    storage = vault.storage()
    location = storage.prepare_location(upload.filename, upload)
    with vault.removed_on_failure(storage, location):
        stored = storage.upload(location, upload)
    file = model.File(
        name=munge_filename(upload.filename), storage=vault.STORAGE, **stored.as_dict()
    )
    owner = model.FileOwner(file_id=file.id, owner_id=import_id, owner_type=OWNER_TYPE, pinned=True)
    model.Session.add_all((file, owner))
    return file


@contextmanager
def opened(file_id: str) -> Iterator[Path]:
    """Yield a copy of the file, which is gone afterwards."""
    file = model.Session.get_one(model.File, file_id)
    data = files.FileData.from_object(file)
    with TemporaryDirectory(prefix="ppid-import-") as folder:
        path = Path(folder, "file")
        with path.open("wb") as copy:
            for piece in vault.storage().stream(data):
                copy.write(piece)
        yield path


def forget(file_id: str) -> None:
    """Remove a file; the row goes with the transaction of the caller."""
    file = model.Session.get(model.File, file_id)
    if file is not None:
        vault.discard(vault.storage(), file.location)
        model.Session.delete(file)
