"""Write the synonyms of the names in a registry of bodies: run with CKAN's Python.

python names.py config/opd.yaml ppid_names.txt
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from ckanext.ppidbontang.domain.agencies import registry_from_records
from ckanext.ppidbontang.domain.synonyms import synonyms


def main() -> None:
    """Read the registry, write the lines."""
    source, target = map(Path, sys.argv[1:])
    content = yaml.safe_load(source.read_text(encoding="utf-8"))
    lines = synonyms(registry_from_records(content["agencies"], content["regions"]))
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
