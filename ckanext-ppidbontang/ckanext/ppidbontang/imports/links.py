"""Copies of what rows link to, taken politely when the officer asks for them.

A link that cannot be fetched stays a link: its row is made all the same, with a word about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from ckan.lib.munge import munge_filename

from ckanext.ppidbontang.documents.hygiene import is_web_address
from ckanext.ppidbontang.domain.sources import Limits
from ckanext.ppidbontang.sources.fetch import Fetcher, Patience
from ckanext.ppidbontang.sources.problems import PullError, say

# Of one link; a file on the portal is no larger.
_LIMITS = Limits(megabytes=100, seconds=120)
_PATIENCE = Patience(connect=5, silence=20, back_off=1, longest_wait=10, tries=3)


@contextmanager
def copied(urls: Iterable[str]) -> Iterator[tuple[Mapping[str, Path], Mapping[str, str]]]:
    """Yield the copies by their links, and why others could not be had; gone afterwards."""
    copies: dict[str, Path] = {}
    reasons: dict[str, str] = {}
    with TemporaryDirectory(prefix="ppid-links-") as folder:
        for number, url in enumerate(sorted({url for url in urls if is_web_address(url)})):
            place = Path(folder, str(number))
            place.mkdir()
            try:
                copies[url] = _copy(url, place)
            except PullError as err:
                reasons[url] = say(err.kept)
        yield copies, reasons


def _copy(url: str, place: Path) -> Path:
    """Fetch a link into a file that has its name.

    Raises:
        PullError: it cannot be had.
    """
    document = Fetcher(url, _LIMITS, place, _PATIENCE).get(url)
    if document is None:  # asked without conditions, a server has nothing to leave out
        raise AssertionError(url)
    return document.path.rename(place / file_name(url))


def file_name(url: str) -> str:
    """Return the name that the file behind a link has on the portal."""
    name = unquote(PurePosixPath(urlsplit(url).path).name)
    return munge_filename(name or urlsplit(url).hostname or "berkas")
