"""What a cell of an ODS says of its value, as Python has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from ckanext.ppidbontang.documents.sheets.answer import Found
from ckanext.ppidbontang.domain.written.cells import CellError

# What programs show for a formula that failed; LibreOffice has numbers of its own beside it.
_ERROR = re.compile(r"#[A-Z/0]+[!?]|#N/A|Err:\d+")
_DURATION = re.compile(r"(-?)PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")


def value(attributes: Mapping[str, str], text: str) -> Found:
    """Return the value of a cell, if any; what cannot be understood stays as it is shown."""
    if attributes.get("calcext:value-type") == "error" or (
        "table:formula" in attributes and _ERROR.fullmatch(text)
    ):
        return CellError(text or "#ERROR!")
    name, convert = _KINDS.get(attributes.get("office:value-type", ""), _TEXT)
    try:
        return convert(attributes[name]) if name in attributes else text or None
    except ValueError:
        return text


def _moment(written: str) -> date | datetime:
    moment = datetime.fromisoformat(written).replace(tzinfo=None)
    return moment.date() if moment.time() == time() else moment


def _duration(written: str) -> time | timedelta:
    parts = _DURATION.fullmatch(written)
    if parts is None:
        raise ValueError(written)
    hours, minutes, seconds = (int(part) for part in parts.groups()[1:])
    if not parts[1] and hours < 24:
        return time(hours, minutes, seconds)
    duration = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -duration if parts[1] else duration


_TEXT: tuple[str, Callable[[str], Found]] = ("office:string-value", str)
_NUMBER: tuple[str, Callable[[str], Found]] = ("office:value", float)
_KINDS: Mapping[str, tuple[str, Callable[[str], Found]]] = {
    "float": _NUMBER,
    "percentage": _NUMBER,
    "currency": _NUMBER,
    "date": ("office:date-value", _moment),
    "time": ("office:time-value", _duration),
    "boolean": ("office:boolean-value", lambda written: written == "true"),
}
