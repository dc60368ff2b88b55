"""How much of a list is asked for."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.types import DataDict

_LIMIT, _MOST = 100, 1000
# More than any list has, and less than a database counts to.
_BEYOND = 1_000_000_000


def window(data_dict: DataDict) -> tuple[int, int]:
    """Return `limit`, at most 1,000, and `offset`.

    Raises:
        ValidationError: one of them is no whole number.
    """
    return min(_number(data_dict, "limit", _LIMIT), _MOST), _number(data_dict, "offset", 0)


def _number(data_dict: DataDict, field: str, default: int) -> int:
    value = data_dict.get(field)
    if value in (None, ""):
        return default
    text = str(value)
    if not (text.isascii() and text.isdecimal()):
        message = tk._('"{field}": {value} is no whole number.')
        raise tk.ValidationError({field: [message.format(field=field, value=text[:40])]})
    return int(text) if len(text) < len(str(_BEYOND)) else _BEYOND
