"""The organisations of the portal as CKAN stores them."""

from __future__ import annotations

from ckan import model


def extras(body: model.Group) -> dict[str, str]:
    """Return the schema's own fields of an organisation; CKAN stores every one as text."""
    return body.extras  # pyright: ignore[reportAttributeAccessIssue] # mapped, but not declared
