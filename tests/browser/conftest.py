"""A real browser at a real server: the site of the test instance, with every body."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from ckan import model
from ckan.lib import search
from ckan.tests import factories, helpers
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.intake import agencies

CHROMIUM = "/usr/bin/chromium"
PASSWORD = "sandi-untuk-pengujian"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
ANSWERS_WITHIN_MILLISECONDS = 30_000
# What is expected of a page waits as long as what is done to it: both halves share the cores.
expect.set_options(timeout=ANSWERS_WITHIN_MILLISECONDS)


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            # Chromium's sandbox needs rights that a container does not give.
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(portal: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a window on the portal, as a reader who is not signed in."""
    contexts = []

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
        made = factories.User(password=PASSWORD)
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
def barriers() -> Callable[[Page], list[str]]:
    """List what keeps people with disabilities from using a page, as axe sees it."""

    def find(page: Page) -> list[str]:
        return [
            f"{found['id']}: {node['html']}"
            for found in Axe().run(page).response["violations"]
            if found["impact"] in {"serious", "critical"}
            for node in found["nodes"]
        ]

    return find
