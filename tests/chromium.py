"""The browser of the machine, as the tests and the benchmarks drive it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the machine's own Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            # Chromium's sandbox needs rights that a container does not give.
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield started
        started.close()
