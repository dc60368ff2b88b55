"""Where a word counts how much: title, names and tags over summaries, and the new over the old."""

from __future__ import annotations

from typing import Any

from ckanext.ppidbontang.finding import engine

# Beside these the search engine's own settings put first what has the very words in its title
# (deploy/solr/conf/solrconfig.xml).
FIELDS = {
    "ppid_title": 5,
    "title": 5,
    "ppid_tags": 3,
    "extras_ppid_names": 2,
    "notes": 2,
    "extras_ppid_columns": 0.7,
    "text": 0.5,
}
# edismax with the settings that CKAN has no parameters for (deploy/solr/WordsParser.java).
PARSER = "ppid_words"
# CKAN's own, for its own schema; the names of bodies are text there too.
STOCK_FIELDS = "name^4 title^4 tags^2 groups^2 extras_ppid_names^2 extras_ppid_columns text"
STOCK_ENOUGH = "2<-1 5<80%"
# Of two words both, of three or four two, of more half.
ENOUGH_WORDS = "2<2 4<50%"
# A fifth more for what is of this year, for its period and for its last change.
FRESH = (
    "sum(1,product(0.15,recip(abs(ms(NOW/DAY,ppid_until_date)),3.2e-11,1,1)),"
    "product(0.05,recip(ms(NOW/DAY,metadata_modified),3.2e-11,1,1)))"
)
_CALLERS_OWN = ("qf", "defType", "bf", "boost")


def weigh(params: dict[str, Any]) -> dict[str, Any]:
    """Weigh a question in words; one that says itself how it is meant stays as it is."""
    words = str(params.get("q") or "").strip()
    if not words or ":" in words or any(params.get(name) for name in _CALLERS_OWN):
        return params
    return {**weighed(), **params}


def weighed() -> dict[str, str]:
    """Return the parameters by which words are looked up."""
    if not engine.knows_indonesian():
        return {"defType": "dismax", "qf": STOCK_FIELDS, "mm": STOCK_ENOUGH}
    return {
        "defType": PARSER,
        "qf": " ".join(f"{field}^{weight}" for field, weight in FIELDS.items()),
        "mm": ENOUGH_WORDS,
        "boost": FRESH,
        "tie": "0.2",
    }
