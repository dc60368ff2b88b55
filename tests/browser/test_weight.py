"""What the first search page costs somebody with a slow phone."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
AT_MOST_BYTES = 150_000


@pytest.mark.usefixtures("catalogue")
def test_the_first_search_page_is_light(open_page: Callable[..., Page]) -> None:
    """All that a cold phone fetches, compressed as the portal's web server does it."""
    page = open_page(viewport=PHONE)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/dataset/?q=penduduk", wait_until="networkidle")
    weights = {answer.url: _compressed(answer.body()) for answer in answers}
    assert sum(weights.values()) < AT_MOST_BYTES, weights


def _compressed(body: bytes) -> int:
    return min(len(body), len(gzip.compress(body)))
