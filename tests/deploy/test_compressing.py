"""What the web server sends goes compressed, but for the pages of whoever is signed in."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from compressing import compress
from flask import Flask, Response
from flask_login import LoginManager, UserMixin
from lifetimes import FOR_EVER, LongLived
from werkzeug.test import Client, TestResponse

PAGE = "<p>informasi publik</p>" * 100
ASKING = {"Accept-Encoding": "gzip"}
SIGNED_IN = {**ASKING, "Authorization": "somebody"}
STYLE = "/webassets/base/f1c08bee_main.css"


class _Somebody(UserMixin):
    id = "somebody"


@pytest.fixture
def ask() -> Callable[..., TestResponse]:
    """Ask a small portal: a page, a document that knows its own bytes, a style sheet."""
    app = Flask(__name__)
    signing_in = LoginManager(app)

    @signing_in.request_loader
    def reader(request: object) -> UserMixin | None:
        return _Somebody() if getattr(request, "headers", {}).get("Authorization") else None

    @app.get("/")
    def page() -> str:
        return PAGE

    @app.get("/dip.json")
    def document() -> Response:
        told = Response(PAGE, mimetype="application/json")
        told.set_etag("made-of-these-bytes")
        return told

    @app.get("/part")
    def part() -> Response:
        return Response(PAGE, status=206)

    @app.get("/webassets/<path:path>", endpoint="webassets.index")
    def asset(path: str) -> Response:
        told = Response((PAGE for _ in range(2)), mimetype="text/css")
        told.set_cookie("session", path)
        return told

    compress(app)
    return Client(LongLived(app)).get


def test_a_stranger_s_page_is_compressed(ask: Callable[..., TestResponse]) -> None:
    answer = ask("/", headers=ASKING)
    assert gzip.decompress(answer.data).decode() == PAGE
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/", {}), ("/", SIGNED_IN), ("/dip.json", ASKING), ("/part", ASKING)],
    ids=["not asked for", "signed in", "with an ETag of its own", "a part"],
)
def test_it_stays_as_it_is(
    ask: Callable[..., TestResponse], path: str, headers: dict[str, str]
) -> None:
    assert ask(path, headers=headers).text == PAGE


def test_a_style_sheet_is_compressed_for_everybody_and_kept(
    ask: Callable[..., TestResponse],
) -> None:
    answer = ask(STYLE, headers=SIGNED_IN)
    assert gzip.decompress(answer.data).decode() == PAGE * 2
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert "Set-Cookie" not in answer.headers


def test_what_has_no_version_in_its_name_is_not_kept(ask: Callable[..., TestResponse]) -> None:
    assert "Cache-Control" not in ask("/webassets/base/main.css").headers
