"""Become a daemon: leave the session, write the record, drop privileges, run the program.

Run as `launch.py RECORD LOG USER COMMAND…` with the daemon's environment; USER may be empty. The
record is written here, by the process it describes, so that no daemon is ever without one: not even
when whoever starts it is killed in between.
"""

from __future__ import annotations

import json
import os
import pwd
import sys
from pathlib import Path


def start_time(pid: int) -> str:
    """Return when a process started, in the kernel's ticks: with the pid it names one process."""
    status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    # The name in brackets may hold spaces; what follows it may not.
    return status.rpartition(")")[2].split()[19]


def boot_id() -> str:
    """Return the identity of this boot of the machine: start times are counted from it."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def main(record: str, log: str, user: str, *command: str) -> None:
    """Turn this process into the daemon."""
    os.setsid()
    os.umask(0o077)
    os.chdir("/")
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target)
    value = {
        "pid": os.getpid(),
        "started": start_time(os.getpid()),
        "boot": boot_id(),
        "inputs": os.environ.pop("PORTAL_INPUTS"),
    }
    temporary = Path(f"{record}.new")
    temporary.write_text(json.dumps(value), encoding="utf-8")
    temporary.replace(record)
    if user:
        entry = pwd.getpwnam(user)
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
    os.execvp(command[0], command)  # noqa: S606 (no shell is what is wanted)


if __name__ == "__main__":
    main(*sys.argv[1:])
