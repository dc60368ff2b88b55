"""The schema of the search index: CKAN's own, with `deploy/solr/indonesian.xml` laid over it.

The name of the schema stays, so CKAN knows it for its own, and every field of CKAN's is there under
its own type: whatever asks CKAN's index gets its answers from this one too.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from portal import venv
from portal.commands import run
from portal.layout import CONFIG, DEPLOY, PLUGIN, SHARED_LOG

ADDITIONS = DEPLOY / "solr" / "indonesian.xml"
NAMES = DEPLOY / "ckan_side" / "names.py"
REGISTRY = CONFIG / "opd.yaml"
# What the names are made with; what is made from them is made anew when one of these changes.
MADE_WITH = (
    ADDITIONS,
    NAMES,
    REGISTRY,
    PLUGIN / "ckanext" / "ppidbontang" / "domain" / "synonyms.py",
)


def stock() -> Path:
    """Return the schema that the installed CKAN brings."""
    return venv.packages("ckan") / "config" / "solr" / "schema.xml"


def write(conf: Path) -> None:
    """Write the schema and the synonyms of names into the folder of a core."""
    (conf / "managed-schema.xml").write_bytes(laid_over(stock(), ADDITIONS))
    run(
        [venv.program("python"), NAMES, REGISTRY, conf / "ppid_names.txt"],
        log=SHARED_LOG / "names.log",
    )


def laid_over(schema: Path, additions: Path) -> bytes:
    """Return a schema with the types, fields and copies of another file laid over its own."""
    # Both are files of programs that run here anyway.
    merged, more = (ElementTree.parse(file).getroot() for file in (schema, additions))  # noqa: S314
    for part in ("types", "fields"):
        _lay_over(_part(merged, part), _part(more, part))
    merged.extend(more.findall("copyField"))
    return ElementTree.tostring(merged, encoding="utf-8", xml_declaration=True)


def _lay_over(part: ElementTree.Element, more: ElementTree.Element) -> None:
    taken = {element.get("name") for element in more}
    for element in [old for old in part if old.get("name") in taken]:
        part.remove(element)
    part.extend(more)


def _part(schema: ElementTree.Element, name: str) -> ElementTree.Element:
    part = schema.find(name)
    if part is None:
        raise ValueError(f"the schema has no <{name}>")
    return part
