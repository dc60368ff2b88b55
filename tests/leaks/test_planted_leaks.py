"""The matrix can see: with a guard broken on purpose it goes red, and names the channel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import authz, logic, model
from ckan.lib.search import rebuild
from ckan.logic.action import get as core

from ckanext.ppidbontang import roles, visibility
from ckanext.ppidbontang.leakcheck.readers import Reader
from ckanext.ppidbontang.leakcheck.things import Kind
from ckanext.ppidbontang.logic.action import search
from ckanext.ppidbontang.logic.auth import hidden

A_LONG_TIME_AGO = datetime(2001, 1, 1)  # noqa: DTZ001 - CKAN keeps times without a zone


@pytest.fixture
def break_auth(flask_app, monkeypatch):
    """Let an auth function say yes to everybody."""

    @tk.auth_allow_anonymous_access
    def yes(context: Any, data_dict: Any) -> dict[str, bool]:
        return {"success": True}

    def broken(name: str) -> None:
        authz.auth_functions_list()  # fills the registry
        monkeypatch.setitem(authz._AuthFunctions._functions, name, yes)

    return broken


@pytest.fixture
def register(flask_app, monkeypatch):
    """Put an action into CKAN's registry, a new one or one in the place of another."""

    def registered(name: str, function: Any, *, reads: bool = True) -> None:
        logic.get_action("status_show")  # fills the registry
        function.side_effect_free = reads
        monkeypatch.setitem(logic._actions, name, function)

    return registered


@pytest.fixture
def left_behind(flask_app, planting):
    """Leave a file on a wholly exempt entry, as only a hand in the database could."""
    entry = next(entry for entry in planting.entries if entry.state == "exempt from birth")
    package_id = entry.things[Kind.ENTRY][0].text
    name = planting.secret("a file left behind", entry)
    with flask_app.test_request_context():
        made = model.Resource(package_id=package_id, url="https://example.invalid", name=name)
        model.Session.add(made)
        model.Session.commit()
        resource_id = made.id
        rebuild(package_id)
        yield
        model.Session.delete(model.Resource.get(resource_id))
        model.Session.commit()
        rebuild(package_id)
        model.Session.remove()


def told(outcome: Any, channel: str) -> set[str]:
    """Return what a channel tells an anonymous reader."""
    return {
        leak.what
        for leak in outcome.leaks
        if leak.channel == channel and leak.reader is Reader.ANONYMOUS
    }


def test_an_auth_function_that_says_yes(ask, break_auth):
    channel = "action package_show"
    assert told(ask(channel), channel) == set()
    break_auth("package_show")
    assert "shows the notes" in told(ask(channel), channel)


def test_the_filter_of_tags_is_off(ask, register):
    channel = "action tag_list"
    assert told(ask(channel), channel) == set()
    register("tag_list", core.tag_list)
    assert "shows a tag" in told(ask(channel), channel)


def test_the_guard_of_the_stored_record_is_off(ask, left_behind, monkeypatch):
    channel = "crafted package_search fl=validated_data_dict"
    assert told(ask(channel), channel) == set()
    monkeypatch.setattr(search, "STORED", ())
    assert "shows a file left behind" in told(ask(channel), channel)


def test_a_file_is_left_on_an_exempt_entry(ask, left_behind, monkeypatch):
    channel = "action package_show"
    assert told(ask(channel), channel) == set()
    monkeypatch.setattr(visibility, "is_closed", lambda record: False)
    assert "shows a file left behind" in told(ask(channel), channel)


def test_a_hidden_entry_is_refused_instead_of_missing(ask, monkeypatch):
    channel = "action package_show"
    monkeypatch.setattr(hidden, "_missing", lambda: {"success": False})
    assert "tells that it exists: status 403, not 404" in told(ask(channel), channel)


def test_the_vault_opens_to_everybody(ask, break_auth):
    channel = "GET /file/download/<id>"
    assert told(ask(channel), channel) == set()
    break_auth("ppid_original_show")
    assert "shows the content of an original" in told(ask(channel), channel)


def test_everybody_may_read_the_notes_of_an_exemption(ask, monkeypatch):
    channel = "action ppid_exemption_history"
    assert told(ask(channel), channel) == set()
    monkeypatch.setattr(roles, "may_see_originals", lambda context, package: True)
    assert "shows the internal note of a move" in told(ask(channel), channel)


class TestANewRoute:
    @pytest.fixture
    def wsgi(self, bodies, make_app):
        """Return an application that has answered nobody yet, and so takes routes."""
        return make_app()

    def test_it_prints_a_private_title(self, flask_app, ask):
        """A route that a plugin adds is asked the day it is added, whatever its parameters are."""

        @flask_app.route("/baru/<apa_saja>")
        def baru(apa_saja: str) -> str:
            package = model.Package.get(apa_saja)
            return str(package.title) if package else ""

        assert "shows the title" in told(ask("GET /baru/<apa_saja>"), "GET /baru/<apa_saja>")


def test_a_new_action_prints_a_private_title(ask, register):
    def ppid_baru(context: Any, data_dict: dict[str, Any]) -> str:
        package = model.Package.get(data_dict["entri"])
        return str(package.title) if package else ""

    register("ppid_baru", ppid_baru)
    assert "shows the title" in told(ask("action ppid_baru"), "action ppid_baru")


def test_a_new_action_lets_a_stranger_change_an_entry(ask, register):
    def ppid_baru(context: Any, data_dict: dict[str, Any]) -> None:
        package = model.Package.get(data_dict["id"])
        if package:
            package.metadata_created = A_LONG_TIME_AGO
            model.Session.commit()

    register("ppid_baru", ppid_baru, reads=False)
    assert "lets a stranger change it" in told(ask("action ppid_baru"), "action ppid_baru")
