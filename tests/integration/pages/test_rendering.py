"""What a template shows twice is rendered once, and never shown by another page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment

from ckanext.ppidbontang.helpers.rendering import ppid_once

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
