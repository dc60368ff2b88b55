"""Compress what the web server sends, so that a phone opens a portal without nginx in front of it.

Pages are compressed for strangers alone. Whoever is signed in reads secrets (the token of a form,
what is not published) beside words that another may have put into an address, and the length of
both, compressed together, tells of the secret (BREACH).
"""

from __future__ import annotations

from flask import Flask, Response, request
from flask_compress import Compress
from flask_login import current_user

# The same for everybody.
FILES = ("static", "webassets.index")
# Fonts and pictures are compressed in themselves, but for these.
KINDS = [
    "text/html",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "font/ttf",
]
ALGORITHMS = ["br", "gzip"]


def compress(app: Flask) -> None:
    """Compress the answers of an application that has given none yet."""
    app.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_MIMETYPES=KINDS,
        COMPRESS_ALGORITHM=ALGORITHMS,
        COMPRESS_ALGORITHM_STREAMING=ALGORITHMS,
        COMPRESS_STREAMING_ENDPOINT_CONDITIONAL=FILES,
    )
    compressor = Compress(app)

    @app.after_request
    def compressed(response: Response) -> Response:
        if response.status_code == 200 and (request.endpoint in FILES or _is_page(response)):
            return compressor.after_request(response)
        return response


def _is_page(response: Response) -> bool:
    """Say whether an answer is made for a stranger; those with an ETag know their own bytes."""
    etag, _ = response.get_etag()
    return not etag and bool(current_user.is_anonymous)
