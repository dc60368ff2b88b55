"""Settings of CKAN that would open what the law closes: one table, and what it says of a site.

A fatal setting stops the start: no page is served with it. The others are named by
`ckan ppid check`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.exceptions import CkanConfigurationException

from ckanext.ppidbontang.config import BRAND_COLOUR, FEED_DIRECTORY
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.palette import parse
from ckanext.ppidbontang.vault import CASCADE, OWNER_TYPE, STORAGE

Config = Mapping[str, Any]

MIN_SECRET = 20
_STORAGES = "ckan.files.storage."
_PRIVATE_STORAGES = ("default", "resources", STORAGE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Danger:
    """A setting, when it is unsafe, and what would happen."""

    setting: str
    is_unsafe: Callable[[Config, str], bool]
    reason: str
    is_fatal: bool = False
    is_secret: bool = False

    def message(self, config: Config) -> str:
        """Say the setting, its value and the reason."""
        value = "…" if self.is_secret else config.get(self.setting)
        return f"{self.setting} = {'' if value is None else value}: {tk._(self.reason)}"


def dangers(config: Config) -> list[Danger]:
    """Return what is unsafe in a configuration, the fatal first."""
    found = [danger for danger in _TABLE if danger.is_unsafe(config, danger.setting)]
    return sorted(found, key=lambda danger: not danger.is_fatal)


def refuse_fatal(config: Config) -> None:
    """Stop the start of a site whose settings give exempt or unpublished information away.

    Raises:
        CkanConfigurationException: names every such setting, its value and the reason.
    """
    messages = [danger.message(config) for danger in dangers(config) if danger.is_fatal]
    if messages:
        head = tk._("The portal does not start with settings that open what the law closes:")
        raise CkanConfigurationException("\n".join([head, *messages]))


def refuse_no_colour(config: Config) -> None:
    """Stop the start of a site whose brand is no colour: every page would fall for it.

    Raises:
        CkanConfigurationException: names the setting and its value.
    """
    try:
        parse(config[BRAND_COLOUR])
    except ValueError as error:
        wanted = tk._("must be a colour of six hexadecimal digits, such as #005d7a")
        raise CkanConfigurationException(f"{BRAND_COLOUR} = {error}: {wanted}") from error


class SafeStart:
    """Let the site start only with safe settings; a mixin of the plugin (IConfigurable)."""

    def configure(self, config: Config) -> None:
        """Refuse what is fatal, before anything is served."""
        refuse_fatal(config)
        refuse_no_colour(config)


def _is_on(config: Config, setting: str) -> bool:
    return tk.asbool(config.get(setting) or False)


def _is_off_on_https(config: Config, setting: str) -> bool:
    is_https = str(config.get("ckan.site_url") or "").startswith("https:")
    return is_https and not _is_on(config, setting)


def _is_public(config: Config, setting: str) -> bool:
    value = str(config.get(setting) or "").strip().lower()
    return value == "ckan:fs:public" or (value not in ("", "ckan:fs") and _is_true(value))


def _is_true(value: str) -> bool:
    return value in ("true", "yes", "on", "y", "t", "1")


def _lets_upload_originals(config: Config, setting: str) -> bool:
    storages = tk.aslist(config.get("ckan.files.authenticated_uploads.storages"))
    return _is_on(config, setting) and STORAGE in storages


def _cascades_to_originals(config: Config, setting: str) -> bool:
    cascade = config.get(setting)
    if not isinstance(cascade, Mapping):
        return f":{STORAGE}" in str(cascade or "")
    return any(STORAGE in storages for owner, storages in cascade.items() if owner != OWNER_TYPE)


def _is_missing(config: Config, setting: str) -> bool:
    return not str(config.get(setting) or "").strip()


def _lies_elsewhere_too(config: Config, setting: str) -> bool:
    """Say whether the vault's folder and one that CKAN serves from lie within one another."""
    if _is_missing(config, setting):
        return False
    vault = Path(str(config[setting])).resolve()
    return any(
        vault.is_relative_to(folder) or folder.is_relative_to(vault) for folder in _folders(config)
    )


def _folders(config: Config) -> Iterator[Path]:
    """Yield the folders of the other storages and those that CKAN serves as they are."""
    for key, value in config.items():
        is_storage = key.startswith(_STORAGES) and key.endswith(".path")
        if is_storage and key != f"{_STORAGES}{STORAGE}.path" and value:
            yield Path(str(value)).resolve()
    for key in ("ckan.storage_path", "extra_public_paths"):
        for value in str(config.get(key) or "").split(","):
            if value.strip():
                yield Path(value.strip()).resolve()


