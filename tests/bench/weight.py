"""What a browser fetches for a page on a first visit: how many files, and of how many bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Browser, Response

# As nginx compresses by its own default, and every proxy at least as well.
LEVEL = 6
# What is not compressed in itself.
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


@dataclass(frozen=True, kw_only=True)
class Weight:
    """The requests of a page, their bytes as they are, and as they cross the wire compressed."""

    requests: int
    raw: int
    compressed: int

    def __str__(self) -> str:
        return f"{self.requests}, {self.compressed / 1000:.0f}, {self.raw / 1000:.0f}"


def of_page(chromium: Browser, address: str) -> Weight:
    """Weigh a page that is opened with an empty cache, until nothing more is fetched."""
    context = chromium.new_context(locale="id-ID")
    answers: list[Response] = []
    page = context.new_page()
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    weight = _weight(answer for answer in answers if not answer.url.startswith("data:"))
    context.close()
    return weight


def _weight(answers: Iterable[Response]) -> Weight:
    bodies = [(_is_text(answer), answer.body()) for answer in answers]
    return Weight(
        requests=len(bodies),
        raw=sum(len(body) for _, body in bodies),
        compressed=sum(
            len(gzip.compress(body, LEVEL)) if is_text else len(body) for is_text, body in bodies
        ),
    )


def _is_text(answer: Response) -> bool:
    return answer.headers.get("content-type", "").startswith(TEXT)
