"""What a caller of a list asks for: a code, a flag, and a page of it."""

from __future__ import annotations

from typing import TypeVar

import ckan.plugins.toolkit as tk
from ckan.types import DataDict

from ckanext.ppidbontang.domain.codes import LabelledCode

Code = TypeVar("Code", bound=LabelledCode)

_LIMIT, _MOST = 100, 1000
# More than any list has, and less than a database counts to.
_BEYOND = 1_000_000_000


def code(data_dict: DataDict, field: str, codes: type[Code]) -> Code | None:
    """Return the code that a field names, or None where it is empty.

    Raises:
        ValidationError: it is none of the codes.
    """
    value = data_dict.get(field)
    if not value:
        return None
    if value not in list(codes):
        message = tk._('"{field}": {value} is none of {allowed}.')
        allowed = ", ".join(codes)
        raise tk.ValidationError(
            {field: [message.format(field=field, value=value, allowed=allowed)]}
        )
    return codes(value)


def page(data_dict: DataDict, *, usual: int = _LIMIT, most: int = _MOST) -> tuple[int, int]:
    """Return the `limit`, never more than `most`, and the `offset`.

    Raises:
        ValidationError: one of them is no whole number.
    """
    return min(_number(data_dict, "limit", usual), most), _number(data_dict, "offset", 0)


def flag(data_dict: DataDict, field: str, *, default: bool) -> bool:
    """Return whether a field says yes.

    Raises:
        ValidationError: it says neither yes nor no.
    """
    value = data_dict.get(field)
    if value in (None, ""):
        return default
    try:
        return tk.asbool(value)
    except ValueError as err:
        message = tk._('"{field}": {value} is neither true nor false.')
        shown = message.format(field=field, value=str(value)[:40])
        raise tk.ValidationError({field: [shown]}) from err


def _number(data_dict: DataDict, field: str, default: int) -> int:
    value = data_dict.get(field)
    if value in (None, ""):
        return default
    text = str(value)
    if not (text.isascii() and text.isdecimal()):
        message = tk._('"{field}": {value} is no whole number.')
        raise tk.ValidationError({field: [message.format(field=field, value=text[:40])]})
    return int(text) if len(text) < len(str(_BEYOND)) else _BEYOND
