"""Cases of every kind: late, ending, ended, on a condition, without a number; and late entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import organizations
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import Reminder

from .post_office import PostOffice


def in_days(days: int) -> str:
    return (cases.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def utama(person):
    return person("kota-bontang", role="admin")


@pytest.fixture
def officer(person):
    return person("dinkes", role="editor")


@pytest.fixture
def stranger(person):
    return person("disdukcapil", role="editor")


@pytest.fixture
def exempt(publish, exempt_record):
    """Make a wholly exempt entry of Dinkes that ends on a date, with changes."""

    def make(name: str, **changes: Any) -> dict[str, Any]:
        dated = {
            "name": name,
            "title": f"Judul {name}",
            "owner_org": "dinkes",
            "exemption_period_type": "tanggal",
            "exemption_end": in_days(2000),
            "exemption_condition": "",
        }
        return publish({**exempt_record, **dated, **changes})

    return make


@pytest.fixture
def periodic(publish, open_record, updated_before):
    """Make a periodic entry of Dinkes that was updated so many days ago, with changes."""

    def make(name: str, days: int, **changes: Any) -> dict[str, Any]:
        own = {
            "name": name,
            "title": f"Judul {name}",
            "owner_org": "dinkes",
            "information_category": "berkala",
            "information_kind": "berkala-01",
        }
        made = publish({**open_record, **own, **changes})
        updated_before(name, days)
        return made

    return make


UNDECIDED = {
    "exemption_decision_number": "",
    "exemption_decision_date": "",
    "exemption_decision_official": "",
}
UNTESTED = {
    **UNDECIDED,
    "consequence_test_number": "",
    "consequence_test_date": "",
    "consequence_test_place": "",
}


@pytest.fixture
def one_of_each(exempt) -> None:
    """Fill the queue with a case for each thing that a case can ask for, and a quiet one."""
    exempt("berakhir", exemption_end=in_days(-1))
    exempt("hari-ini", exemption_end=in_days(0))
    exempt("sebulan", exemption_end=in_days(30))
    exempt("tiga-bulan", exemption_end=in_days(90))
    exempt("belum-ditetapkan", **UNDECIDED)
    exempt(
        "periksa-syarat",
        exemption_period_type="kondisi",
        exemption_end="",
        exemption_condition="Sampai disetujui pasien.",
    )
    exempt("tanpa-nomor", exemption_decision_number="")
    exempt("tenang")


@pytest.fixture
def no_reminders(clean_portal) -> Iterator[None]:
    """Forget what was told: the portal's own cleaning does not know of it."""
    yield
    model.Session.rollback()
    model.Session.execute(sa.delete(Reminder))
    model.Session.commit()


@pytest.fixture
def post(no_reminders, monkeypatch) -> Iterator[PostOffice]:
    """Open a post office, and have the site send its mail there."""
    office = PostOffice()
    office.open()
    monkeypatch.setitem(tk.config, "smtp.server", office.address)
    monkeypatch.setitem(tk.config, "smtp.mail_from", "ppid@example.go.id")
    # Commands read the configuration anew.
    monkeypatch.setenv("CKAN_SMTP_SERVER", office.address)
    monkeypatch.setenv("CKAN_SMTP_MAIL_FROM", "ppid@example.go.id")
    yield office
    office.close()


@pytest.fixture
def address_of(clean_portal) -> Iterator[Callable[[str, str], None]]:
    """Give a body an address for a test."""
    former: dict[str, Any] = {}

    def give(body: str, address: str) -> None:
        group = model.Group.get(body)
        assert group
        former.setdefault(body, dict(organizations.extras(group)))
        _set_extras(body, {**former[body], "ppid_email": address})

    yield give
    model.Session.rollback()
    for body, extras in former.items():
        _set_extras(body, extras)


def _set_extras(body: str, extras: dict[str, str]) -> None:
    table = model.group_table
    model.Session.execute(sa.update(table).where(table.c.name == body).values(extras=extras))
    model.Session.commit()
