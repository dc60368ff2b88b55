"""What the public pages say of the bodies: who answers for an entry, and how to reach the PPID."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from ckanext.ppidbontang import bodies, config, registry
from ckanext.ppidbontang.domain.agencies import Agency
from ckanext.ppidbontang.domain.exceptions import RegistryError

log = logging.getLogger(__name__)


def ppid_body(name: str) -> bodies.Body | None:
    """Return the body with this name; None where the portal has none."""
    return bodies.find(name)


def ppid_body_parts(group_id: str) -> list[bodies.Body]:
    """Return the bodies right below a body."""
    return bodies.parts(group_id)


def ppid_body_title(package: Mapping[str, Any]) -> str:
    """Return the title of the body that answers for an entry.

    It is mostly the publishing body, which the package names; the titles of all others are read
    once for a page.
    """
    publisher = package.get("organization") or {}
    name = package.get("responsible_opd") or publisher.get("name") or ""
    if name == publisher.get("name"):
        return publisher.get("title") or name
    return bodies.titles_of_page().get(name, name)


def ppid_body_counts(body_name: str) -> dict[str, dict[str, int]]:
    """Count the public entries that a body answers for: by their category, by their status."""
    return bodies.counts_of(body_name)


def ppid_contact() -> Agency | None:
    """Return the body whose PPID answers for the whole portal: the root of the registry."""
    try:
        return registry.current().root
    except RegistryError:
        # An officer may be mending the file right now; no page should fall for its footer.
        log.exception("The footer shows no contact")
        return None


def ppid_request_url() -> str:
    """Return where a citizen asks for information, or an empty string."""
    return config.request_url()


def ppid_objection_url() -> str:
    """Return where a citizen objects to a refusal, or an empty string."""
    return config.objection_url()
