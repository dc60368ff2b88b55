"""The settings of this plugin: a key and a typed getter each; defaults live in the declaration."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk

REGISTRY = "ckanext.ppidbontang.registry"
ROOT_ORGANIZATION = "ckanext.ppidbontang.root_organization"
CALENDAR = "ckanext.ppidbontang.calendar"
REQUEST_URL = "ckanext.ppidbontang.request_url"
OBJECTION_URL = "ckanext.ppidbontang.objection_url"
SERVICE_HOURS = "ckanext.ppidbontang.service_hours"
BRAND_COLOUR = "ckanext.ppidbontang.brand_colour"
PUBLICATION = "ckanext.ppidbontang.publication"
FEED_EXEMPT = "ckanext.ppidbontang.feed_exempt"
FEED_DIRECTORY = "ckanext.ppidbontang.feed_directory"
LINK_CHECK_PRIVATE_HOSTS = "ckanext.ppidbontang.link_check_private_hosts"
SOURCES = "ckanext.ppidbontang.sources"
SOURCE_PRIVATE_HOSTS = "ckanext.ppidbontang.source_private_hosts"


def registry() -> Path:
    """Return the path of the registry of bodies."""
    return Path(tk.config[REGISTRY])


def calendar() -> Path | None:
    """Return the folder of the calendar of working days, or nothing when none is set."""
    folder = tk.config[CALENDAR]
    return Path(folder) if folder else None


def root_organization() -> str:
    """Return the name of the city's organisation, whose administrators are the PPID Utama."""
    return tk.config[ROOT_ORGANIZATION]


def request_url() -> str:
    """Return where a citizen asks for information, or an empty string."""
    return tk.config[REQUEST_URL]


def objection_url() -> str:
    """Return where a citizen objects to a refusal, or an empty string."""
    return tk.config[OBJECTION_URL]


def service_hours() -> str:
    """Return when the information service is open, in the operator's words, or an empty string."""
    return tk.config[SERVICE_HOURS]


def brand_colour() -> str:
    """Return the city's colour, such as `#005d7a`."""
    return tk.config[BRAND_COLOUR]


def is_reviewed() -> bool:
    """Say whether the PPID Utama publishes (`review`) or each OPD by itself (`direct`)."""
    return tk.config[PUBLICATION] == "review"


def feed_has_exempt() -> bool:
    """Say whether wholly exempt entries are in the feed, as what their pages say of them."""
    return tk.config[FEED_EXEMPT]


def feed_directory() -> Path | None:
    """Return the folder of the files of the feed that a web server sends, or nothing."""
    folder = tk.config.get(FEED_DIRECTORY)
    return Path(folder) if folder else None


def link_check_private_hosts() -> frozenset[str]:
    """Return the hosts of the city's own network at which links may be checked."""
    return frozenset(tk.config[LINK_CHECK_PRIVATE_HOSTS].lower().split())


def sources() -> Path | None:
    """Return the path of the sources to pull from, or nothing when none is set."""
    path = tk.config[SOURCES]
    return Path(path) if path else None


def source_private_hosts() -> frozenset[str]:
    """Return the hosts of the city's own network that may be pulled from."""
    return frozenset(tk.config[SOURCE_PRIVATE_HOSTS].lower().split())
