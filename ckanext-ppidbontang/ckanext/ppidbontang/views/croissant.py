"""The Croissant document of an entry, at the address that ckanext-dcat gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context
from flask import Blueprint, Response, jsonify
from rdflib import URIRef

from ckanext.dcat.utils import dataset_uri
from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.rdf import croissant
from ckanext.ppidbontang.rdf.site import read_site

__all__ = ["ppid_croissant"]

ppid_croissant = Blueprint("ppid_croissant", __name__)


# What CKAN gives as ids and takes as names. PostgreSQL refuses some other texts with an error.
_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")


@ppid_croissant.get("/dataset/<name>/croissant.jsonld")
def show(name: str) -> Response:
    """Give an entry as anybody may know it, whoever asks."""
    package = _find(name)
    if package is None:
        return tk.abort(404, tk._("Dataset not found"))
    item = mapping.item_from_package(package)
    dataset = URIRef(dataset_uri(package))
    response = jsonify(croissant.document(dataset, package, item, read_site(), _columns(package)))
    response.content_type = "application/ld+json"
    return response


def _find(name: str) -> dict[str, Any] | None:
    if not _NAME.fullmatch(name):
        return None
    try:
        package = tk.get_action("package_show")(_anybody(), {"id": name})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    return package if package["type"] == "dataset" else None


def _columns(package: Mapping[str, Any]) -> croissant.Columns:
    """Return the columns of the tables that the DataStore has of an entry's files."""
    return {
        resource["id"]: _columns_of(resource["id"])
        for resource in package.get("resources") or ()
        if resource.get("datastore_active")
    }


def _columns_of(resource_id: str) -> list[tuple[str, str]]:
    asked = {"resource_id": resource_id, "limit": 0, "include_total": False}
    table = tk.get_action("datastore_search")(_anybody(), asked)
    return [(field["id"], field["type"]) for field in table["fields"] if field["id"] != "_id"]


def _anybody() -> Context:
    return {"user": "", "auth_user_obj": None}
