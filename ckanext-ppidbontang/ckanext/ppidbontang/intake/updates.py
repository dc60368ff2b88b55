"""Change a stored entry to what a record says, in one `package_update`.

The files of an entry change together with its classification, or not at all: the law judges both at
once. CKAN's own actions on single resources would change them one by one, so what those do beside
`package_update` (views, and the calls to other plugins) is done here.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """The resources of an entry before and after, known by their names."""

    before: dict[str, Row]
    after: dict[str, Row]

    @property
    def made(self) -> list[str]:
        return [name for name in self.after if name not in self.before]

    @property
    def changed(self) -> list[str]:
        both = [name for name in self.after if name in self.before]
        return [name for name in both if self.after[name] != self.before[name]]

    @property
    def removed(self) -> list[Row]:
        return [row for name, row in self.before.items() if name not in self.after]


def apply(
    context: Context, present: dict[str, Any], fields: dict[str, Any], resources: Sequence[Resource]
) -> None:
    """Make a stored entry what `fields` and `resources` say.

    Args:
        context: who acts; CKAN fills it
        present: the entry as `package_show` gives it
        fields: every field that the entry shall have; one that is not named goes
        resources: all the resources that the entry shall have, in their order

    Raises:
        ValidationError: the law or the storage refuses; nothing has changed.
    """
    before = {row["name"]: row for row in present["resources"]}
    after = {
        name: uploads.merged_row(resource, before[name])
        if name in before
        else uploads.new_row(uploads.stated_row(resource))
        for resource in resources
        for name in (resource.fields["name"],)
    }
    changes = _Changes(before=before, after=after)
    made, changed = changes.made, changes.changed  # CKAN changes the rows it is given
    context["original_package"] = present
    with uploads.opened(list(after.values())):
        _announce(context, changes)
        data = {"id": present["id"], **fields, "resources": list(after.values())}
        result = tk.get_action("package_update")(context, data)
    rows = {row["name"]: row for row in result["resources"]}
    for name in [*made, *changed]:
        if name in made or rows[name]["format"] != before[name]["format"]:
            tk.get_action("resource_create_default_resource_views")(
                logic.fresh_context(context, ignore_auth=True),
                {"package": result, "resource": rows[name]},
            )
    for plugin in uploads.controllers():
        for name in made:
            plugin.after_resource_create(context, rows[name])
        for name in changed:
            plugin.after_resource_update(context, rows[name])
        if changes.removed:
            plugin.after_resource_delete(context, result["resources"])
    model.Session.commit()


def _announce(context: Context, changes: _Changes) -> None:
    """Tell the plugins what is about to happen to the resources."""
    for plugin in uploads.controllers():
        for name in changes.made:
            plugin.before_resource_create(context, changes.after[name])
        for name in changes.changed:
            plugin.before_resource_update(context, changes.before[name], changes.after[name])
        for row in changes.removed:
            plugin.before_resource_delete(context, {"id": row["id"]}, [*changes.before.values()])
