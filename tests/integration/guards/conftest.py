"""Entries that are hidden from strangers, and the strangers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from ckan import model
from ckanext.activity.model import Activity
from werkzeug.datastructures import FileStorage

Record = dict[str, Any]
SECRET = "rencana-tersembunyi"
MISSING = "rencana-yang-tak-ada"


@dataclass(frozen=True)
class Things:
    """What a caller can name: an entry, and what belongs to it."""

    entry: str
    entry_id: str
    file: str
    view: str
    activity: str
    task: str
    stored: str
    tag: str
    alias: str

    def names(self) -> list[str]:
        """Return every name, the longest first."""
        return sorted(vars(self).values(), key=len, reverse=True)


NOTHING = Things(
    entry=MISSING,
    entry_id="00000000-0000-4000-8000-000000000001",
    file="00000000-0000-4000-8000-000000000002",
    view="00000000-0000-4000-8000-000000000003",
    activity="00000000-0000-4000-8000-000000000004",
    task="00000000-0000-4000-8000-000000000005",
    stored="00000000-0000-4000-8000-000000000006",
    tag="cap-yang-tak-ada",
    alias="alias_yang_tak_ada",
)


@pytest.fixture
def plant(
    publish: Callable[..., Record], open_record: Record, act: Callable[..., Any]
) -> Iterator[Callable[..., Things]]:
    """Make an entry with a file, its table, a view, a task and an activity."""
    files: list[str] = []

    def make(name: str = SECRET, **changes: Any) -> Things:
        record = {**open_record, "name": name, "tags": [{"name": f"cap-{name}"}], **changes}
        made = publish(record)
        upload = FileStorage(BytesIO(b"kolom\nnilai\n"), f"{name}.csv")
        file = act(
            "resource_create",
            package_id=made["id"],
            name=f"berkas-{name}",
            format=f"F{name[:12]}",
            upload=upload,
            url="x",
        )
        alias = f"alias_{uuid4().hex[:12]}"
        act(
            "datastore_create",
            resource_id=file["id"],
            force=True,
            records=[{"kolom": "nilai"}],
            aliases=[alias],
        )
        view = act(
            "resource_view_create", resource_id=file["id"], view_type="text_view", title="Lihat"
        )
        task = act(
            "task_status_update",
            entity_id=file["id"],
            entity_type="resource",
            task_type="xloader",
            key="xloader",
            value="{}",
            state="complete",
            error="",
            last_updated="2026-01-01",
        )
        activity = model.Session.query(Activity).filter(Activity.object_id == made["id"]).first()
        stored = act(
            "file_create",
            name=f"{name}.txt",
            upload=FileStorage(BytesIO(b"isi"), f"{uuid4()}.txt"),
            storage="default",
        )
        files.append(stored["id"])
        act(
            "file_ownership_transfer",
            id=stored["id"],
            owner_type="package",
            owner_id=made["id"],
            force=True,
        )
        assert activity
        return Things(
            entry=name,
            entry_id=made["id"],
            file=file["id"],
            view=view["id"],
            activity=activity.id,
            task=task["id"],
            stored=stored["id"],
            tag=f"cap-{name}",
            alias=alias,
        )

    yield make
    model.Session.rollback()
    for file_id in files:
        act("file_delete", id=file_id)
