"""The mails: through a real SMTP server, each thing once, and nothing exempt in them."""

from __future__ import annotations

import re
from datetime import timedelta

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers
from flask_babel import force_locale

from ckanext.ppidbontang import reminders
from ckanext.ppidbontang.domain.durations import add_months
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import Reminder

from .conftest import in_days

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

DINKES, UTAMA = "ppid-dinkes@example.go.id", "ppid@example.id"


@pytest.fixture(autouse=True)
def addresses(address_of):
    address_of("dinkes", DINKES)
    address_of("kota-bontang", UTAMA)
    return address_of


@pytest.fixture
def days_later(monkeypatch):
    """Let days pass."""
    start = cases.today()

    def pass_(days: int) -> None:
        monkeypatch.setattr(cases, "today", lambda: start + timedelta(days=days))

    return pass_


@pytest.mark.usefixtures("one_of_each")
def test_a_body_and_the_ppid_utama_get_one_digest_each(post):
    outcome = reminders.send()
    assert outcome.told == ["dinkes", "kota-bontang"]
    assert outcome.untold == {}
    assert post.to() == [DINKES, UTAMA]
    text = post.texts()[0]
    assert "Dinas Kesehatan" in text
    for kind in ("berakhir", "berakhir-hari-ini", "berakhir-30-hari", "tanpa-nomor"):
        assert f"{tk.config['ckan.site_url']}/pengecualian?attention={kind}\n" in text
    assert post.mails[0]["From"].addresses[0].addr_spec == "ppid@example.go.id"


@pytest.mark.usefixtures("one_of_each")
def test_nothing_of_an_entry_is_in_a_mail(post):
    """Not its title, address, grounds, law, consequences, condition, number or file."""
    reminders.send()
    rows = model.Session.execute(sa.text("SELECT id, name, title, notes, extras FROM package"))
    secrets = {
        value
        for row in rows
        for value in (row.id, row.title, row.notes, *row.extras.values())
        if isinstance(value, str) and len(value) > 8 and value not in {"terbuka", "dikecualikan"}
    }
    for mail in post.mails:
        whole = mail.as_string() + mail.get_content()
        assert [secret for secret in secrets if secret in whole] == []
        assert not re.search(r"/dataset/", whole)


def test_each_thing_is_told_once_in_each_band(post, exempt, days_later):
    exempt("satu", exemption_end=in_days(95))
    exempt("dua", exemption_end=in_days(36))

    def told() -> list[str]:
        before = len(post.mails)
        reminders.send()
        return post.texts()[before:]

    first = told()
    assert len(first) == 2
    assert "berakhir-90-hari" in first[0]  # the second entry
    assert told() == []
    days_later(5)
    assert len(told()) == 2  # the first one, 90 days
    assert told() == []
    days_later(6)
    assert "berakhir-30-hari" in told()[0]
    days_later(36)
    assert "berakhir-hari-ini" in told()[0]
    assert told() == []


def test_what_has_ended_is_told_again_every_week_until_it_is_opened(post, exempt, days_later, act):
    made = exempt("habis", exemption_end=in_days(-1))
    for day, mails in ((0, 2), (1, 2), (6, 2)):
        days_later(day)
        reminders.send()
        assert len(post.mails) == mails
    days_later(7)
    reminders.send()
    assert len(post.mails) == 4
    act(
        "ppid_exemption_open",
        id=made["id"],
        information_category="setiap-saat",
        exemption_decision_number="2",
        exemption_decision_date="2025-02-01",
        exemption_decision_official="PPID Utama",
    )
    days_later(30)
    assert reminders.send().told == []


