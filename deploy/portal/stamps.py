"""Remember which steps are done, by what they were done from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from portal.files import write_atomically


def fingerprint(*parts: object) -> str:
    """Return a hash of values; of a path, the content of the file or of all files below it."""
    digest = hashlib.sha256()
    for part in parts:
        for chunk in _chunks(part):
            digest.update(len(chunk).to_bytes(8, "big"))
            digest.update(chunk)
    return digest.hexdigest()


def _chunks(part: object) -> Iterable[bytes]:
    if not isinstance(part, Path):
        yield repr(part).encode()
    elif part.is_dir():
        for file in sorted(part.rglob("*")):
            if file.is_file() and not _is_derived(file):
                yield str(file.relative_to(part)).encode()
                yield file.read_bytes()
    elif part.is_file():
        yield part.read_bytes()
    else:
        yield b"absent"


def _is_derived(file: Path) -> bool:
    return "__pycache__" in file.parts or any(part.endswith(".egg-info") for part in file.parts)


class Stamps:
    """The stamps of one folder: a step is done when its stamp equals the hash of its inputs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def is_current(self, step: str, inputs: str) -> bool:
        """Say whether the step was finished from these inputs."""
        try:
            return (self._folder / step).read_text(encoding="utf-8") == inputs
        except FileNotFoundError:
            return False

    def set(self, step: str, inputs: str) -> None:
        """Record, as the last act of a step, what it was done from."""
        write_atomically(self._folder / step, inputs)

    def clear(self, step: str) -> None:
        """Forget that a step was done."""
        (self._folder / step).unlink(missing_ok=True)
