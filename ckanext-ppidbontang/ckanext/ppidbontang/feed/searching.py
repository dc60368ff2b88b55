"""Ask the search as anybody would, whoever asks: which entries it finds, in order of their ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of a page, in the order of their ids, and how many there are from it on."""

    ids: tuple[str, ...]
    count: int


def find(
    *,
    rows: int,
    start: int = 0,
    after: str | None = None,
    q: str = "",
    fq: str = "",
    conditions: Iterable[str] = (),
) -> Found:
    """Find entries, from a number of them on or after an id.

    Raises:
        SearchError: the search does not understand the question, or does not answer.
        ValidationError: the question is none.
    """
    anybody: Context = {"user": "", "auth_user_obj": None}
    further = [f"id:{{{after} TO *]"] if after else []
    question: dict[str, Any] = {
        "q": q or "*:*",
        "fq": fq,
        "fq_list": ["dataset_type:dataset", *further, *conditions],
        "fl": "id",
        "sort": "id asc",
        "start": start,
        "rows": rows,
    }
    answer = tk.get_action("package_search")(anybody, question)
    return Found(ids=tuple(entry["id"] for entry in answer["results"]), count=answer["count"])
