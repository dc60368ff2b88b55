"""The translation catalogue: nothing the portal says is missing, guessed or out of date."""

from __future__ import annotations

import configparser
import re
from importlib.metadata import entry_points

import pytest
import translation
from babel.messages.catalog import Catalog, Message

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.domain.vocabularies import (
    AvailableForm,
    GeographicLevel,
    PersonalData,
    UpdateFrequency,
)
from ckanext.ppidbontang.domain.written.choices import CHOICES
from ckanext.ppidbontang.domain.written.headings import HEADINGS, PRIVATE
from tests import english

# Msgids that read the same in both languages: names, examples, and patterns without words.
SAME_IN_BOTH = {
    "1.0",
    "2025-03-03, 2025-03, 2025",
    "{url}: {reason}.",
    "API",
    "Admin",
    "Audio",
    "CSV",
    "Creative Commons Attribution",
    "Data",
    "DataStore",
    "Editor",
    "Facebook",
    "Format",
    "GNU Free Documentation License",
    "GUID",
    "ID",
    "JSON",
    "Label",
    "Logo",
    "Minimum",
    "Open Data Commons Attribution License",
    "Open Data Commons Open Database License (ODbL)",
    "Open Data Commons Public Domain Dedication and License (PDDL)",
    "Open ID",
    "Pasal 4 ayat (2)",
    "Satu Data Indonesia",
    "Status",
    "Token",
    "UK Open Government Licence (OGL)",
    "URI",
    "URL",
    "URL:",
    "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi",
    "Video",
    "X",
    "{actor} {activity_type}",
}
PLACEHOLDER = re.compile(
    r"%\(\w+\)[a-z]"  # %(name)s
    r"|%[srdi]"
    r"|\{\w*(?:![a-z])?\}"
    r"|</?\w+"  # the tag, not its words
)
# The whole of these is a pattern: units, keys and links.
PATTERN_ONLY = re.compile(r"(?:<q>)?\{\w+\}(?:</q>)?(?: ?[A-Za-z]{1,3})?")
ENGLISH = re.compile(
    r"\b(the|of|and|with|not|you|your|this|has|have|been|was|were|are|is|to|from|by|for|please"
    r"|dataset|datasets|organization|organizations|resource|resources|search|password|email)\b",
    re.IGNORECASE,
)
# The words of the law, of a brand, of a command or of an address inside a translated sentence.
NOT_ENGLISH = re.compile(r"https?://\S+|<[^>]*>|`[^`]*`|'ckan clean[^']*'|\w+_\w+")

# Beside the plugins of config/ckan.ini: `deploy/up --sources`.
WITH_SOURCES = ("harvest",)
TEMPLATES = sorted(translation.SOURCES.rglob("*.html"))
# What a template says without gettext: names of the law, citations, what is the same everywhere.
SAID_AS_IT_IS = {
    "Croissant",
    "Daftar Informasi Publik (DIP)",
    "Daftar Informasi yang Dikecualikan (DIK)",
    "UU 14/2008 Pasal 22",
    "UU 14/2008 Pasal 35",
    "UU 14/2008 Pasal 37",
    "UU 14/2008 Pasal 36",
}
CODE = re.compile(
    r"\{#.*?#\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{\{.*?\}\}|\{%.*?%\}"
    r"|<(script|style|code|pre|svg)\b.*?</\1>|&\w+;",
    re.DOTALL,
)
SAID = re.compile(r'>([^<>]*)<|\b(?:title|alt|placeholder|label|aria-label)="([^"]*)"')


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return translation.read(translation.CATALOGUE)