def _cannot_be_emptied(config: Config, setting: str) -> bool:
    folder = str(config.get(setting) or "")
    return bool(folder) and not os.access(folder, os.W_OK | os.X_OK)


def _is_weak(config: Config, setting: str) -> bool:
    secret = str(config.get(setting) or "")
    return len(secret) < MIN_SECRET or "change" in secret.lower()


def _lacks_admin(config: Config, setting: str) -> bool:
    return "admin" not in tk.aslist(config.get(setting))


_DETAIL = _("The activity stream would show every earlier version of an entry, files and all.")
_NOBODY = _("An entry must answer to a body; nobody would answer for this one.")
_COLLABORATORS = _("A person of another body could be let into an unpublished entry.")
_PUBLIC_STORAGE = _("Files would be served to everybody, without asking who may see the entry.")
_VAULT_FOLDER = _("The originals must lie apart from every folder that CKAN serves files from.")
_COOKIE = _("The site is served by https, but its cookies would travel in the clear as well.")

_FATAL: tuple[tuple[str, Callable[[Config, str], bool], str], ...] = (
    ("ckan.auth.public_activity_stream_detail", _is_on, _DETAIL),
    ("ckan.auth.anon_create_dataset", _is_on, _("Anybody could put entries into the catalogue.")),
    ("ckan.auth.create_unowned_dataset", _is_on, _NOBODY),
    ("ckan.auth.allow_dataset_collaborators", _is_on, _COLLABORATORS),
    ("ckan.auth.allow_admin_collaborators", _is_on, _COLLABORATORS),
    (
        "ckan.auth.reveal_private_datasets",
        _is_on,
        _("Strangers would be told that an unpublished entry exists."),
    ),
    *(
        (f"{_STORAGES}{name}.{option}", _is_public, _PUBLIC_STORAGE)
        for name in _PRIVATE_STORAGES
        for option in ("public", "type")
    ),
    (f"{_STORAGES}{STORAGE}.type", _is_missing, _("The originals have no storage of their own.")),
    (f"{_STORAGES}{STORAGE}.path", _is_missing, _("The originals have no folder of their own.")),
    (f"{_STORAGES}{STORAGE}.path", _lies_elsewhere_too, _VAULT_FOLDER),
    (
        "ckan.files.authenticated_uploads.allow",
        _lets_upload_originals,
        _("Everybody with an account could put files among the originals."),
    ),
    (
        CASCADE,
        _cascades_to_originals,
        _("Whoever may see another thing could open files among the originals."),
    ),
)

_ADVICE: tuple[tuple[str, Callable[[Config, str], bool], str], ...] = (
    (
        "ckan.cache_enabled",
        _is_on,
        _("Caches would go on showing the page of an entry after it was closed."),
    ),
    (
        "ckan.datastore.sqlsearch.enabled",
        _is_on,
        _("Free SQL queries widen what can be tried on the tables."),
    ),
    ("debug", _is_on, _("Pages of errors would show the inside of the portal.")),
    ("SESSION_COOKIE_SECURE", _is_off_on_https, _COOKIE),
    ("REMEMBER_COOKIE_SECURE", _is_off_on_https, _COOKIE),
    (
        "ckan.auth.roles_that_cascade_to_sub_groups",
        _lacks_admin,
        _("The PPID Utama would have no power over the bodies: add admin."),
    ),
    (
        FEED_DIRECTORY,
        _cannot_be_emptied,
        _("What is closed would stay in the files of the feed: the portal cannot write there."),
    ),
    (
        "smtp.mail_from",
        _is_missing,
        _("No mail leaves the portal: nobody is reminded of an exemption that ends."),
    ),
)

_TABLE: tuple[Danger, ...] = (
    *(Danger(setting=key, is_unsafe=test, reason=why, is_fatal=True) for key, test, why in _FATAL),
    *(Danger(setting=key, is_unsafe=test, reason=why) for key, test, why in _ADVICE),
    Danger(
        setting="SECRET_KEY",
        is_unsafe=_is_weak,
        reason=_("It is short or was never changed: sessions and tokens could be forged."),
        is_secret=True,
    ),
)
