"""Run other programs to their end, with their output in a log."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from portal import lock
from portal.errors import SetupError

UNREACHABLE = (
    "Could not resolve",
    "Could not transfer artifact",
    "Connection refused",
    "Connection timed out",
    "Failed to establish a new connection",
    "Name or service not known",
    "Network is unreachable",
    "No route to host",
    "Temporary failure",
    "Tunnel connection failed",
    "Unable to connect",
    "CERTIFICATE_VERIFY_FAILED",
    "PKIX path building failed",
    "ConnectTimeoutError",
    "NewConnectionError",
    "Read timed out",
)


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment without what would silently redirect CKAN, PostgreSQL or Python.

    CKAN lets variables such as CKAN_SQLALCHEMY_URL override the configuration file: a portal must
    never write to a database that somebody's shell happens to name.
    """
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("CKAN", "PG", "PYTHON", "SOLR_", "GUNICORN"))
    }
    return {**kept, **(extra or {})}


def run(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    user: str | None = None,
    registry: str = "",
) -> None:
    """Run a program; on failure raise what its log says last.

    Args:
        command: the program and its arguments
        log: file that gets what it prints
        env: variables beside the clean environment
        stdin: text that it reads
        user: who runs it, when that is somebody else
        registry: name of the registry that it fetches from, to tell a dead network from a fault
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        result = subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd="/",
            env=clean_environment(env),
            input=stdin,
            text=True,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=tuple(lock.inherited),
            **({"user": user, "group": user, "extra_groups": []} if user else {}),
        )
    if result.returncode:
        raise _failure(Path(command[0]).name, result.returncode, log, registry)


def _failure(program: str, status: int, log: Path, registry: str) -> SetupError:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    if registry and any(sign in line for line in lines for sign in UNREACHABLE):
        return SetupError(
            f"{registry} cannot be reached",
            remedy="check the network or the proxy settings and run this again",
            log=log,
        )
    spoken = [line.strip() for line in lines if line.strip()]
    # Maven says first what is wrong and then much about itself; the others say it last.
    errors = [line for line in spoken if line.startswith("[ERROR]")]
    said = [*errors[:1], *spoken[-1:], "it printed nothing"][0]
    return SetupError(f"{program} ended with status {status}: {said[:300]}", log=log)


def output(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> str:
    """Return what a short program prints, or an empty string when it fails."""
    result = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd="/",
        env=clean_environment(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return result.stdout if result.returncode == 0 else ""
