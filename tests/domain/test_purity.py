"""The law is pure: domain, documents and mapping import without CKAN, web, SQL or YAML."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[2] / "ckanext-ppidbontang" / "ckanext" / "ppidbontang"
DOMAIN = sorted((PLUGIN / "domain").rglob("*.py"))
BANNED = ("ckan", "flask", "sqlalchemy", "yaml")
IMPORT_ALL = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
for name in {banned!r}:
    sys.modules[name] = None
for name in sys.argv[2:]:
    importlib.import_module(name)
"""
# Modules by which a program reaches the clock, the disk, the network or chance.
WORLD = {"os", "io", "pathlib", "socket", "urllib", "http", "time", "random", "subprocess", "sys"}


def module_name(file: Path) -> str:
    parts = file.relative_to(PLUGIN.parent.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_domain_documents_and_mapping_import_without_ckan():
    """In a fresh interpreter that has none of the frameworks every pure module imports."""
    files = [*DOMAIN, *sorted((PLUGIN / "documents").rglob("*.py")), PLUGIN / "mapping.py"]
    names = [module_name(file) for file in files if file.exists()]
    assert len(names) > 20
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            IMPORT_ALL.format(banned=BANNED),
            str(PLUGIN.parent.parent),
            *names,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("file", DOMAIN, ids=lambda file: str(file.relative_to(PLUGIN)))
def test_a_domain_module_keeps_to_itself(file):
    """It imports the standard library and the domain only, and never asks the clock."""
    tree = ast.parse(file.read_text("utf-8"))
    for name in imported(tree):
        top = name.split(".")[0]
        assert name.startswith("ckanext.ppidbontang.domain") or top in sys.stdlib_module_names
        assert top not in WORLD
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not attributes & {"today", "now", "utcnow"}
