"""A real browser at a real server: the site of the test instance, with every body."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import search
from ckan.tests import factories, helpers
from ckan.types import Context
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.intake import agencies
from tests.browser import audit
from tests.browser.catalogue import EXEMPT, OPEN, TABLE, URGENT
from tests.browser.person import Person
from tests.chromium import browser

PASSWORD = "sandi-untuk-pengujian"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
ANSWERS_WITHIN_MILLISECONDS = 30_000
# What is expected of a page waits as long as what is done to it: both halves share the cores.
expect.set_options(timeout=ANSWERS_WITHIN_MILLISECONDS)
# The windows of a test, for the pictures of what they showed when it failed.
WINDOWS = pytest.StashKey[list[BrowserContext]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of each open page of a test that failed, and say where."""
    report = yield
    if report.when == "call" and report.failed:
        taken = [str(path) for path in _pictures(item)]
        if taken:
            report.sections.append(("screenshots", "\n".join(taken)))
    return report


def _pictures(item: pytest.Item) -> Iterator[Path]:
    folder = Path(os.environ["CKAN_INI"]).parent / "screenshots"
    name = re.sub(r"\W+", "-", item.nodeid.rpartition("/")[2])
    pages = [page for context in item.stash.get(WINDOWS, []) for page in context.pages]
    for number, page in enumerate(pages, 1):
        path = folder / f"{name}{number}.png"
        page.screenshot(path=path, full_page=True)
        yield path


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
def portal(bodies: None, site: str) -> Iterator[str]:
    """Return the address of a portal without entries, and take away what the test leaves."""
    yield site
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
    ):
        model.Session.execute(sa.text(f'DELETE FROM "{table}"'))
    model.Session.commit()
    search.clear_all()


@pytest.fixture
def catalogue(portal: str) -> None:
    """Publish an open entry, an exempt one and an urgent announcement."""
    site_user: dict[str, Any] = helpers.call_action("get_site_user")
    for record in (OPEN, EXEMPT, URGENT):
        helpers.call_action("package_create", {"user": site_user["name"]}, **record)


@pytest.fixture
def entry(portal: str, tmp_path: Path) -> dict[str, Any]:
    """Publish an open entry of Dinas Kesehatan with an uploaded table."""
    site = helpers.call_action("get_site_user")["name"]
    tk.get_action("package_create")(
        Context(user=site, ignore_auth=True),
        {
            "name": "kunjungan-pasien",
            "title": "Kunjungan Pasien Puskesmas 2025",
            "notes": "Kunjungan pasien ke puskesmas menurut bulan.",
            "owner_org": "dinkes",
            "information_category": "setiap-saat",
            "information_kind": "setiap-saat-03",
            "exemption_status": "terbuka",
            "private": False,
        },
    )
    table = tmp_path / "pasien.csv"
    table.write_text(TABLE)
    with table.open("rb") as stream:
        upload = FileStorage(stream, "pasien.csv", content_type="text/csv")
        tk.get_action("resource_create")(
            Context(user=site, ignore_auth=True),
            {"package_id": "kunjungan-pasien", "name": "Tabel pasien", "upload": upload},
        )
    return helpers.call_action("package_show", id="kunjungan-pasien")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium, once for all tests."""
    with browser() as started:
        yield started


@pytest.fixture
def open_page(
    portal: str, chromium: Browser, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open a window on the portal, as a reader who is not signed in."""
    contexts = request.node.stash[WINDOWS] = []

    def open_window(viewport: ViewportSize = DESKTOP, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=portal, viewport=viewport, locale="id-ID", **options
        )
        context.set_default_timeout(ANSWERS_WITHIN_MILLISECONDS)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def user(portal: str) -> Callable[..., dict[str, Any]]:
    """Make a user who has `role` in the named body, with a token for the API."""

    def make(body: str, role: str = "editor") -> dict[str, Any]:
        # CKAN's factory gives users a face of a third party.
        made = factories.User(password=PASSWORD, image_url="")
        helpers.call_action("organization_member_create", id=body, username=made["name"], role=role)
        asked = {"user": made["name"], "name": "test", "expires_in": 1, "unit": 3600}
        token = helpers.call_action("api_token_create", {"user": made["name"]}, **asked)
        return {"name": made["name"], "token": token["token"]}

    return make


@pytest.fixture
def sign_in(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open a window and sign in as a user."""

    def sign(name: str, **options: Any) -> Page:
        page = open_page(**options)
        page.goto("/user/login")
        page.fill("[name=login]", name)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/dashboard/**")
        return page

    return sign


@pytest.fixture
def person(open_page: Callable[..., Page]) -> Callable[..., Person]:
    """Have somebody sit down before the portal: their window answers for each page they pass."""

    def sit_down(**options: Any) -> Person:
        return Person(open_page(**options))

    return sit_down


@pytest.fixture
def barriers() -> Callable[[Page], list[str]]:
    """List what keeps people with disabilities from using a page, in both colour schemes."""
    return audit.barriers
