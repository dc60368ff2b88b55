"""One portal for the integration tests: real services, the registry's bodies, real users."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import jobs, search
from ckan.tests import factories, helpers
from rq.registry import ScheduledJobRegistry

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.config import FEED_DIRECTORY
from ckanext.ppidbontang.feed import planning
from ckanext.ppidbontang.intake import agencies

Record = dict[str, Any]

A_DAY = {"expires_in": 1, "unit": 24 * 60 * 60}


@pytest.fixture(scope="session")
def once() -> set[str]:
    """Remember what this session has already prepared."""
    return set()


@pytest.fixture
def bodies(
    with_plugins: None,
    once: set[str],
    reset_db: Callable[[], None],
    migrate_db_for: Callable[[str], None],
    reset_index: Callable[[], None],
) -> None:
    """Start the session with an empty database and index that know every body of the registry."""
    if "bodies" in once:
        return
    reset_db()
    migrate_db_for("activity")
    migrate_db_for("ppidbontang")
    reset_index()
    agencies.apply(agencies.plan(registry.current()))
    once.add("bodies")


@pytest.fixture
def clean_portal(bodies: None) -> Iterator[None]:
    """Give a test a portal without entries and users, and take away what it leaves."""
    yield
    empty_portal()


def empty_portal() -> None:
    """Take every entry away, from the database and from search."""
    model.Session.rollback()
    for table in (
        "ppid_unfinished",
        "activity",
        "package_member",
        "resource_view",
        "resource",
        "package_tag",
        "tag",
        "package",
        "ppid_feed_entry",  # with the tombstones of what was deleted just now
    ):
        model.Session.execute(sa.text(f'DELETE FROM "{table}"'))
    model.Session.commit()
    search.clear_all()
    search.commit()  # also where a test has told saves not to


@pytest.fixture
def act(clean_portal: None) -> Callable[..., Any]:
    """Call an action as the site itself."""
    site_user = helpers.call_action("get_site_user")["name"]

    def call(action: str, **data: Any) -> Any:
        return tk.get_action(action)({"ignore_auth": True, "user": site_user}, data)

    return call


@dataclass(frozen=True)
class Person:
    """A user of the portal with a token for the API."""

    name: str
    headers: dict[str, str]


@pytest.fixture
def person(clean_portal: None) -> Callable[..., Person]:
    """Make a user who has `role` in each of the named bodies."""

    def make(*bodies: str, role: str = "editor", **user: Any) -> Person:
        made = factories.User(**user)
        for body in bodies:
            helpers.call_action(
                "organization_member_create", id=body, username=made["name"], role=role
            )
        token = helpers.call_action(
            "api_token_create", {"user": made["name"]}, user=made["name"], name="test", **A_DAY
        )
        return Person(name=made["name"], headers={"Authorization": token["token"]})

    return make


@pytest.fixture
def open_record() -> Record:
    """Return a lawful open entry, without files."""
    return {
        "name": "jumlah-penduduk-2025",
        "title": "Jumlah Penduduk per Kelurahan Semester I 2025",
        "notes": "Jumlah penduduk menurut kelurahan dan jenis kelamin.",
        "owner_org": "disdukcapil",
        "license_id": "cc-by",
        "tags": [{"name": "penduduk"}],
        "information_category": "setiap-saat",
        "information_kind": "setiap-saat-03",
        "exemption_status": "terbuka",
        "period_start": "2025-01",
        "period_end": "2025-06",
        "region_code": "64.74",
        "personal_data": "tidak",
    }


@pytest.fixture
def exempt_record() -> Record:
    """Return a lawful, wholly exempt entry."""
    return {
        "name": "rekam-medis-pasien",
        "title": "Rekam medis pasien rawat inap",
        "notes": "Rekam medis pasien yang dikelola rumah sakit.",
        "owner_org": "rsud-taman-husada",
        "information_category": "dikecualikan",
        "exemption_status": "dikecualikan-seluruhnya",
        "exemption_grounds": ["h", "j"],
        "exemption_legal_basis": [
            {"law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", "article": "Pasal 177"}
        ],
        "exemption_consequence_open": "Mengungkap riwayat dan kondisi kesehatan pasien.",
        "exemption_consequence_closed": "Melindungi rahasia pribadi pasien.",
        "exemption_period_type": "kondisi",
        "exemption_start": "2025-01-10",
        "exemption_condition": "Sampai ada persetujuan tertulis dari pasien.",
        "consequence_test_number": "180/UK/2025",
        "consequence_test_date": "2025-01-06",
        "consequence_test_place": "Bontang",
        "exemption_decision_number": "188/PPID/2025",
        "exemption_decision_date": "2025-01-10",
        "exemption_decision_official": "PPID Utama",
    }


@pytest.fixture
def partly_exempt(open_record: Record, exempt_record: Record) -> Record:
    """Return a lawful, partly exempt entry with its redacted file."""
    reasons = {
        field: value
        for field, value in exempt_record.items()
        if field.startswith(("exemption_", "consequence_"))
    }
    return {
        **open_record,
        **reasons,
        "name": "penerima-bantuan",
        "exemption_status": "dikecualikan-sebagian",
        "exempt_parts": "Nama dan NIK penerima dihitamkan.",
        "resources": [{"name": "Penerima", "url": "https://data.example/a.csv", "format": "CSV"}],
    }


@pytest.fixture
def publish(act: Callable[..., Any]) -> Callable[..., Record]:
    """Create an entry as the site itself would."""

    def create(record: Record, **changes: Any) -> Record:
        return act("package_create", **{**record, **changes})

    return create


@pytest.fixture
def updated_before(clean_portal: None) -> Callable[[str, int], None]:
    """Have an entry be updated so many days ago for the last time, also for the search index."""

    def age(name: str, days: int) -> None:
        table, moment = model.package_table, datetime.now(UTC) - timedelta(days=days)
        model.Session.execute(
            sa.update(table)
            .where(table.c.name == name)
            .values(metadata_modified=moment.replace(tzinfo=None))
        )
        model.Session.commit()
        model.Session.expire_all()
        search.rebuild(name)

    return age


class FeedPlans:
    """What is planned for the files of the feed."""

    def __init__(self) -> None:
        self._planned = ScheduledJobRegistry(queue=jobs.get_queue())

    def times(self) -> list[datetime]:
        """Return when they are to be written."""
        return [self._planned.get_scheduled_time(job_id) for job_id in self._planned.get_job_ids()]

    def forget(self) -> None:
        """Have nothing planned."""
        planning._Plan.job_id = ""
        for job_id in self._planned.get_job_ids():
            self._planned.remove(job_id, delete_job=True)
        jobs.get_queue().empty()


@pytest.fixture
def feed_plans(with_plugins: None) -> Iterator[FeedPlans]:
    """Have nothing planned, before and after."""
    plans = FeedPlans()
    plans.forget()
    yield plans
    plans.forget()


@pytest.fixture
def feed_folder(
    clean_portal: None, feed_plans: FeedPlans, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Have the feed as files in a folder of its own."""
    folder = tmp_path / "feed"
    folder.mkdir()
    monkeypatch.setitem(tk.config, FEED_DIRECTORY, str(folder))
    return folder


@pytest.fixture
def feed_ini(feed_folder: Path, tmp_path: Path) -> Path:
    """Return the settings of the tests for processes of their own, with the folder of the feed."""
    ini = tmp_path / "feed.ini"
    base = tk.config["__file__"]
    ini.write_text(f"[app:main]\nuse = config:{base}\n{FEED_DIRECTORY} = {feed_folder}\n")
    return ini


@pytest.fixture
def refused(act: Callable[..., Any]) -> Callable[..., dict[str, list[str]]]:
    """Call an action that must refuse, and return its errors by field."""

    def call(action: str, **record: Any) -> dict[str, Any]:
        with pytest.raises(tk.ValidationError) as caught:
            act(action, **record)
        return caught.value.error_dict

    return call
