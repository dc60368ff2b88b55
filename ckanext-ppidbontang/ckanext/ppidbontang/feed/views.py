"""Routes of the feed: the catalogue, an entry, and the vocabulary they speak.

They answer at the addresses of ckanext-dcat, which harvesters know, but always in our profiles: a
caller who could choose the profile could choose one that knows nothing of the law.
"""

from __future__ import annotations

from collections.abc import Mapping

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from flask import Blueprint, Response

from ckanext.dcat.utils import CONTENT_TYPES, catalog_uri, url_to_rdflib_format
from ckanext.ppidbontang import registry
from ckanext.ppidbontang.rdf.vocabulary import PATH, Vocabulary

__all__ = ["ppid_feed"]

ppid_feed = Blueprint("ppid_feed", __name__)

CATALOG_PARAMETERS = ("page", "modified_since", "q", "fq")


@ppid_feed.route("/catalog.<suffix>")
def catalog(suffix: str) -> Response:
    """Serve a page of the catalogue in the format of the suffix."""
    asked = {name: tk.request.args[name] for name in CATALOG_PARAMETERS if name in tk.request.args}
    try:
        return _answer("dcat_catalog_show", suffix, asked)
    except (tk.ValidationError, SearchError):
        return tk.abort(400, tk._("The catalogue cannot be read with these parameters."))


@ppid_feed.route("/dataset/<name>.<suffix>")
def dataset(name: str, suffix: str) -> Response:
    """Serve an entry in the format of the suffix; what a reader may not see does not exist."""
    try:
        return _answer("dcat_dataset_show", suffix, {"id": name})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return tk.abort(404, tk._("Dataset not found"))


@ppid_feed.route(PATH)
def vocabulary() -> Response:
    """Serve the portal's own terms in the format that the reader accepts, Turtle by default."""
    formats = {CONTENT_TYPES[suffix]: suffix for suffix in ("ttl", "xml", "jsonld")}
    accepted = tk.request.accept_mimetypes.best_match(formats, default=CONTENT_TYPES["ttl"])
    graph = Vocabulary(catalog_uri().rstrip("/")).document(registry.current().regions)
    body = graph.serialize(format=url_to_rdflib_format(formats[accepted]))
    return Response(body, content_type=accepted, headers={"Vary": "Accept"})


def _answer(action: str, suffix: str, asked: Mapping[str, str]) -> Response:
    if suffix not in CONTENT_TYPES:
        return tk.abort(404, tk._("There is no such format."))
    body = tk.get_action(action)({}, {**asked, "format": suffix})
    return Response(body, content_type=CONTENT_TYPES[suffix])
