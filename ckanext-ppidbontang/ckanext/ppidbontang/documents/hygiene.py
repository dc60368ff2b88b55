"""What a cell may hold: text that cannot break a file, lie to its reader or run as a formula.

The text of a register comes from many hands, and a spreadsheet program obeys a cell that looks
like a formula (`=HYPERLINK(…)` sends the reader's data away).
"""

from __future__ import annotations

import re

# Neither XML 1.0 nor UTF-8 can carry them.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# The other controls; marks that turn the direction of reading, so that a name reads as another;
# and what is never seen, so that two texts which look the same are not. The joiners (U+200C,
# U+200D) and the soft hyphen stay: they are part of how words are written.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
# Spreadsheet programs look past blanks, and some read the full-width and small forms as well.
_BLANK = r'[\s"\u00ad\u200c\u200d]*'
_SIGN = "[=+@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212-]"
_FORMULA = re.compile(_BLANK + _SIGN)
# An apostrophe that is there already counts, so that `undefused` finds the text as it was.
_SLEEPER = f"(?='*{_BLANK}{_SIGN})"
_FORMULA_IN_CSV = re.compile(f"(?:^|(?<=[;\n])){_SLEEPER}")
_FORMULA_IN_ANY_CSV = re.compile(f"(?:^|(?<=[,;\n])){_SLEEPER}")
# The same, once there is an apostrophe after each end of a line among the blanks, too.
_DEFUSED_BLANK = r"(?:[^\S\n]|[\"\u00ad\u200c\u200d]|\n')*"
_DEFUSED_FORMULA = re.compile(f"(?:^|(?<=[,;\n]))'(?='*{_DEFUSED_BLANK}{_SIGN})")
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>\\^`{|}\[\]]+", re.IGNORECASE)


def legal(text: str) -> str:
    """Leave out the characters that no file can carry."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def plain(text: str) -> str:
    """Leave out what people cannot see: lines end in one way, and a tab is a space."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def kept(text: str) -> str:
    """Leave a text as it is, but for what no file can carry and the way its lines end."""
    if text.isprintable():
        return text
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet program could take a plain text for a formula."""
    return not text[:1].isalnum() and _FORMULA.match(text) is not None


def defused(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet program could take for a formula in CSV.

    Not only at the beginning: under Indonesian settings Excel expects semicolons, reads our quotes
    as letters, and begins a new cell at every semicolon and at every end of a line. An apostrophe
    that stands there already is doubled, in effect, so that `undefused` can tell it from ours.
    """
    return _FORMULA_IN_CSV.sub("'", text)


def asleep(text: str) -> str:
    """Do what `defused` does, at commas too: for a CSV with semicolons, whoever reads it."""
    return _FORMULA_IN_ANY_CSV.sub("'", text)


def undefused(text: str) -> str:
    """Take the apostrophes away that `defused` or `asleep` has put."""
    return _DEFUSED_FORMULA.sub("", text) if "'" in text else text


def is_web_address(text: str) -> bool:
    """Say whether a text is an address of the web, whole and nothing else."""
    return _WEB_ADDRESS.fullmatch(text) is not None
