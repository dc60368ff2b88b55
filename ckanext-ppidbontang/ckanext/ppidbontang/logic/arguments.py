"""What a caller of a list asks for: a code, and a page of it."""

from __future__ import annotations

from typing import TypeVar

import ckan.plugins.toolkit as tk
from ckan.types import DataDict

from ckanext.ppidbontang.domain.codes import LabelledCode

Code = TypeVar("Code", bound=LabelledCode)

_LIMIT, _MOST = 100, 1000


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


def page(data_dict: DataDict) -> tuple[int, int]:
    """Return the `limit`, never more than 1,000, and the `offset`.

    Raises:
        ValidationError: one of them is no whole number.
    """
    return min(_number(data_dict, "limit", _LIMIT), _MOST), _number(data_dict, "offset", 0)


def _number(data_dict: DataDict, field: str, default: int) -> int:
    value = data_dict.get(field)
    if value in (None, ""):
        return default
    if not str(value).isdecimal():
        message = tk._('"{field}": {value} is no whole number.')
        raise tk.ValidationError({field: [message.format(field=field, value=value)]})
    return int(str(value))
