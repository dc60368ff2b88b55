"""What can go wrong while a portal is set up, told in one line.

SetupError        a step failed: what happened, what to do, where the log is
`-- StoppedError  somebody ended the run (SIGTERM or SIGHUP)
"""

from __future__ import annotations

from pathlib import Path


class SetupError(Exception):
    """A step that could not be done, with what the operator can do about it."""

    def __init__(
        self, what: str, *, remedy: str = "", log: Path | None = None, step: str = ""
    ) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.log = log
        self.step = step

    def __str__(self) -> str:
        parts = [f"{self.step}: {self.what}" if self.step else self.what]
        if self.remedy:
            parts.append(self.remedy)
        if self.log:
            parts.append(f"log: {self.log}")
        return "; ".join(parts)


class StoppedError(SetupError):
    """The run was told to stop."""
