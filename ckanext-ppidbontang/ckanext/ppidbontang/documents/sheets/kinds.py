"""What a file is, told by what is in it: its name may say anything."""

from __future__ import annotations

from enum import Enum, auto
from typing import IO

from ckanext.ppidbontang.documents.sheets.container import Container
from ckanext.ppidbontang.documents.sheets.limits import MAX_PARTS, MAX_UNPACKED_BYTES
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal, megabytes
from ckanext.ppidbontang.documents.sheets.safe_xml import LocalNames, parse, safe_parser

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (b"%PDF-", Problem.PDF),
    (b"{\\rtf", Problem.TEXT_DOCUMENT),
    (b"\x89PNG", Problem.PICTURE),
    (b"\xff\xd8\xff", Problem.PICTURE),
    (b"GIF8", Problem.PICTURE),
    (b"II*\x00", Problem.PICTURE),
    (b"MM\x00*", Problem.PICTURE),
    (b"RIFF", Problem.PICTURE),
    (b"\x1f\x8b", Problem.COMPRESSED),
    (b"7z\xbc\xaf\x27\x1c", Problem.COMPRESSED),
    (b"Rar!\x1a\x07", Problem.COMPRESSED),
)
_STREAMS = (
    ("EncryptedPackage", Problem.PASSWORD),
    ("WordDocument", Problem.TEXT_DOCUMENT),
    ("PowerPoint Document", Problem.TEXT_DOCUMENT),
    ("Workbook", Problem.OTHER_FORMAT),
    ("Book", Problem.OTHER_FORMAT),
)
_HEAD = 1024
_MIME_TYPE = "mimetype"
_MANIFEST = "META-INF/manifest.xml"
_ODF = b"application/vnd.oasis.opendocument."
_PACKAGE_RELATIONSHIPS = "_rels/.rels"
_OFFICE_DOCUMENT = "/relationships/officeDocument"


class Kind(Enum):
    """Name what a file can be, as far as it is read."""

    XLSX = auto()
    ODS = auto()
    TEXT = auto()
    FILES = auto()


def begins_as_zip(file: IO[bytes]) -> bool:
    """Say whether a file looks like a ZIP."""
    file.seek(0)
    return file.read(4) in _ZIP


def kind_of(file: IO[bytes]) -> Kind:
    """Return what a file is.

    Raises:
        Refusal: It is nothing that could be read.
    """
    if begins_as_zip(file):
        return kind_of_zip(Container(file))
    file.seek(0)
    head = file.read(_HEAD)
    if not head:
        raise Refusal(Problem.EMPTY)
    if head.startswith(_OLE):
        raise Refusal(_problem_of_ole(head + file.read()))
    for beginning, problem in _BEGINNINGS:
        if head.lstrip().startswith(beginning):
            raise Refusal(problem)
    return Kind.TEXT


def kind_of_zip(container: Container) -> Kind:
    """Return what a ZIP is: a spreadsheet is one, too, and so is many another document."""
    mime = container.head(_MIME_TYPE, 100)
    if mime.startswith(_ODF):
        return _kind_of_odf(container, mime)
    if _PACKAGE_RELATIONSHIPS in container:
        return _kind_of_office(container)
    return Kind.FILES


def require_measure(container: Container) -> None:
    """Refuse a document that is too large when it is unpacked, or that can be read in two ways."""
    if container.declared_size > MAX_UNPACKED_BYTES:
        raise Refusal(Problem.UNPACKED_TOO_LARGE, limit=megabytes(MAX_UNPACKED_BYTES))
    if len(container.members) > MAX_PARTS or container.has_doubles:
        raise Refusal(Problem.UNSAFE)


def office_document(container: Container) -> str:
    """Return the path of the main part of an Office document, by any program's own account."""
    local = LocalNames()
    found = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal found
        if local[name] == "Relationship" and attributes.get("Type", "").endswith(_OFFICE_DOCUMENT):
            found = attributes.get("Target", "")

    parser = safe_parser()
    parser.StartElementHandler = start
    parse(parser, container.stream(_PACKAGE_RELATIONSHIPS))
    return found.lstrip("/")


def _problem_of_ole(data: bytes) -> Problem:
    """Look for the names of the streams in a compound file: Microsoft's old container."""
    for stream, problem in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return problem
    return Problem.NOT_A_SPREADSHEET


def _kind_of_odf(container: Container, mime: bytes) -> Kind:
    require_measure(container)
    if b"encryption-data" in b"".join(container.stream(_MANIFEST)):
        raise Refusal(Problem.PASSWORD)
    if not mime.startswith(_ODF + b"spreadsheet"):
        raise Refusal(Problem.TEXT_DOCUMENT)
    return Kind.ODS


def _kind_of_office(container: Container) -> Kind:
    require_measure(container)
    match office_document(container).rpartition("/")[2].casefold():
        case "workbook.xml":
            return Kind.XLSX
        case "workbook.bin":
            raise Refusal(Problem.OTHER_FORMAT)
        case "":
            raise Refusal(Problem.DAMAGED)
        case _:
            raise Refusal(Problem.TEXT_DOCUMENT)
