"""Every action of CKAN and its plugins answers for a hidden thing as for one that is not there."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from types import ModuleType
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import logic, model
from ckan.logic.action import create, delete, file, get, patch, update
from ckan.types import Context
from ckanext.activity.logic import action as activity
from ckanext.datastore.logic import action as datastore
from ckanext.xloader import action as xloader

from ckanext.ppidbontang.logic.action import hidden
from tests.integration.guards.conftest import NOTHING, Things

MODULES: tuple[ModuleType, ...] = (
    get, create, update, delete, patch, file, activity, datastore, xloader,
)  # fmt: skip

# What can be named under which parameter; every action whose documentation has one is tried.
PARAMETERS = {
    "entry": ("id", "id2", "package_id", "object", "subject", "owner_id", "name_or_id"),
    "file": ("id", "resource_id", "entity_id"),
    "alias": ("id", "resource_id"),
    "view": ("id",),
    "activity": ("id",),
    "task": ("id",),
    "stored": ("id",),
    "tag": ("id",),
}
# What else an action may ask for before it looks.
REST: dict[str, Any] = {
    "org_id": "dinkes", "organization_id": "dinkes", "username": "x", "user_id": "x",
    "role": "editor", "capacity": "editor", "object_type": "package", "owner_type": "package",
    "entity_type": "resource", "task_type": "xloader", "key": "xloader", "value": "", "state": "",
    "last_updated": "2026-01-01", "error": "", "name": "b", "title": "t", "fields": [],
    "records": [], "view_type": "text_view", "order": [], "type": "depends_on", "comment": "",
    "url": "https://data.example", "force": True, "subject": "x", "object": "x",
}  # fmt: skip
# What a stranger can't be kept from: their own account, and what only needs to be free.
OWN = ("api_token_", "user_", "package_create")


def documented() -> Iterator[tuple[str, str]]:
    """Yield every action with its documentation; a chained action has none of its own."""
    for module in MODULES:
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                yield name, inspect.getdoc(function) or ""


def tried() -> Iterator[tuple[str, str, str]]:
    """Yield what to ask: the action, the kind of thing, the parameter that names it."""
    tables = hidden.READING | hidden.WRITING
    for name, doc in documented():
        if name.startswith(("_", *OWN)):
            continue
        for kind, parameters in PARAMETERS.items():
            for parameter in parameters:
                if re.search(rf":param (\w+ )?{parameter}:", doc) or parameter in tables.get(
                    name, ()
                ):
                    yield name, kind, parameter


def answer(action: str, asked: dict[str, Any], user: str) -> str:
    """Call an action as a caller from outside does, and return what they are told."""
    context = Context(user=user)
    if user:
        context["auth_user_obj"] = model.User.get(user)
    try:
        said = tk.get_action(action)(context, deepcopy(asked))
    except tk.ValidationError as err:
        said = err.error_dict
    except (tk.ObjectNotFound, tk.NotAuthorized) as err:
        said = [type(err).__name__, str(err)]
    except (AssertionError, AttributeError, KeyError) as err:
        said = ["Internal Server Error", type(err).__name__]  # CKAN trips over a body's absence
    model.Session.rollback()
    model.Session.expunge_all()
    return json.dumps(said, default=str)


@pytest.fixture(params=["a stranger's officer", "anonymous"])
def caller(request: pytest.FixtureRequest, person: Callable[..., Any]) -> str:
    """Return the name of an officer of another body, or of nobody."""
    return "" if request.param == "anonymous" else person("dinkes").name


def differing(caller: str, things: Things) -> set[str]:
    """Return the actions that tell the things from nothing."""
    told = set()
    for action, kind, parameter in tried():
        rest = {name: value for name, value in REST.items() if name != parameter}
        seen = [
            answer(action, {**rest, parameter: name}, caller).replace(name, "@")
            for name in (getattr(things, kind), getattr(NOTHING, kind))
        ]
        if seen[0] != seen[1]:
            told.add(action)
    return told


@pytest.mark.usefixtures("with_request_context")
class TestEveryAction:
    def test_says_of_a_draft_what_it_says_of_nothing(self, plant, caller) -> None:
        assert differing(caller, plant(private=True)) == set()

    def test_says_of_what_was_deleted_what_it_says_of_nothing(self, plant, act) -> None:
        things = plant()
        act("package_delete", id=things.entry_id)
        assert differing("", things) == set()

    def test_tells_of_what_is_public(self, plant, person) -> None:
        """The measure itself: what may be seen is told from nothing by many actions."""
        assert len(differing(person("dinkes").name, plant())) > 20

    def test_the_table_is_needed(self, plant, monkeypatch, person) -> None:
        """Without the table the same actions tell hidden from missing."""
        monkeypatch.setattr(hidden, "_CHAINED", {})
        logic.clear_actions_cache()
        try:
            told = differing(person("dinkes").name, plant(private=True))
        finally:
            monkeypatch.undo()
            logic.clear_actions_cache()
        assert {"package_update", "resource_update", "datastore_search"} <= told


@pytest.mark.usefixtures("with_request_context")
def test_what_is_said_names_what_was_asked(plant) -> None:
    """A hidden thing is looked for elsewhere, but nobody hears of that."""
    file = plant(private=True).file
    with pytest.raises(tk.ObjectNotFound, match=file):
        tk.get_action("datastore_search")({"user": ""}, {"resource_id": file})


@pytest.mark.usefixtures("with_request_context")
def test_members_find_what_is_theirs(plant, person) -> None:
    things = plant(private=True)
    officer = Context(user=person("disdukcapil").name)
    assert (
        tk.get_action("resource_show")(Context(**officer), {"id": things.file})["id"] == things.file
    )
    found = tk.get_action("datastore_search")(Context(**officer), {"resource_id": things.alias})
    assert found["total"] == 1
    assert tk.get_action("tag_show")(Context(**officer), {"id": things.tag})["name"] == things.tag
    activity = tk.get_action("activity_data_show")(Context(**officer), {"id": things.activity})
    assert activity["package"]["name"] == things.entry
    assert tk.get_action("package_patch")(Context(**officer), {"id": things.entry, "unit": "jiwa"})


@pytest.mark.usefixtures("with_request_context")
def test_a_followed_entry_that_became_hidden_leaves_the_list(plant, person, act) -> None:
    things, name = plant(), person("dinkes").name
    tk.get_action("follow_dataset")({"user": name}, {"id": things.entry})
    act("package_patch", id=things.entry_id, private=True)
    for action in ("dataset_followee_list", "followee_list"):
        assert tk.get_action(action)({"user": name}, {"id": name}) == []
