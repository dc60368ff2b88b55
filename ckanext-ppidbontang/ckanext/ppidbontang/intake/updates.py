"""Change a stored entry to what a record says, in one `package_update`.

The files of an entry change together with its classification, or not at all: the law judges both at
once. CKAN's own actions on single resources would change them one by one, so what those do beside
`package_update` (views, and the calls to other plugins) is done here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import logic, model
from ckan.types import Context

from ckanext.ppidbontang.intake import uploads
from ckanext.ppidbontang.intake.records import Resource
from ckanext.ppidbontang.intake.uploads import Row


@dataclass(frozen=True, kw_only=True, slots=True)
class _Changes:
    """The resources of an entry before and after, known by their ids."""

    before: Mapping[str, Row]
    after: Mapping[str, Row]

    @property
    def made(self) -> list[str]:
        return [id_ for id_ in self.after if id_ not in self.before]

    @property
    def changed(self) -> list[str]:
        both = [id_ for id_ in self.after if id_ in self.before]
        return [id_ for id_ in both if self.after[id_] != self.before[id_]]

    @property
    def removed(self) -> list[Row]:
        return [row for id_, row in self.before.items() if id_ not in self.after]


def apply(
    context: Context, present: dict[str, Any], fields: dict[str, Any], resources: Sequence[Resource]
) -> None:
    """Make a stored entry what `fields` and `resources` say; a resource is known by its name.

    Args:
        context: who acts; CKAN fills it
        present: the entry as `package_show` gives it
        fields: every field that the entry shall have; one that is not named goes
        resources: all the resources that the entry shall have, in their order

    Raises:
        ValidationError: the law or the storage refuses; nothing has changed.
    """
    known = {row["name"]: row for row in present["resources"]}
    rows = [
        uploads.merged_row(resource, known[name])
        if name in known
        else uploads.new_row(uploads.stated_row(resource))
        for resource in resources
        for name in (resource.fields["name"],)
    ]
    apply_rows(context, present, fields, rows)


def apply_rows(
    context: Context, present: dict[str, Any], fields: dict[str, Any], rows: Sequence[Row]
) -> None:
    """Make a stored entry what `fields` say, with these rows of resources, each with its id.

    Raises:
        ValidationError: the law or the storage refuses; nothing has changed.
    """
    before = {row["id"]: row for row in present["resources"]}
    changes = _Changes(before=before, after={row["id"]: row for row in rows})
    made, changed = changes.made, changes.changed  # CKAN changes the rows it is given
    context["original_package"] = present
    with uploads.opened(list(rows)):
        _announce(context, changes)
        data = {"id": present["id"], **fields, "resources": list(rows)}
        result = tk.get_action("package_update")(context, data)
    after = {row["id"]: row for row in result["resources"]}
    for id_ in [*made, *changed]:
        if id_ in made or after[id_]["format"] != before[id_]["format"]:
            tk.get_action("resource_create_default_resource_views")(
                logic.fresh_context(context, ignore_auth=True),
                {"package": result, "resource": after[id_]},
            )
    for plugin in uploads.controllers():
        for id_ in made:
            plugin.after_resource_create(context, after[id_])
        for id_ in changed:
            plugin.after_resource_update(context, after[id_])
        if changes.removed:
            plugin.after_resource_delete(context, result["resources"])
    model.Session.commit()


def _announce(context: Context, changes: _Changes) -> None:
    """Tell the plugins what is about to happen to the resources."""
    for plugin in uploads.controllers():
        for id_ in changes.made:
            plugin.before_resource_create(context, changes.after[id_])
        for id_ in changes.changed:
            plugin.before_resource_update(context, changes.before[id_], changes.after[id_])
        for row in changes.removed:
            plugin.before_resource_delete(context, {"id": row["id"]}, [*changes.before.values()])