def _forms(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _said(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _translated(catalog: Catalog, msgid: str) -> str:
    message = catalog.get(msgid)
    assert message is not None
    return str(message.string)


def _keys(catalog: Catalog) -> set[str]:
    return {_forms(message)[0] for message in translation.words(catalog)}


class TestSpeakers:
    def test_every_plugin_of_the_portal_is_listened_to(self) -> None:
        """A plugin that is added to the configuration brings words of its own."""
        ini = configparser.RawConfigParser()
        ini.read(translation.ROOT / "config/ckan.ini")
        plugins = {*ini["app:main"]["ckan.plugins"].split(), *WITH_SOURCES}
        found = {plugin.name: plugin.module for plugin in entry_points(group="ckan.plugins")}
        heard = (*translation.SPEAKERS, "ckanext.ppidbontang")
        assert {
            name
            for name in plugins
            if not any(f"{found[name]}.".startswith(f"{package}.") for package in heard)
        } == set()


class TestSources:
    def test_templates_say_nothing_that_no_catalogue_knows(self) -> None:
        """Neither language reaches what a template says outside of gettext."""
        said = {
            " ".join(text.split()): path.name
            for path in TEMPLATES
            for found in SAID.findall(CODE.sub(" ", path.read_text(encoding="utf-8")))
            for text in found
            if any(len(word) > 2 for word in english.words(text))
        }
        assert {text: name for text, name in said.items() if text not in SAID_AS_IT_IS} == {}


class TestTemplates:
    def test_every_message_of_the_plugin_is_in_its_template(self) -> None:
        """What a colleague wrote since the last run would otherwise stay English."""
        assert _keys(translation.own_messages()) == _keys(
            translation.read(translation.OWN_TEMPLATE)
        )

    def test_every_message_of_ckan_is_in_its_template(self) -> None:
        """A new release of CKAN or of a plugin brings new words."""
        assert _keys(translation.core_messages()) == _keys(
            translation.read(translation.CORE_TEMPLATE)
        )

    def test_the_catalogue_holds_both_templates_and_nothing_else(self, catalogue: Catalog) -> None:
        own = _keys(translation.read(translation.OWN_TEMPLATE))
        core = _keys(translation.read(translation.CORE_TEMPLATE))
        assert _keys(catalogue) == own | core
        assert not catalogue.obsolete


class TestTranslations:
    def test_none_is_empty_or_a_guess(self, catalogue: Catalog) -> None:
        assert [message.id for message in translation.untranslated(catalogue)] == []

    def test_placeholders_and_tags_are_kept(self, catalogue: Catalog) -> None:
        """A lost or invented placeholder breaks the page that uses it."""
        wrong = {
            said: _forms(message)
            for message in translation.words(catalogue)
            for said in _said(message)
            if sorted(PLACEHOLDER.findall(_forms(message)[-1])) != sorted(PLACEHOLDER.findall(said))
        }
        assert wrong == {}

    def test_positional_placeholders_keep_their_order(self, catalogue: Catalog) -> None:
        wrong = [
            message.id
            for message in translation.words(catalogue)
            if re.findall(r"%[srdi]", _forms(message)[-1])
            != re.findall(r"%[srdi]", _said(message)[0])
        ]
        assert wrong == []

    def test_one_form_for_every_number(self, catalogue: Catalog) -> None:
        """Indonesian nouns do not change after a number."""
        assert catalogue.num_plurals == 1

    def test_blanks_and_closing_points_are_kept(self, catalogue: Catalog) -> None:
        """Messages are joined to others: a blank at an end belongs to the sentence."""
        wrong = [
            message.id
            for message in translation.words(catalogue)
            for said in _said(message)
            if (_forms(message)[-1][:1] == " ") != (said[:1] == " ")
            or (_forms(message)[-1][-1:] == " ") != (said[-1:] == " ")
        ]
        assert wrong == []

    def test_no_english_is_left(self, catalogue: Catalog) -> None:
        same = {
            said
            for message in translation.words(catalogue)
            for said in _said(message)
            if said in _forms(message)
            and said not in SAME_IN_BOTH
            and not PATTERN_ONLY.fullmatch(said)
        }
        english = {
            said
            for message in translation.words(catalogue)
            for said in _said(message)
            if said not in SAME_IN_BOTH
            and ENGLISH.search(PLACEHOLDER.sub("", NOT_ENGLISH.sub("", said)))
        }
        assert same | english == set()


class TestTables:
    """The words of tables are in the domain, which has no catalogue: both say the same."""

    def test_columns_are_headed_by_the_labels_of_their_fields(self, catalogue: Catalog) -> None:
        labels = {
            field: _translated(catalogue, LABELS[field]) for field in HEADINGS.keys() - {PRIVATE}
        }
        assert {**labels, PRIVATE: "Belum diterbitkan"} == HEADINGS

    @pytest.mark.parametrize(
        ("field", "codes"),
        [
            ("personal_data", PersonalData),
            ("available_forms", AvailableForm),
            ("update_frequency", UpdateFrequency),
            ("geographic_level", GeographicLevel),
            ("exemption_period_type", PeriodType),
        ],
    )
    def test_codes_are_written_by_their_labels(
        self, catalogue: Catalog, field: str, codes: type[LabelledCode]
    ) -> None:
        assert {choice.code: choice.label for choice in CHOICES[field]} == {
            code.value: _translated(catalogue, code.label) for code in codes
        }


class TestCompiled:
    def test_what_ckan_reads_is_what_the_catalogue_says(self, catalogue: Catalog) -> None:
        assert translation.COMPILED.read_bytes() == translation.compiled(catalogue)
