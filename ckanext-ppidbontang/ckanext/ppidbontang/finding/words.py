"""What people type, as words: nothing of it is a command to the search engine.

Pure Python. A person writes "banjir - rob (2025)" or pastes a whole page; the engine would read
operators in the one and take its time over the other.
"""

from __future__ import annotations

import re

# Nobody asks more; what is beyond is not looked for, and the page says so.
MOST_LETTERS = 300
MOST_WORDS = 20
# What is longer goes into no link of a page (maxlength in templates/ppid/suggest.html).
MOST_TYPED = 500
LONGEST_WORD = 60

# A hyphen, a point or a slash inside a word belong to it: KTP-el, 16.1, SD/MI.
_WORD = re.compile(r"\w+(?:[-./'’]\w+)*")
_OPERATORS = ("AND", "OR", "NOT")


def plain(typed: str) -> str:
    """Return words, and phrases in quotes, that are safe to ask for; empty where there are none."""
    typed = typed[:MOST_LETTERS]
    parts: list[str] = []
    left = MOST_WORDS
    for text, is_phrase in _parts(typed):
        words = [_harmless(word) for word in _WORD.findall(text)][:left]
        left -= len(words)
        if words:
            joined = " ".join(words)
            parts.append(f'"{joined}"' if is_phrase and len(words) > 1 else joined)
    return " ".join(parts)


def is_cut(typed: str) -> bool:
    """Say whether somebody typed more than is looked for."""
    return len(typed) > MOST_LETTERS or len(_WORD.findall(typed)) > MOST_WORDS


def _parts(typed: str) -> list[tuple[str, bool]]:
    """Return the text between quotes and around them; quotes that stay open are none."""
    if typed.count('"') % 2:
        head, _, tail = typed.rpartition('"')
        typed = f"{head} {tail}"
    pieces = typed.split('"')
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces)]


def _harmless(word: str) -> str:
    """Return a word that no parser takes for an operator, a field or a pattern."""
    word = re.sub(r"[/'’]", " ", word)[:LONGEST_WORD]
    return word.lower() if word in _OPERATORS else word
