"""The files a load reads: YAML documents, and the data files that lie beside them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import yaml

SUFFIXES = (".yaml", ".yml")
_NOTHING = re.compile(r"^(?:~|null|Null|NULL|)$")


class Unreadable(Exception):  # noqa: N818 (says what a file is, like NotFound; "Error" adds nothing)
    """Say why a file cannot be used, in the reader's language."""


class _TextLoader(yaml.CBaseLoader):
    """Read every scalar as the text that stands in the file, and refuse a key given twice.

    YAML's own types would turn the code 64.10 into 64.1 and the word `no` into a boolean.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key in (key for key, _value in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=tk._("“{key}” stands here twice").format(key=key.value),
                    problem_mark=key.start_mark,
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_nothing(self, node: yaml.Node) -> None:
        """Read an empty or null value as None."""


_TextLoader.add_implicit_resolver("tag:yaml.org,2002:null", _NOTHING, ["~", "n", "N", ""])
_TextLoader.add_constructor("tag:yaml.org,2002:null", _TextLoader.construct_nothing)


def documents(path: Path) -> list[Path]:
    """Return the YAML files that `path` names: itself, or those of the folder, sorted by name."""
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix in SUFFIXES)
    return [path]


def parse(path: Path) -> Any:
    """Return the content of a YAML file, every scalar as text.

    Raises:
        Unreadable: the file cannot be read or is not YAML; says where.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _TextLoader)  # noqa: S506 (makes only text)
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark or err.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Unreadable(
            tk._("line {line}, column {column}: not valid YAML: {problem}.").format(
                line=line, column=column, problem=err.problem
            )
        ) from err
    except yaml.reader.ReaderError as err:
        raise Unreadable(
            tk._("character {position}: not valid YAML: {problem}.").format(
                position=err.position, problem=err.reason
            )
        ) from err
    except UnicodeDecodeError as err:
        raise Unreadable(
            tk._("byte {position}: not UTF-8 text.").format(position=err.start)
        ) from err
    except OSError as err:
        raise Unreadable(tk._("cannot be read: {reason}.").format(reason=err.strerror)) from err


def beside(document: Path, name: str) -> Path:
    """Return the data file `name` of a YAML file; it must lie in the same folder or below it.

    Raises:
        Unreadable: the name leads out of the folder, or to no file.
    """
    folder = document.parent.resolve()
    try:
        found = (folder / name).resolve()
        if not found.is_relative_to(folder):
            raise Unreadable(tk._("leads out of the folder of the YAML file."))
        if not found.is_file():
            raise Unreadable(tk._("no such file beside the YAML file."))
    except (OSError, ValueError) as err:
        raise Unreadable(tk._("is not a file name.")) from err
    return found


def holds(path: Path, *, size: int | None, checksum: str) -> bool:
    """Tell whether a file is the one stored, by size and by SHA-256 or MD5.

    A load stores the SHA-256; a plugin that reads the file into the DataStore may replace it by
    the MD5 it has computed on the way.
    """
    if size != path.stat().st_size:
        return False
    algorithm = {64: "sha256", 32: "md5"}.get(len(checksum))
    return algorithm is not None and digest(path, algorithm) == checksum


def digest(path: Path, algorithm: str = "sha256") -> str:
    """Return the checksum of a file, in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, algorithm).hexdigest()
