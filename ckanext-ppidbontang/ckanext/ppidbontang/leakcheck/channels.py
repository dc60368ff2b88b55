"""Find out at run time what there is to ask: every route of the URL map, every registered action.

So what a plugin adds is covered the day it is added.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ckan import logic
from flask import Flask

from ckanext.ppidbontang.leakcheck.parameters import is_known

# Actions have a channel each; files of the portal's own design are no information of a body.
NOT_ASKED = re.compile(r"/api/(?:<[^>]*>/)?action/<|^/<path:filename>$|^/webassets/")
# Sign-in and sign-out would change who the reader is.
OWN_SESSION = re.compile(r"^/user/(_logout|login)$")

# `<any(one, two):word>`
CHOICE = re.compile(r"<any\(([^)]*)\):\w+>")
# By CKAN's naming, these only read even where nobody declared them free of side effects.
READS = re.compile(r"_(show|list|search|autocomplete|history|info|diff|count|scan|status)$")
# `:param id: …`, `:param package_id: …` of a docstring as CKAN's API is documented.
DOCUMENTED = re.compile(r":param\s+(?:[\w\[\], ]+\s)?(\w+):")
# `id`, `file_id` of a docstring as ours are written; of these only names that are used for things.
MENTIONED = re.compile(r"`(\w+)`")
# What is handed on: `_package(context, "…", data_dict)`.
HANDED_ON = re.compile(r"\b(\w+)\([^()]*\bdata_dict\b")
# `data_dict["id"]`, `data_dict.get("id")`, `get_or_bust(data_dict, ["id", "name"])` of the source.
READ_BY_KEY = re.compile(r"""data_dict(?:\.get\(|\.pop\(|\[)\s*['"](\w+)['"]""")
GET_OR_BUST = re.compile(r"get_or_bust\(\s*data_dict,\s*([^)]*)\)")
QUOTED = re.compile(r"""['"](\w+)['"]""")
# `request.args.get("q")`, `request.args["q"]` of a view's source.
READ_FROM_QUERY = re.compile(r"""request\.(?:args|values)(?:\.get\(|\[)\s*u?['"](\w+)""")
# `{**request.args}`: a view that hands the whole query on is asked by what names things.
WHOLE_QUERY = re.compile(r"\*\*(?:tk\.)?request\.args")
NAMES_IN_A_QUERY = ("opd", "q")


@dataclass(frozen=True, slots=True)
class Route:
    """A rule of the URL map, as its readers see it: two endpoints of one address are one.

    `parameters` are those of the address, each with the text before it; `query` those that the
    view looks for behind the question mark.
    """

    rule: str
    parameters: tuple[tuple[str, str], ...]
    query: tuple[str, ...]
    methods: frozenset[str]
    template: tuple[tuple[bool, str], ...]

    def path(self, values: dict[str, str]) -> str:
        """Return the address with the parameters filled in."""
        return "".join(
            values[text] if is_parameter else text for is_parameter, text in self.template
        )


@dataclass(frozen=True, slots=True)
class Action:
    """A registered action, the parameters it looks at, and whether it only reads."""

    name: str
    parameters: tuple[str, ...]
    reads: bool
    by_get: bool


def routes(app: Flask) -> list[Route]:
    """Return the routes of the application; one that offers a choice of words once for each."""
    found: dict[str, Route] = {}
    for rule in app.url_map.iter_rules():
        if NOT_ASKED.search(rule.rule) or OWN_SESSION.search(rule.rule):
            continue
        for text in _chosen(rule.rule):
            known = found.get(text)
            methods = frozenset(rule.methods or ()) | (known.methods if known else frozenset())
            query = _query(app.view_functions[rule.endpoint]) | set(known.query if known else ())
            template = _template(text)
            found[text] = Route(
                text, tuple(_parameters_of(template)), tuple(sorted(query)), methods, template
            )
    return [found[rule] for rule in sorted(found)]


def _chosen(rule: str) -> Iterator[str]:
    """Yield a rule with each of the words that it lets a reader choose from."""
    choice = CHOICE.search(rule)
    if not choice:
        yield rule
        return
    for word in choice[1].split(","):
        yield from _chosen(rule.replace(choice[0], word.strip(" '\""), 1))


def _parameters_of(template: tuple[tuple[bool, str], ...]) -> Iterator[tuple[str, str]]:
    before = ""
    for is_parameter, text in template:
        if is_parameter:
            yield text, before
        else:
            before = text


def _query(view: Any) -> set[str]:
    """Return the parameters that a view looks for in the query."""
    found: set[str] = set()
    for layer in _layers(getattr(view, "view_class", view)):
        source = _source(layer)
        found.update(READ_FROM_QUERY.findall(source))
        found.update(NAMES_IN_A_QUERY if WHOLE_QUERY.search(source) else ())
    return found


@functools.cache
def _source(layer: Any) -> str:
    try:
        return inspect.getsource(layer)
    except (OSError, TypeError):  # made at run time, or not of Python
        return ""


def _template(rule: str) -> tuple[tuple[bool, str], ...]:
    """Take a rule apart into its fixed texts and its parameters."""
    parts = re.split(r"<(?:[^<>]*:)?(\w+)>", rule)
    return tuple((bool(n % 2), text) for n, text in enumerate(parts) if text)


def actions() -> list[Action]:
    """Return the actions that the portal answers to."""
    logic.get_action("status_show")  # fills the registry
    registry: dict[str, Any] = logic._actions
    return [
        Action(
            name,
            tuple(sorted(_parameters(function))),
            reads=bool(getattr(function, "side_effect_free", False) or READS.search(name)),
            by_get=bool(getattr(function, "side_effect_free", False)),
        )
        for name, function in sorted(registry.items())
    ]


def _parameters(function: Any) -> set[str]:
    """Return the names of the parameters that an action documents or looks at."""
    names: set[str] = set()
    for layer in _layers(function):
        documented = inspect.getdoc(layer) or ""
        names.update(DOCUMENTED.findall(documented))
        names.update(filter(is_known, MENTIONED.findall(documented)))
        source = _source(layer)
        names.update(READ_BY_KEY.findall(source))
        for keys in GET_OR_BUST.findall(source):
            names.update(QUOTED.findall(keys))
    return {name for name in names if not name.startswith("__")}


def _layers(function: Any) -> Iterator[Any]:
    """Yield a function, all layers that it wraps, and what it hands its parameters on to."""
    waiting, seen = [function], set()
    while waiting:
        layer = waiting.pop()
        if id(layer) in seen or not callable(layer):
            continue
        seen.add(id(layer))
        if isinstance(layer, functools.partial):
            waiting.extend([layer.func, *layer.args])
            continue
        yield layer
        waiting.append(getattr(layer, "__wrapped__", None))
        waiting.extend(_handed_on(layer))
        waiting.extend(
            cell.cell_contents
            for cell in (getattr(layer, "__closure__", None) or ())
            if callable(cell.cell_contents)
        )


def _handed_on(layer: Any) -> Iterator[Any]:
    """Yield the functions of the same module that a function hands its parameters on to."""
    names = getattr(layer, "__globals__", {})
    for name in HANDED_ON.findall(_source(layer)):
        function = names.get(name)
        if inspect.isfunction(function) and function.__module__ == layer.__module__:
            yield function
