"""The wheel holds all that the plugin needs, and works in a clean environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "ckanext-ppidbontang"
LOCK = ROOT / "deploy/requirements.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, so that nothing of an earlier build gets in."""
    copy = tmp_path_factory.mktemp("source")
    for part in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / part, copy)
    shutil.copytree(
        SOURCE, copy / SOURCE.name, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__")
    )
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", copy / "dist", copy)
    [made] = (copy / "dist").glob("*.whl")
    return made


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        cwd="/",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_holds_every_file_of_the_plugin(wheel):
    held = {name for name in ZipFile(wheel).namelist() if name.startswith("ckanext/ppidbontang/")}
    wanted = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "ckanext/ppidbontang").rglob("*")
        if path.is_file() and path.suffix != ".pyc" and ".webassets-cache" not in path.parts
    }
    assert wanted - held == set()


def test_it_works_in_a_clean_environment(wheel, tmp_path):
    """Only the lock file's packages and the wheel: CKAN starts with the plugin and its commands."""
    environment = tmp_path / "venv"
    run(sys.executable, "-m", "venv", environment)
    pip = (environment / "bin/python", "-m", "pip", "--no-input", "--quiet", "install", "--no-deps")
    cache = {"PIP_CACHE_DIR": str(ROOT / "var/cache/pip")}
    run(*pip, "--require-hashes", "-r", LOCK, **cache)
    run(*pip, wheel, **cache)
    plan = run(
        environment / "bin/ckan", "-c", os.environ["CKAN_INI"], "ppid", "opd", "sync", "--dry-run",
        PYTHONPATH="",
    )  # fmt: skip
    assert "47 bodies in the registry" in plan
    where = run(
        environment / "bin/python", "-c",
        "import ckanext.ppidbontang, ckanext.scheming, ckanext.dcat;"
        "print(ckanext.ppidbontang.__file__)",
        PYTHONPATH="",
    )  # fmt: skip
    assert str(environment) in where
