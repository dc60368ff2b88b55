"""Why a question to the feed gets no document."""

from __future__ import annotations

from collections.abc import Mapping

import ckan.plugins.toolkit as tk

GONE = 410
NOT_FOUND = 404
BAD_REQUEST = 400
BUSY = 503

# Seconds after which a harvester may ask again.
RETRY_AFTER = 120


class ProblemError(Exception):
    """A status of HTTP and a message that says what is wrong with the question."""

    def __init__(self, status: int, message: str, **values: str) -> None:
        super().__init__(message)
        self.status = status
        self._message = message
        self._values = values

    def told(self) -> str:
        """Return the message in the reader's language."""
        return tk._(self._message).format(**self._values)

    def headers(self) -> Mapping[str, str]:
        """Return the headers that go with it; nobody may keep a problem."""
        headers = {"Cache-Control": "no-store"}
        if self.status == BUSY:
            headers["Retry-After"] = str(RETRY_AFTER)
        return headers
