"""What a template shows twice is rendered once, for its own page; an extract is what CKAN makes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib import helpers as core
from flask import Flask
from jinja2 import DictLoader, Environment

from ckanext.ppidbontang.helpers.rendering import markdown_extract, ppid_once

TEMPLATES = {
    # As core's page.html does.
    "base": "{% if self.side()|trim %}with {% endif %}{% block primary %}{% endblock %}"
    "{% block side %}{% block inner %}{% endblock %}{% endblock %}",
    "page": "{% extends 'base' %}{% block side %}{{ once('side', super) }}{% endblock %}",
    "search": "{% extends 'page' %}{% block inner %}{{ made() }}{% endblock %}",
    "failing": "{% extends 'search' %}{% block primary %}{{ 1 / 0 }}{% endblock %}",
    "error": "{% extends 'page' %}{% block inner %}sorry{% endblock %}",
}


@pytest.fixture
def render() -> Callable[[str], str]:
    """Render a template whose sidebar counts how often it was made."""
    numbers = count(1)
    environment = Environment(loader=DictLoader(TEMPLATES), autoescape=True)
    environment.globals.update(once=ppid_once, made=lambda: next(numbers))
    return lambda name: environment.get_template(name).render()


def test_a_sidebar_is_made_once_for_each_page(render: Callable[[str], str]) -> None:
    with Flask(__name__).app_context():
        assert [render("search"), render("search")] == ["with 1", "with 2"]


def test_the_page_of_an_error_has_its_own(render: Callable[[str], str]) -> None:
    with Flask(__name__).app_context():
        with pytest.raises(ZeroDivisionError):
            render("failing")
        assert render("error") == "with sorry"


def test_the_page_of_an_error_has_its_style(app) -> None:
    told = {"code": [500], "content": "Internal server error"}
    asked = {"CKAN_LANG": "en", "CKAN_CURRENT_URL": "/"}
    with app.flask_app.test_request_context("/", environ_overrides=asked):
        pages = [tk.render("error_document_template.html", told) for _failed_and_again in range(2)]
    assert [page.count('rel="stylesheet"') > 0 for page in pages] == [True, True]


PLAIN = (
    "Jumlah penduduk",
    "Tarif (per m³), 2024–2025: Rp 1.500,50 + 10%; apa isinya? Lihat 'lampiran' \"A/B\" — tiga.",
    "Dua  spasi di tengah, dan panjang; " * 30,
    "katayangpanjangsekali" * 30,
)
MARKED = (
    "",
    "Spasi di akhir ",
    " spasi di awal",
    "Baris satu\nbaris dua\n\nbaris tiga",
    "Judul\n=====",
    "- butir",
    "1. butir",
    "# Judul",
    "Kata *miring*, _miring_, **tebal** dan `kode`",
    "Lihat [tautan](https://example.org) <https://example.org>",
    "A & B &amp; C &lt;b&gt;, 1 < 2",
    "<b>tebal</b><script>alert(1)</script>",
    "Garis \\* miring",
    "2024 ~ 2025 | kolom | {#a}",
)


def test_an_extract_is_what_ckan_makes_of_a_text() -> None:
    asked_ckan: list[str] = []

    def original(text: str, length: int) -> str:
        asked_ckan.append(text)
        return core.markdown_extract(text, length)

    for text in (*PLAIN, *(text.strip() for text in PLAIN), *MARKED):
        for length in (0, 40, 190):
            made = markdown_extract(original, text, length)
            assert (made, type(made)) == (core.markdown_extract(text, length), str), text
    assert not {text.strip() for text in PLAIN} & set(asked_ckan)
