"""Hear whether a page says something in English to a reader of Indonesian.

A word is English if it is said in the English half of the catalogue and never in the other half, or
if it is one of the commonest words of English. What is the same in both, and names, are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import translation
from babel.messages.catalog import Catalog
from lxml import html

# The commonest words of English, and those of buttons, that no Indonesian sentence has.
COMMON = """
    about account activity add address after again all already also and any are at author be
    because been before below between both but by can cannot category change changed changes choose
    clear click close column contact could create created dataset datasets date day days delete
    deleted description details did do does done download each edit either email empty entries entry
    error every failed field fields file files filter first follow followers for forbidden forgot
    found from full get given go group groups had has have help here hide high home hour hours how
    if image in incorrect information into invalid is item items it its just kind language last
    later least licence license limit link list load loading log login logout low made make manage
    many may member members message missing more most must name never new next no not of off on only
    open optional or order organization organizations other our out over own owner page pages
    password people please preview previous private public publish published read ready remove
    request required reset resource resources result results retry row rows same save search see
    select send sent server set settings should show showing sign since size some sort start still
    submit such summary tag tags than that the their them then there these they this time title to
    today toggle too unauthorized under unknown until up update updated upload use used user users
    value values very view views visibility was way we welcome were what when where which while who
    why will with within without would wrong year years yes you your
    january february march april may june july august october december monday tuesday wednesday
    thursday friday saturday sunday
"""
# Indonesian too, or of no language: "Penanaman Modal", "No. 1", "huruf g", "non-alam", HTML tags,
# types of the DataStore, GET, and parameters of the API.
SHARED = "g get limit modal no non numeric tag test text timestamp"
NAMES = re.compile(
    r"Creative Commons Attribution|Open Data( Commons [\w ]+)?|UK Open Government Licence"
    r"|GNU Free Documentation License"
)
SPOKEN_ATTRIBUTES = (
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "data-bs-title",
    "data-content",
    "data-module-content",
    "data-module-title",
    "label",
    "placeholder",
    "summary",
    "title",
)
BUTTONS = ("submit", "button", "reset")
SPOKEN_METADATA = re.compile(
    r"^(description|og:title|og:description|twitter:(title|description)|apple-.*title)$"
)
# Code, what says that it is of another language, and machine data.
UNSPOKEN = {"script", "style", "template", "code", "pre", "kbd", "samp"}
WORD = re.compile(r"[A-Za-z]+")
# Addresses, names of files, variables, and ids are not words: whatever holds more than letters.
NOT_WORDS = re.compile(r"\S*(?:[/@_=\\<>{}]|\.\w|\d)\S*")


@cache
def vocabulary() -> frozenset[str]:
    """Return the words that are English and nothing else."""
    catalog = translation.read(translation.CATALOGUE)
    english, indonesian = _words(catalog, "id"), _words(catalog, "string")
    return frozenset(english - indonesian | set(COMMON.split())) - set(SHARED.split())


def heard(page: str) -> dict[str, str]:
    """Return the English words of a page, each with a line that says it."""
    found: dict[str, str] = {}
    for line in spoken(page):
        for word in words(line) & vocabulary():
            found.setdefault(word, " ".join(line.split())[:120])
    return found


def words(text: str) -> set[str]:
    """Return the words of a text, in small letters."""
    text = NOT_WORDS.sub(" ", NAMES.sub(" ", text))
    return {word.lower() for word in WORD.findall(text)}


def spoken(page: str) -> Iterator[str]:
    """Yield what a page says to those who see it and to those who have it read to them."""
    yield from _of_element(html.fromstring(page.encode()))


def _of_element(element: html.HtmlElement) -> Iterator[str]:
    if not _is_of_no_language(element):
        yield from _attributes(element)
        yield element.text or ""
        for child in element:
            yield from _of_element(child)
    yield element.tail or ""


def _is_of_no_language(element: html.HtmlElement) -> bool:
    """Tell comments, code, and what says itself that it is English or not to be translated."""
    is_code = not isinstance(element.tag, str) or element.tag in UNSPOKEN
    return is_code or element.get("lang") == "en" or element.get("translate") == "no"


def _attributes(element: html.HtmlElement) -> Iterator[str]:
    for name in SPOKEN_ATTRIBUTES:
        yield element.get(name) or ""
    if element.tag == "input" and element.get("type") in BUTTONS:
        yield element.get("value") or ""
    named = element.get("name") or element.get("property") or ""
    if element.tag == "meta" and SPOKEN_METADATA.match(named):
        yield element.get("content") or ""


def _words(catalog: Catalog, side: str) -> set[str]:
    texts: Iterable[object] = (getattr(message, side) for message in translation.words(catalog))
    return {
        word
        for text in texts
        for form in (text if isinstance(text, (tuple, list)) else (text,))
        for word in words(re.sub(r"<[^>]*>|%\(\w+\)\w|\{[^}]*\}", " ", str(form)))
    }
