"""The Python packages: virtual environments made from the lock files, and the project in one."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from portal.commands import run
from portal.layout import CACHE, DEPLOY, ROOT, SHARED_LOG, VAR, VENV
from portal.machine import require_room
from portal.progress import Progress
from portal.stamps import Stamps, fingerprint

STAMPS = Stamps(VENV / "stamps")
RUNTIME_LOCK = DEPLOY / "requirements.txt"
TEST_LOCK = DEPLOY / "requirements-dev.txt"
# A harvester that the tests let loose on the feed; its packages can't share CKAN's environment.
UDATA = VAR / "udata"
UDATA_LOCK = DEPLOY / "requirements-udata.txt"


def program(name: str) -> Path:
    """Return the path of a program of the environment."""
    return VENV / "bin" / name


def packages(name: str) -> Path:
    """Return the folder of an installed Python package."""
    return next(VENV.glob("lib/python3.*/site-packages")) / name


def install(progress: Progress, *, tests: bool) -> None:
    """Make the environment match the lock files; what tests need is added on request."""
    _runtime(progress)
    if tests:
        _add_tests(progress)
        _udata(progress)
    _project(progress)


def runtime_inputs() -> str:
    """Return the fingerprint of the runtime environment."""
    return fingerprint(RUNTIME_LOCK, sys.version)


def _runtime(progress: Progress) -> None:
    if STAMPS.is_current("runtime", runtime_inputs()):
        return
    with progress.step("Python packages: install from deploy/requirements.txt"):
        require_room()
        # The environment has its path written into it, so it is made in place and is whole only
        # once its stamp is there; packages that are there already make an upgrade quick.
        STAMPS.clear("runtime")
        STAMPS.clear("tests")
        if not _is_usable():
            shutil.rmtree(VENV, ignore_errors=True)
            VAR.mkdir(exist_ok=True)
            run([sys.executable, "-m", "venv", VENV], log=SHARED_LOG / "venv.log")
        _pip("install", "--require-hashes", "--no-deps", "-r", RUNTIME_LOCK)
        STAMPS.set("runtime", runtime_inputs())


def _is_usable() -> bool:
    configuration = VENV / "pyvenv.cfg"
    version = sys.version.split()[0]
    return (
        program("pip").exists()
        and configuration.exists()
        and f"version = {version}" in configuration.read_text(encoding="utf-8")
    )


def _add_tests(progress: Progress) -> None:
    inputs = fingerprint(TEST_LOCK, runtime_inputs())
    if STAMPS.is_current("tests", inputs):
        return
    with progress.step("Python packages: install from deploy/requirements-dev.txt"):
        require_room()
        STAMPS.clear("tests")
        _pip("install", "--require-hashes", "--no-deps", "-r", TEST_LOCK)
        STAMPS.set("tests", inputs)


def _udata(progress: Progress) -> None:
    stamps = Stamps(UDATA / "stamps")
    inputs = fingerprint(UDATA_LOCK, sys.version)
    if stamps.is_current("packages", inputs):
        return
    with progress.step("Python packages: install udata from deploy/requirements-udata.txt"):
        require_room()
        shutil.rmtree(UDATA, ignore_errors=True)
        command = [sys.executable, "-m", "venv", "--without-pip", UDATA]
        run(command, log=SHARED_LOG / "venv.log")
        # Much of it is never imported: what is will be compiled then.
        target = ("--python", UDATA / "bin" / "python", "install", "--no-compile")
        _pip(*target, "--require-hashes", "--no-deps", "-r", UDATA_LOCK)
        stamps.set("packages", inputs)


def _project(progress: Progress) -> None:
    inputs = fingerprint(ROOT / "setup.py", runtime_inputs(), str(ROOT))
    if STAMPS.is_current("project", inputs):
        return
    with progress.step("Python packages: link the project into the environment"):
        _pip("install", "--no-deps", "--no-build-isolation", "--editable", ROOT)
        STAMPS.set("project", inputs)


def _pip(*arguments: str | Path) -> None:
    run(
        [program("python"), "-m", "pip", "--no-input", *arguments],
        log=SHARED_LOG / "pip.log",
        env={"PIP_CACHE_DIR": str(CACHE / "pip"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        registry="the Python package index",
    )
