"""Why a pull failed: words that are kept and shown later, in the language of who reads them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

Problem = dict[str, Any]


class PullError(Exception):
    """A pull that cannot go on; `message` is a message id. Nothing has changed by it."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message.format(**params))
        self.message = message
        self.params = params

    @property
    def kept(self) -> Problem:
        """Return what is kept of it."""
        return {"message": self.message, "params": self.params}


def say(problem: Problem | None) -> str:
    """Say a kept problem; a parameter that is itself a message is said in the same language."""
    if not problem:
        return ""
    params = {
        name: tk._(value) if name == "reason" else value
        for name, value in problem.get("params", {}).items()
    }
    return tk._(problem["message"]).format(**params)
