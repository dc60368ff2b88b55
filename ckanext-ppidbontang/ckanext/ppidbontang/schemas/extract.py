"""Let Babel find the message ids of a scheming schema: labels, help texts and placeholders."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

import yaml

TRANSLATED_KEYS = ("label", "help_text", "form_placeholder", "repeating_label")

Message = tuple[int, str, str, list[str]]


def extract_labels(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Message]:
    """Yield every text of a schema that people read, with its line, as Babel wants it."""
    return _messages(yaml.compose(fileobj, Loader=yaml.SafeLoader))


def _messages(node: yaml.Node | None) -> Iterator[Message]:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _messages(child)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in TRANSLATED_KEYS and isinstance(value, yaml.ScalarNode):
                yield value.start_mark.line + 1, "", value.value, []
            else:
                yield from _messages(value)
