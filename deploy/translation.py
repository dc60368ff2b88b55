"""Keep the plugin's translation catalogue in step with its sources and with CKAN's own words.

Two templates feed one catalogue. `ckanext-ppidbontang.pot` holds what this plugin says; `core.pot`
holds what CKAN and the plugins of the portal say, which CKAN's own Indonesian covers by a fifth: a
plugin's catalogue fills and overrides that of CKAN. Both are made anew from the code at every run,
so that nothing can be forgotten in them; the words themselves live in the .po alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "ckanext-ppidbontang"
MAPPING = ROOT / "config/babel.cfg"
I18N = SOURCES / "ckanext/ppidbontang/i18n"

LOCALE = "id"
DOMAIN = "ckanext-ppidbontang"
OWN_TEMPLATE = I18N / f"{DOMAIN}.pot"
CORE_TEMPLATE = I18N / "core.pot"
CATALOGUE = I18N / LOCALE / "LC_MESSAGES" / f"{DOMAIN}.po"
COMPILED = CATALOGUE.with_suffix(".mo")

# Who else speaks on the pages of the portal: CKAN, the plugins of config/ckan.ini and of
# `deploy/up --sources`, and those that come with CKAN, which an operator may switch on.
SPEAKERS = (
    "ckan",
    "ckanext.activity",
    "ckanext.audioview",
    "ckanext.datapusher",
    "ckanext.datastore",
    "ckanext.datatablesview",
    "ckanext.dcat",
    "ckanext.expire_api_token",
    "ckanext.harvest",
    "ckanext.imageview",
    "ckanext.resourceproxy",
    "ckanext.scheming",
    "ckanext.stats",
    "ckanext.tabledesigner",
    "ckanext.textview",
    "ckanext.tracking",
    "ckanext.videoview",
    "ckanext.webpageview",
    "ckanext.xloader",
)
_TEMPLATES = "ckan.lib.extract:extract_ckan"
_METHODS = [
    ("**/tests/**", "ignore"),
    ("**/vendor/**", "ignore"),
    ("**/templates/development/**", "ignore"),  # the style guide of CKAN's own developers
    ("**.py", "python"),
    ("**.js", "javascript"),
    ("**.html", _TEMPLATES),
    ("**/emails/*.txt", _TEMPLATES),
]
# What templates translate as it comes: no code hands these words to gettext.
_VALUES = {
    "A state, as a value.": ("active", "deleted", "draft", "inactive", "pending"),
    "A type of activity, as a value.": (
        *(
            f"{what} {of}"
            for of in ("group", "organization", "package", "resource view", "user")
            for what in ("new", "changed", "deleted")
        ),
        *(f"follow {whom}" for whom in ("dataset", "group", "organization", "user")),
    ),
    "An example of a name.": ("my-group", "my-organization"),
    "A refusal by CKAN or by Flask-WTF.": (
        "File is not downloadable",
        "Storage is not public",
        "The CSRF session token is missing.",
        "The CSRF token has expired.",
        "The CSRF token is invalid.",
        "The CSRF token is missing.",
        "The CSRF tokens do not match.",
        "The referrer does not match the host.",
        "The referrer header is missing.",
    ),
    "A count that CKAN makes of the name of a type: the sources of ckanext-harvest.": (
        ("{number} harvest found", "{number} harvests found"),
        ('{number} harvest found for "{query}"', '{number} harvests found for "{query}"'),
        "No harvests found",
        'No harvests found for "{query}"',
    ),
}
# Some of CKAN's plugins carry templates for older releases, which this one cannot read.
_OPTIONS = {"**.html": {"silent": "True"}}


def own_messages() -> Catalog:
    """Gather what the plugin itself says."""
    with MAPPING.open(encoding="utf-8") as lines:
        methods, options = parse_mapping_cfg(lines)
    catalog = Catalog()
    for name, line, message, comments, context in extract_from_dir(
        SOURCES, methods, options, comment_tags=("TRANSLATORS:",)
    ):
        catalog.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def core_messages() -> Catalog:
    """Gather what CKAN and the other plugins of the portal say."""
    catalog = Catalog()
    for package in SPEAKERS:
        for folder in _folders(package):
            for name, line, message, _comments, context in extract_from_dir(
                folder, _METHODS, _OPTIONS
            ):
                place = f"{package.replace('.', '/')}/{name}"
                catalog.add(message, locations=[(place, line)], context=context)
    for comment, values in _VALUES.items():
        for value in values:
            catalog.add(value, auto_comments=[comment])
    return catalog


def read(path: Path) -> Catalog:
    """Read a template or a catalogue."""
    with path.open("rb") as source:
        return read_po(source)


def merged(own: Catalog, core: Catalog) -> Catalog:
    """Return the catalogue with exactly the messages of both templates; no translation is lost."""
    template = Catalog()
    for message in (*words(core), *words(own)):
        template.add(
            message.id,
            locations=message.locations,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    catalog = read(CATALOGUE)
    # Guesses at messages that merely look alike would have to be found and undone by hand.
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue in the form that CKAN reads."""
    target = BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def words(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def untranslated(catalog: Catalog) -> list[Message]:
    """Return the messages that nobody has translated, or only by a guess."""
    return [m for m in words(catalog) if m.fuzzy or not all(_strings(m))]


def main() -> int:
    """Bring both templates, the catalogue and its compiled form up to date."""
    own, core = own_messages(), core_messages()
    catalog = merged(own, core)
    # The header of a template would hold nothing but the hour of the run.
    _write(OWN_TEMPLATE, own, omit_header=True)
    _write(CORE_TEMPLATE, core, omit_header=True)
    _write(CATALOGUE, catalog)
    COMPILED.write_bytes(compiled(read(CATALOGUE)))
    missing = untranslated(catalog)
    for message in missing:
        print(f"not translated: {message.id!r}  {_places(message)}")
    print(
        f"{len(catalog)} messages: {len(own)} of the plugin, {len(core)} of CKAN;"
        f" {len(missing)} not translated"
    )
    return 1 if missing else 0


def _folders(package: str) -> Iterable[str]:
    spec = find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        raise SystemExit(f"FAILED {package} is not installed: deploy/up installs it")
    return spec.submodule_search_locations


def _strings(message: Message) -> Iterable[object]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _places(message: Message) -> str:
    return ", ".join(sorted({place for place, _line in message.locations}))


def _write(path: Path, catalog: Catalog, *, omit_header: bool = False) -> None:
    with path.open("wb") as target:
        write_po(
            target,
            catalog,
            width=100,
            sort_by_file=True,
            include_lineno=False,
            ignore_obsolete=True,
            omit_header=omit_header,
        )


if __name__ == "__main__":
    sys.exit(main())
