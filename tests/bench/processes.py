"""What processes have used, by the kernel's own account."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from portal import daemons
from portal.errors import SetupError
from portal.layout import Instance

TICKS = os.sysconf("SC_CLK_TCK")
PARENT, CPU = 3, slice(13, 17)


def daemon(instance: Instance, name: str) -> int:
    """Return the process of a daemon."""
    pid = daemons.running_pid(instance, name)
    if pid is None:
        raise SetupError(f"{name} of {instance.name} does not run")
    return pid


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process and all that descend from it, ended ones too."""
    while True:
        try:
            # What a process has waited for is in its own account.
            return sum(int(used) for one in family(pid) for used in _status(one)[CPU]) / TICKS
        except (FileNotFoundError, ProcessLookupError):
            continue  # one has ended meanwhile: now it is in the account of its parent


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it and still run, parents before children."""
    parents = dict(_parents())
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def forget_peaks(pids: Iterable[int]) -> None:
    """Have the kernel count the most memory that processes hold from now on."""
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def memory(pid: int, field: str) -> int:
    """Return the bytes that a process holds: now (VmRSS), or at most (VmHWM)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return int(value.split()[0]) * 1024
    raise KeyError(field)


def _parents() -> Iterator[tuple[int, int]]:
    for path in Path("/proc").glob("[0-9]*"):
        try:
            yield int(path.name), int(_status(int(path.name))[PARENT])
        except (FileNotFoundError, ProcessLookupError):
            continue


def _status(pid: int) -> list[str]:
    """Return the fields of proc(5), stat, so that the first of them has the number 0."""
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    # The name in brackets may hold spaces; what follows it may not.
    before, _, after = text.rpartition(")")
    return [str(pid), before, *after.split()]
