"""The organisations of the portal, as publishers and contacts of what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from ckan import model
from rdflib import RDF, SKOS, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.dcat.profiles import VCARD
from ckanext.ppidbontang.rdf.codes import LOCAL_AUTHORITY
from ckanext.ppidbontang.rdf.nodes import Triple, part
from ckanext.ppidbontang.rdf.text import clean, mail_address, phone_address


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """Hold what a feed says of an organisation.

    `address` is made of its id, for ever; a rename does not change it. `homepage` goes by its name.
    """

    id: str
    name: str
    title: str
    address: URIRef
    homepage: URIRef
    since: datetime
    code: str = ""
    abbreviation: str = ""
    officer: str = ""
    email: str = ""
    phone: str = ""
    region_code: str = ""

    @property
    def contact(self) -> URIRef:
        """Return the address of the body's PPID as a point of contact."""
        return part(self.address, "ppid")


class Directory:
    """Finds bodies by their name or their id."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies = tuple(bodies)
        self._by_key = {key: body for body in self._bodies for key in (body.id, body.name)}

    def __iter__(self) -> Iterator[Body]:
        """Go through all bodies, each once."""
        return iter(self._bodies)

    def find(self, *keys: str) -> Body | None:
        """Return the body of the first key that names one."""
        return next((self._by_key[key] for key in keys if key in self._by_key), None)


def read_directory(portal: str) -> Directory:
    """Read every organisation in one query."""
    column = model.group_table.c
    rows = model.Session.execute(
        sa.select(column.id, column.name, column.title, column.created, column.extras).where(
            column.is_organization, column.state == model.State.ACTIVE
        )
    )
    return Directory(_body(portal, row) for row in rows)


def describe(body: Body) -> Iterator[Triple]:
    """Yield a body as an agent."""
    yield body.address, RDF.type, FOAF.Agent
    yield body.address, RDF.type, FOAF.Organization
    yield body.address, DCTERMS.type, LOCAL_AUTHORITY
    yield body.address, FOAF.name, Literal(body.title)
    yield body.address, FOAF.homepage, body.homepage
    if body.code:
        yield body.address, DCTERMS.identifier, Literal(body.code)
    if body.abbreviation:
        yield body.address, SKOS.altLabel, Literal(body.abbreviation)


def describe_contact(body: Body) -> Iterator[Triple]:
    """Yield the PPID of a body as a point of contact: an office, never a person."""
    contact = body.contact
    yield contact, RDF.type, VCARD.Kind
    yield contact, RDF.type, VCARD.Organization
    yield contact, VCARD.fn, Literal(body.officer or f"PPID {body.title}")
    yield contact, VCARD["organization-name"], Literal(body.title)
    email, phone = mail_address(body.email), phone_address(body.phone)
    if email:
        yield contact, VCARD.hasEmail, URIRef(email)
    if phone:
        yield contact, VCARD.hasTelephone, URIRef(phone)


def _body(portal: str, row: Any) -> Body:
    def text(key: str) -> str:
        return clean((row.extras or {}).get(key) or "")

    return Body(
        id=row.id,
        name=row.name,
        title=clean(row.title or row.name),
        address=URIRef(f"{portal}/organization/{row.id}"),
        homepage=URIRef(f"{portal}/organization/{row.name}"),
        since=row.created.replace(tzinfo=UTC),
        code=text("opd_code"),
        abbreviation=text("abbreviation"),
        officer=text("ppid_officer"),
        email=text("ppid_email"),
        phone=text("ppid_phone"),
        region_code=text("region_code"),
    )
