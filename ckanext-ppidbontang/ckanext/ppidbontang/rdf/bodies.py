"""The organisations of the portal, as publishers and contacts of what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from ckanext.dcat.profiles import VCARD
from ckanext.ppidbontang.rdf.text import clean, mail_address, phone_address


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """Hold what a feed says of an organisation; its address is made of its id, for ever."""

    id: str
    name: str
    title: str
    code: str = ""
    abbreviation: str = ""
    officer: str = ""
    email: str = ""
    phone: str = ""
    region_code: str = ""


class Directory:
    """Finds bodies by their name or their id."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies = {key: body for body in bodies for key in (body.id, body.name)}

    def find(self, *keys: str) -> Body | None:
        """Return the body of the first key that names one."""
        return next((self._bodies[key] for key in keys if key in self._bodies), None)


def read_directory() -> Directory:
    """Read every organisation in one query."""
    column = model.group_table.c
    rows = model.Session.execute(
        sa.select(column.id, column.name, column.title, column.extras).where(
            column.is_organization, column.state == model.State.ACTIVE
        )
    )
    return Directory(
        _body(row.id, row.name, row.title or row.name, row.extras or {}) for row in rows
    )


def address(portal: str, body: Body) -> URIRef:
    """Return the address by which a body is known; a rename does not change it."""
    return URIRef(f"{portal}/organization/{body.id}")


def contact_address(portal: str, body: Body) -> URIRef:
    """Return the address of a body's PPID as a point of contact."""
    return URIRef(f"{address(portal, body)}#ppid")


def describe(graph: Graph, portal: str, body: Body) -> None:
    """Add a body as an agent."""
    agent = address(portal, body)
    graph.add((agent, RDF.type, FOAF.Agent))
    graph.add((agent, RDF.type, FOAF.Organization))
    graph.add((agent, FOAF.name, Literal(body.title)))
    graph.add((agent, FOAF.homepage, URIRef(f"{portal}/organization/{body.name}")))
    if body.code:
        graph.add((agent, DCTERMS.identifier, Literal(body.code)))
    if body.abbreviation:
        graph.add((agent, SKOS.altLabel, Literal(body.abbreviation)))


def describe_contact(graph: Graph, portal: str, body: Body) -> None:
    """Add the PPID of a body as a point of contact: an office, never a person."""
    contact = contact_address(portal, body)
    graph.add((contact, RDF.type, VCARD.Kind))
    graph.add((contact, RDF.type, VCARD.Organization))
    graph.add((contact, VCARD.fn, Literal(body.officer or f"PPID {body.title}")))
    graph.add((contact, VCARD["organization-name"], Literal(body.title)))
    email, phone = mail_address(body.email), phone_address(body.phone)
    if email:
        graph.add((contact, VCARD.hasEmail, URIRef(email)))
    if phone:
        graph.add((contact, VCARD.hasTelephone, URIRef(phone)))


def _body(body_id: str, name: str, title: str, extras: Mapping[str, str]) -> Body:
    def text(key: str) -> str:
        return clean(extras.get(key) or "")

    return Body(
        id=body_id,
        name=name,
        title=clean(title),
        code=text("opd_code"),
        abbreviation=text("abbreviation"),
        officer=text("ppid_officer"),
        email=text("ppid_email"),
        phone=text("ppid_phone"),
        region_code=text("region_code"),
    )
