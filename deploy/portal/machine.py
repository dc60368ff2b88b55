"""What the machine must have, and how it gets it: Debian packages and room on the disk."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sysconfig
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.commands import output, run
from portal.errors import SetupError
from portal.layout import ROOT, SHARED_LOG
from portal.progress import Progress

GIGABYTE = 10**9
NEEDED_GIGABYTES = 3
POSTGRES_VERSIONS = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Requirement:
    """A Debian package, and how to see that what it brings is there, from wherever it came."""

    package: str
    present: Callable[[], bool]


def _command(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _shared_library(name: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


def _venv_works() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _python_headers() -> bool:
    return (Path(sysconfig.get_path("include")) / "Python.h").exists()


def _libpq_headers() -> bool:
    folder = output(["pg_config", "--includedir"]).strip() if shutil.which("pg_config") else ""
    return bool(folder) and (Path(folder) / "libpq-fe.h").exists()


def postgres_programs() -> Path | None:
    """Return the folder of the programs of the newest PostgreSQL server installed."""
    found = [path.parent for path in POSTGRES_VERSIONS.glob("[0-9]*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


def nginx_program() -> Path | None:
    """Return nginx, which Debian puts where only root's path leads."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    return Path(found) if found else None


RUNTIME = (
    Requirement("python3-venv", _venv_works),
    # psycopg2 comes as source and is compiled here.
    Requirement("gcc", _command("gcc")),
    Requirement("python3-dev", _python_headers),
    Requirement("libpq-dev", _libpq_headers),
    Requirement("libmagic1", _shared_library("libmagic.so.1")),
    Requirement("postgresql", lambda: postgres_programs() is not None),
    Requirement("redis-server", _command("redis-server")),
    # The compiler is for Solr's launcher, Maven for Solr's jars.
    Requirement("openjdk-17-jdk-headless", _command("javac")),
    Requirement("maven", _command("mvn")),
)
TESTS = (
    Requirement("chromium", _command("chromium")),
    # The portal needs none: it is what may stand in front of it (deploy/nginx).
    Requirement("nginx-light", lambda: nginx_program() is not None),
)


def require_room() -> None:
    """Stop when the disk can't hold what is about to be installed."""
    free = shutil.disk_usage(ROOT).free / GIGABYTE
    if free < NEEDED_GIGABYTES:
        raise SetupError(
            f"only {free:.1f} GB free at {ROOT}",
            remedy=f"free at least {NEEDED_GIGABYTES} GB, or put the project on a larger disk",
        )


def install_packages(requirements: Sequence[Requirement], progress: Progress) -> None:
    """Install the Debian packages that are missing, without leaving their services running."""
    missing = [need.package for need in requirements if not need.present()]
    if not missing:
        return
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(missing)}"
    with progress.step(f"System packages: install {', '.join(missing)}"):
        if shutil.which("apt-get") is None:
            raise SetupError(
                f"{', '.join(missing)} missing", remedy="install what these Debian packages bring"
            )
        if os.geteuid() != 0:
            raise SetupError(f"{', '.join(missing)} missing", remedy=f"run as root: {line}")
        units = _enabled_units()
        run(
            ["sh", "-c", _INSTALL, "install", *missing],
            log=SHARED_LOG / "apt.log",
            env={"DEBIAN_FRONTEND": "noninteractive"},
            registry="the Debian package archive",
        )
        _disable(_enabled_units() - units)
        still = [need.package for need in requirements if not need.present()]
        if still:
            raise SetupError(f"installed, yet not usable: {', '.join(still)}")


# Debian starts a server as soon as it is installed, unless policy-rc.d says no. Ours says no only
# while the shell that wrote it lives, and removes itself at the first question after that: even a
# run that is killed here leaves a machine whose services start as before.
_INSTALL = r"""
set -e
policy=/usr/sbin/policy-rc.d
if ! [ -e $policy ]; then
    cat >$policy.new <<END
#!/bin/sh
if [ "\$(cat /proc/$$/comm 2>/dev/null)" = sh ] ; then exit 101; fi
rm -f $policy
END
    chmod 755 $policy.new
    mv $policy.new $policy
    trap 'rm -f $policy' EXIT
fi
wait='-o DPkg::Lock::Timeout=600'
dpkg --configure -a
apt-get $wait update
apt-get $wait install -y --no-install-recommends "$@"
"""

_SERVER_UNITS = ("postgresql.service", "redis-server.service", "nginx.service")


def _enabled_units() -> frozenset[str]:
    """Return which of Debian's own servers start with the machine."""
    if not Path("/run/systemd/system").is_dir():
        return frozenset()
    enabled = (unit for unit in _SERVER_UNITS if output(["systemctl", "is-enabled", unit]))
    return frozenset(enabled)


def _disable(units: frozenset[str]) -> None:
    for unit in sorted(units):
        run(["systemctl", "disable", unit], log=SHARED_LOG / "systemctl.log")
