"""A spreadsheet that an officer has brought: what is in it is as secret as drafts are."""

from __future__ import annotations

from io import BytesIO

from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang.leakcheck.garden import TITLE, Garden, act
from ckanext.ppidbontang.leakcheck.readers import Reader
from ckanext.ppidbontang.leakcheck.things import Entry, Kind
from ckanext.ppidbontang.model import Import

# Its maker, and who looks after all bodies; not the colleagues of its maker.
_SEEN_BY = frozenset({Reader.EDITOR, Reader.UTAMA, Reader.SYSADMIN})


def plant(garden: Garden) -> None:
    """Bring a list of which the preview refuses a row, and tells why."""
    entry = Entry("a spreadsheet brought in", _SEEN_BY, is_sample=True)
    title = f"{TITLE} {garden.secret('the title of a row', entry)}"
    notes = garden.secret("the notes of a row", entry)
    wrong = garden.secret("a value that is refused", entry)
    content = f"Judul;Ringkasan;Kategori\n{title};{notes};{wrong}\n".encode()
    upload = FileStorage(BytesIO(content), garden.secret("a spreadsheet's name", entry) + ".csv")
    made = act("ppid_import_create", garden.names["editor"], upload=upload)
    file = model.Session.get_one(model.File, model.Session.get_one(Import, made["id"]).file_id)
    garden.secret("an import's id", entry, made["id"])
    garden.secret("a spreadsheet's id", entry, file.id, is_told=False)
    garden.secret("a spreadsheet's checksum", entry, file.hash, is_told=False)
    garden.secret("a spreadsheet's place", entry, file.location, is_told=False)
    for kind, value in (
        (Kind.IMPORT, made["id"]),
        (Kind.FILE, file.id),
        (Kind.LOCATION, file.location),
    ):
        garden.name(kind, value, entry)
    garden.entries.append(entry)
