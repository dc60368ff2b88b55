"""Code lists whose members carry a label."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class LabelledCode(StrEnum):
    """Be a code that is written as `MEMBER = "code", "label"`.

    The label is official Indonesian wording, or a message id where the law has no wording for it.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
