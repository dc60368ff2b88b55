"""What is asked of the feed, read from a request and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
from werkzeug import Request
from werkzeug.datastructures import MIMEAccept

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.feed.problems import BAD_REQUEST, NOT_FOUND, ProblemError
from ckanext.ppidbontang.feed.syntaxes import Syntax

# What one page may hold at most, and Solr gives at once (`ckan.search.rows_max`).
MOST_PER_PAGE = 1000
# What only the search knows: such pages are slower.
SEARCHED = ("q", "fq", "modified_since")

# Under which endings harvesters know the syntaxes; Turtle is N3 too.
SUFFIXES: Mapping[str, tuple[Syntax, str]] = {
    "ttl": (Syntax.TURTLE, Syntax.TURTLE.media_type),
    "n3": (Syntax.TURTLE, "text/n3"),
    "xml": (Syntax.XML, Syntax.XML.media_type),
    "rdf": (Syntax.XML, Syntax.XML.media_type),
    "jsonld": (Syntax.JSON_LD, Syntax.JSON_LD.media_type),
    "nt": (Syntax.N_TRIPLES, Syntax.N_TRIPLES.media_type),
}
_BY_TYPE = {SUFFIXES[suffix][1]: suffix for suffix in ("ttl", "n3", "xml", "jsonld", "nt")}
_PAGE = "text/html"
# Of a wrong value that is told again, in characters.
SHOWN = 200
_REFERENCE = re.compile(r"[\w-]{1,100}")
# PostgreSQL's bigint has room for a number of this many digits, and for as many pages.
_NUMBER = re.compile(r"[0-9]{1,15}")


# Key of the WSGI environment: the ending of the address was chosen by a header.
WAS_NEGOTIATED = "ppid.feed.negotiated"


@dataclass(frozen=True, slots=True)
class Form:
    """In which form a document is wanted; `negotiated` when a header said so."""

    suffix: str
    negotiated: bool = False

    @property
    def syntax(self) -> Syntax:
        """Return the syntax."""
        return SUFFIXES[self.suffix][0]

    @property
    def media_type(self) -> str:
        """Return the media type with its character set, which is always the same."""
        return f"{SUFFIXES[self.suffix][1]}; charset=utf-8"


def form(request: Request, suffix: str) -> Form:
    """Return the form that the ending of an address names.

    Raises:
        ProblemError: there is no such form.
    """
    if suffix not in SUFFIXES:
        raise ProblemError(
            NOT_FOUND,
            _("There is no format “{suffix}”. The catalogue can be read as {known}."),
            suffix=suffix,
            known=", ".join(SUFFIXES),
        )
    return Form(suffix, negotiated=WAS_NEGOTIATED in request.environ)


def accepted_form(accept: MIMEAccept, *, page_first: bool) -> Form | None:
    """Return the form of RDF that a reader likes best, or None when it would have a page.

    `page_first` says what somebody gets who likes both alike.
    """
    offered = [_PAGE, *_BY_TYPE] if page_first else [*_BY_TYPE, _PAGE]
    suffix = _BY_TYPE.get(accept.best_match(offered, default=offered[0]))
    return Form(suffix, negotiated=True) if suffix else None


def is_searched(request: Request) -> bool:
    """Say whether the question needs the search."""
    return any(request.args.get(name) for name in SEARCHED)


def number(request: Request, name: str, *, least: int) -> int | None:
    """Return a whole number of the query, or None where it is not asked.

    Raises:
        ProblemError: it is no such number.
    """
    text = request.args.get(name)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text) or int(text) < least:
        raise ProblemError(
            BAD_REQUEST,
            _("“{name}” must be a whole number of at least {least}, not “{value}”."),
            name=name,
            least=str(least),
            value=text[:SHOWN],
        )
    return int(text)


def reference(name: str) -> str:
    """Return the id or the name of an entry.

    Raises:
        ProblemError: nothing can have such a name.
    """
    if not _REFERENCE.fullmatch(name):
        raise ProblemError(NOT_FOUND, _("Dataset not found"))
    return name


def check_profile(request: Request) -> None:
    """Refuse another profile than the portal's: it could be one that knows nothing of the law.

    Raises:
        ProblemError: another one was asked for.
    """
    asked, own = request.args.get("profiles"), tk.config["ckanext.dcat.rdf.profiles"]
    if asked is not None and asked.split() != own.split():
        raise ProblemError(
            BAD_REQUEST,
            _("The catalogue is given in the profile “{own}” only, not in “{asked}”."),
            own=own,
            asked=asked[:SHOWN],
        )


def page_size() -> int:
    """Return how many entries a page has (`ckanext.dcat.datasets_per_page`)."""
    return min(max(1, tk.asint(tk.config["ckanext.dcat.datasets_per_page"])), MOST_PER_PAGE)
