"""Write the synonyms of the names in a registry of bodies: run with CKAN's Python.

python names.py config/opd.yaml ppid_names.txt
"""

from __future__ import annotations

import sys
from pathlib import Path

from ckanext.ppidbontang.domain.synonyms import synonyms
from ckanext.ppidbontang.registry import read


def main() -> None:
    """Read the registry, write the lines."""
    source, target = map(Path, sys.argv[1:])
    lines = synonyms(read(source))
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
