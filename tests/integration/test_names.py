"""Everything public carries the plugin's prefix and is documented."""

from __future__ import annotations

from pathlib import Path

import pytest
from ckan.tests.helpers import call_action

from ckanext.ppidbontang import helpers, plugin
from ckanext.ppidbontang.cli import ppid
from ckanext.ppidbontang.logic import guards, validators

DOCS = Path(__file__).parents[2] / "docs"

pytestmark = pytest.mark.usefixtures("with_plugins")


MODULES = [helpers, validators, *guards.OWN_ACTIONS, *guards.OWN_AUTH]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__)
def test_public_names_are_prefixed_and_exist(module):
    assert module.__all__
    for name in module.__all__:
        named = getattr(module, name)
        assert callable(named)
        # What stands before a helper of CKAN has its name.
        assert name.startswith("ppid_") or hasattr(named, "chained_helper")


@pytest.mark.parametrize("name", sorted(guards.members(*guards.OWN_ACTIONS)))
def test_actions_are_documented(name):
    assert f"`{name}`" in (DOCS / "api.md").read_text(encoding="utf-8")
    assert call_action("help_show", name=name)


def test_commands_are_documented():
    operator = (DOCS / "operator.md").read_text(encoding="utf-8")
    groups = {
        name: getattr(command, "commands", {"": None}) for name, command in ppid.commands.items()
    }
    commands = [f"ckan ppid {name} {sub}".strip() for name, subs in groups.items() for sub in subs]
    assert commands
    assert [command for command in commands if command not in operator] == []


def test_routes_are_documented(app):
    api = (DOCS / "api.md").read_text(encoding="utf-8")
    own = {
        rule.rule
        for rule in app.flask_app.url_map.iter_rules()
        if rule.endpoint.startswith("ppid_")
    }
    assert [rule for rule in sorted(own) if f"`{rule}`" not in api] == []


def test_the_plugin_class_holds_no_logic():
    lines = Path(plugin.__file__).read_text(encoding="utf-8").splitlines()
    assert len(lines) < 60