class TestLateEntries:
    def test_they_are_in_the_same_mail(self, post, exempt, periodic):
        exempt("habis", exemption_end=in_days(-1))
        periodic("laporan", 300)
        periodic("profil", 170)
        assert reminders.send().told == ["dinkes", "kota-bontang"]
        assert post.to() == [DINKES, UTAMA]
        [text, _utama] = post.texts()
        site = tk.config["ckan.site_url"]
        for page in (
            "pengecualian?attention=berakhir",
            "pemutakhiran?kind=terlambat",
            "pemutakhiran?kind=jatuh-tempo-30-hari",
        ):
            assert f"{site}/{page}\n" in text
        assert " 3 " in post.mails[0]["Subject"]

    def test_a_mail_speaks_only_of_what_there_is(self, post, exempt, periodic):
        periodic("laporan", 300)
        reminders.send()
        assert all("/pengecualian" not in text for text in post.texts())
        exempt("habis", owner_org="disdukcapil", exemption_end=in_days(-1))
        assert reminders.send().told == ["disdukcapil", "kota-bontang"]
        of_body, of_all = post.texts()[-2:]
        assert "/pemutakhiran" not in of_body
        assert "/pengecualian" in of_all
        assert "/pemutakhiran" in of_all

    def test_nothing_of_them_is_in_a_mail(self, post, periodic):
        """Public as they are: a mail names no entry."""
        periodic("laporan-kinerja", 300, title="Laporan Kinerja Dinas Kesehatan")
        reminders.send()
        for mail in post.mails:
            whole = mail.as_string() + mail.get_content()
            assert "laporan-kinerja" not in whole
            assert "Laporan Kinerja" not in whole

    def test_a_day_is_told_once_when_it_is_near_and_once_when_it_is_over(
        self, post, periodic, days_later
    ):
        """Thirty days before it, and the day after."""
        periodic("laporan", 0)
        due = (add_months(cases.today(), 6) - cases.today()).days
        for day, mails in ((0, 0), (due - 31, 0), (due - 30, 2), (due, 2), (due + 1, 4)):
            days_later(day)
            reminders.send()
            assert len(post.mails) == mails, day

    def test_what_is_late_is_told_again_every_month_until_it_is_updated(
        self, post, act, periodic, days_later
    ):
        made = periodic("laporan", 300)
        for day, mails in ((0, 2), (1, 2), (29, 2), (30, 4)):
            days_later(day)
            reminders.send()
            assert len(post.mails) == mails, day
        act("package_patch", id=made["id"], notes="Diperbarui.")
        days_later(60)
        assert reminders.send().told == []

    def test_the_next_term_is_told_anew(self, post, act, periodic, updated_before):
        made = periodic("laporan", 300)
        reminders.send()
        act("package_patch", id=made["id"], notes="Diperbarui.")
        assert reminders.send().told == []
        updated_before("laporan", 200)
        assert reminders.send().told == ["dinkes", "kota-bontang"]


def test_an_extension_starts_anew(post, exempt, act):
    made = exempt("diperpanjang", exemption_end=in_days(20))
    reminders.send()
    act(
        "ppid_exemption_extend",
        id=made["id"],
        exemption_end=in_days(25),
        exemption_decision_number="2",
        exemption_decision_date="2025-02-01",
        exemption_decision_official="PPID Utama",
    )
    reminders.send()
    assert len(post.mails) == 4


def test_without_an_address_the_administrators_are_told(post, exempt, person, addresses):
    addresses("kel-satimpo", "")
    person("kel-satimpo", role="admin", email="lurah@example.go.id")
    person("kel-satimpo", role="editor", email="petugas@example.go.id")
    gone = person("kel-satimpo", role="admin", email="lama@example.go.id")
    helpers.call_action("user_delete", {"ignore_auth": True}, id=gone.name)
    exempt("habis", owner_org="kel-satimpo", exemption_end=in_days(-1))
    assert reminders.send().told == ["kel-satimpo", "kota-bontang"]
    told = set(post.to())
    assert {"lurah@example.go.id", UTAMA} <= told
    assert not {"petugas@example.go.id", "lama@example.go.id"} & told


def test_a_body_that_nobody_reads_for_is_named(post, exempt, addresses):
    addresses("kel-guntung", "")
    exempt("habis", owner_org="kel-guntung", exemption_end=in_days(-1))
    outcome = reminders.send()
    assert outcome.told == ["kota-bontang"]
    assert list(outcome.untold) == ["kel-guntung"]


@pytest.mark.parametrize(
    "address", ["hilang@example.go.id", "bukan alamat\nBcc: x@example.org", "kepäla@example.go.id"]
)
def test_a_bad_address_does_not_keep_the_others_from_theirs(post, exempt, addresses, address):
    addresses("dinkes", address)
    post.refused.add("hilang@example.go.id")
    exempt("habis", exemption_end=in_days(-1))
    outcome = reminders.send()
    assert outcome.told == ["kota-bontang"]
    assert list(outcome.untold) == ["dinkes"]
    assert post.to() == [UTAMA]
    addresses("dinkes", DINKES)
    assert reminders.send().told == ["dinkes"]


def test_when_the_server_is_down_the_mail_comes_the_next_day(post, exempt):
    exempt("habis", exemption_end=in_days(-1))
    post.close()
    assert list(reminders.send().untold) == ["dinkes", "kota-bontang"]
    assert model.Session.scalars(sa.select(Reminder)).all() == []
    post.open()
    assert reminders.send().told == ["dinkes", "kota-bontang"]


@pytest.mark.parametrize("setting", ["smtp.server", "smtp.mail_from"])
def test_a_site_that_sends_no_mail_remembers_none(post, exempt, monkeypatch, setting):
    monkeypatch.setitem(tk.config, setting, "")
    exempt("habis", exemption_end=in_days(-1))
    assert setting in reminders.send().untold["dinkes"]
    assert model.Session.scalars(sa.select(Reminder)).all() == []


def test_mails_are_in_indonesian_whoever_runs_the_job(post, exempt):
    exempt("habis", exemption_end=in_days(-1))
    with force_locale("en"):
        reminders.send()
    model.Session.execute(sa.delete(Reminder))
    model.Session.commit()
    with force_locale("id"):
        reminders.send()
        greeting = tk._("To the PPID of {body}").format(body="Dinas Kesehatan")
    english, indonesian = post.texts()[0], post.texts()[2]
    assert english == indonesian
    assert indonesian.startswith(greeting)
