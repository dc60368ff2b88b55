"""Somebody at the portal: what they do there, and that each page they come to keeps nobody out."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import audit


class Person:
    """Somebody before a window of the portal."""

    def __init__(self, page: Page) -> None:
        """Sit down before a window."""
        self.page = page

    def opens(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(path)
        self.arrives()

    def goes(self, path: str, within: str = "body") -> None:
        """Follow the first link that leads to an address of this ending."""
        self.clicks(f":is({within}) a[href$='{path}']:visible")

    def follows(self, words: str, within: str = "main, [role=main]") -> None:
        """Follow the first link of these words."""
        self.page.locator(f":is({within})").get_by_role("link", name=words).first.click()
        self.arrives()

    def clicks(self, where: str) -> None:
        """Press a button or follow a link."""
        self.page.locator(where).first.click()
        self.arrives()

    def writes(self, field: str, text: str) -> None:
        """Fill in a field."""
        self.page.fill(field, text)

    def sends(self, field: str) -> None:
        """Send a form from one of its fields, as the Enter key does."""
        with self.page.expect_navigation():
            self.page.press(field, "Enter")
        self.arrives()

    def signs_out(self) -> None:
        """Leave, as far as the portal can know."""
        self.page.context.clear_cookies()

    def takes(self, link: str) -> Path:
        """Download what a link leads to."""
        with self.page.expect_download() as taken:
            self.page.locator(link).first.click()
        return taken.value.path()

    def reads(self, text: str) -> None:
        """See a text on the page."""
        expect(self.page.locator("main, [role=main]").first).to_contain_text(text)

    def arrives(self) -> None:
        """Be on a page that keeps nobody out, in either colour scheme."""
        found = audit.barriers(self.page)
        assert not found, f"{self.page.url}: {found}"
