"""Read the calendar of working days from its files, once for each version of them."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

import yaml

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.exceptions import CalendarError
from ckanext.ppidbontang.domain.workdays import WorkingCalendar, calendar_from_records

log = logging.getLogger(__name__)


def current() -> WorkingCalendar:
    """Return the calendar that the setting names.

    Without a calendar, or with one that cannot be read, every deadline is provisional: a wrong file
    must not hide the cases that it would only have dated.
    """
    folder = config.calendar()
    if folder is None:
        return WorkingCalendar(())
    try:
        return read(folder)
    except CalendarError:
        log.exception("Working days are counted without days off")
        return WorkingCalendar(())


def read(folder: Path) -> WorkingCalendar:
    """Return the calendar in a folder of year files; files that did not change are parsed once.

    Raises:
        CalendarError: a file is missing, is not YAML or breaks a rule of the calendar.
    """
    try:
        files = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.yaml")))
    except OSError as err:
        raise CalendarError([f"{err.filename}: {err.strerror}"]) from err
    if not files:
        raise CalendarError([f"{folder}: holds no year (*.yaml)"])
    return _parse(files)


@lru_cache(maxsize=4)
def _parse(files: tuple[tuple[Path, int], ...]) -> WorkingCalendar:
    return calendar_from_records([_content(path) for path, _changed in files])


def _content(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as err:
        raise CalendarError([f"{path}: cannot be read: {err}"]) from err
