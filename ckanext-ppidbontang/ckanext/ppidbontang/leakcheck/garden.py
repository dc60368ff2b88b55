"""The throw-away bodies and people among whom the canaries are planted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import config
from ckanext.ppidbontang.leakcheck import canaries, interruption
from ckanext.ppidbontang.leakcheck.canaries import Cage, Canary
from ckanext.ppidbontang.leakcheck.readers import EVERYBODY, OTHER_INSIDERS, Reader
from ckanext.ppidbontang.leakcheck.things import Entry, Kind, Nobody, Thing

# Longer than any run; a token that a killed run left behind is soon worthless.
TOKEN_LIVES = {"expires_in": 1, "unit": 60 * 60}
TITLE = "Uji kebocoran (sementara)"


@dataclass(frozen=True, slots=True)
class Body:
    """A throw-away organisation."""

    id: str
    name: str
    title: str


@dataclass(slots=True)
class Garden:
    """All that was planted: bodies, people, entries and their canaries.

    `body` is under test, `other` and `hidden` are bodies to whose insiders it is strange. `hidden`
    has nothing but unpublished entries, and `twin` is like it with no entry at all: to a stranger
    the two must look the same.
    """

    body: Body
    other: Body
    hidden: Body
    twin: Body
    names: dict[str, str]
    tokens: dict[Reader, str]
    cage: Cage = field(default_factory=Cage)
    nobody: Nobody = field(default_factory=Nobody)
    entries: list[Entry] = field(default_factory=list)

    def secret(self, place: str, entry: Entry, text: str = "", *, is_told: bool = True) -> str:
        """Return a new word, or keep a given text, that strangers to the entry must not hear."""
        text = text or canaries.word()
        return self.cage.put(Canary(text, place, entry.state, entry.seen_by, is_told))

    def name(self, kind: Kind, text: str, entry: Entry) -> None:
        """Note a value that the entry, or a part of it, can be asked for by."""
        found = canaries.WORD.search(text.lower())
        canary = self.cage.find(found[0] if found else text)
        seen_by = canary.seen_by if canary else EVERYBODY
        entry.things[kind].append(Thing(text, self.nobody.like(text), seen_by))


def plant() -> Garden:
    """Make the bodies and people through the portal's own actions."""
    body, other, hidden, twin = (_body() for _ in range(4))
    names = {role: _user() for role in ("outsider", "member", "editor", "utama", "author", "idle")}
    names["sysadmin"] = _user(sysadmin=True)
    for place, name, role in (
        (body, "member", "member"),
        (body, "editor", "editor"),
        *(
            (place, name, "editor")
            for place in (other, hidden, twin)
            for name in ("outsider", "author", "idle")
        ),
    ):
        _join(place.name, names[name], role)
    _join(config.root_organization(), names["utama"], "admin")
    readers = {
        Reader.OUTSIDER: "outsider",
        Reader.MEMBER: "member",
        Reader.EDITOR: "editor",
        Reader.UTAMA: "utama",
        Reader.SYSADMIN: "sysadmin",
    }
    tokens = {reader: _token(names[role]) for reader, role in readers.items()}
    garden = Garden(body, other, hidden, twin, names, tokens)
    garden.entries.append(_unpublished_work(garden))
    return garden


def _unpublished_work(garden: Garden) -> Entry:
    """Ask for the body and the author of unpublished entries as for those who have none."""
    hidden, twin = garden.hidden, garden.twin
    entry = Entry("body with unpublished entries only", OTHER_INSIDERS, is_sample=True)
    pairs = ((hidden.id, twin.id), (hidden.name, twin.name), (hidden.title, twin.title))
    author, idle = garden.names["author"], garden.names["idle"]
    people = ((author, idle), (_user_id(author), _user_id(idle)))
    entry.things[Kind.BODY] += [
        Thing(name, instead, OTHER_INSIDERS, pairs) for name, instead in pairs[:2]
    ]
    entry.things[Kind.USER] += [Thing(*pair, OTHER_INSIDERS, people) for pair in people]
    return entry


def act(action: str, by: str = "", /, **data: Any) -> Any:
    """Call an action as the site itself, or as a user with no more than that user's rights."""
    interruption.check()
    context: Context = {"user": by} if by else as_site()
    return tk.get_action(action)(context, data)


def as_site() -> Context:
    """Return the context of the site's own work."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return {"ignore_auth": True, "user": site}


def _body() -> Body:
    name = canaries.word()
    made = act(
        "organization_create",
        name=name,
        title=f"{TITLE} {name}",
        groups=[{"name": config.root_organization(), "capacity": "public"}],
    )
    return Body(made["id"], made["name"], made["title"])


def _user(**rights: bool) -> str:
    name = canaries.word()
    act(
        "user_create",
        name=name,
        fullname=name,
        email=f"{name}@example.invalid",
        password=secrets.token_urlsafe(24),
        **rights,
    )
    return name


def _user_id(name: str) -> str:
    return act("user_show", id=name)["id"]


def _join(body: str, user: str, role: str) -> None:
    act("organization_member_create", id=body, username=user, role=role)


def _token(user: str) -> str:
    return act("api_token_create", user=user, name="leakcheck", **TOKEN_LIVES)["token"]


# Everything of an entry, or of an import, that a stranger could change.
STORED = """
SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
    SELECT p::text AS line FROM package p WHERE p.owner_org = ANY(:bodies)
    UNION ALL SELECT r::text FROM resource r JOIN package p ON p.id = r.package_id
        WHERE p.owner_org = ANY(:bodies)
    UNION ALL SELECT v::text FROM resource_view v JOIN resource r ON r.id = v.resource_id
        JOIN package p ON p.id = r.package_id WHERE p.owner_org = ANY(:bodies)
    UNION ALL SELECT t::text FROM package_tag t JOIN package p ON p.id = t.package_id
        WHERE p.owner_org = ANY(:bodies)
    UNION ALL SELECT m::text FROM member m WHERE m.group_id = ANY(:bodies)
    UNION ALL SELECT g::text FROM "group" g WHERE g.id = ANY(:bodies)
    UNION ALL SELECT f::text FROM file f JOIN file_owner o ON o.file_id = f.id
        JOIN package p ON p.id = o.owner_id WHERE p.owner_org = ANY(:bodies)
    UNION ALL SELECT i::text FROM ppid_import i WHERE i.actor = ANY(:people)
    UNION ALL SELECT f::text FROM file f JOIN ppid_import i ON i.file_id = f.id
        WHERE i.actor = ANY(:people)
) AS lines
"""


def fingerprint(garden: Garden) -> str:
    """Return one word for all that is stored of what was planted."""
    bodies = [garden.body.id, garden.other.id, garden.hidden.id, garden.twin.id]
    with model.ensure_engine().connect() as connection:
        planted = {"bodies": bodies, "people": list(garden.names.values())}
        return connection.execute(sa.text(STORED), planted).scalar_one()
