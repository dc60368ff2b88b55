"""Let browsers keep what has its version in its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# As CKAN names what it puts together: the version is a hash of the contents.
VERSIONED = re.compile(r"^/webassets/(?:[^/]+/)*[0-9a-f]{8}[_-][^/]+$")
FOR_EVER = "public, max-age=31536000, immutable"


class LongLived:
    """WSGI middleware in front of CKAN, which has browsers ask for every file each time."""

    def __init__(self, following: WSGIApplication) -> None:
        self._following = following

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hand the request on; what is the same for ever and for everybody says so."""
        if not VERSIONED.match(environ.get("PATH_INFO", "")):
            return self._following(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            told = Headers(headers)
            if status[:3] in ("200", "304"):
                told["Cache-Control"] = FOR_EVER
                told["Vary"] = "Accept-Encoding"
                told.remove("Set-Cookie")
            return start_response(status, told.to_wsgi_list(), *error)

        return self._following(environ, start)
