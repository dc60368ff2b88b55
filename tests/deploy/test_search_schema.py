"""The schema of the search index is CKAN's own, with ours laid over."""

from __future__ import annotations

from xml.etree import ElementTree

from portal import search_schema


def test_everything_of_ckan_stays() -> None:
    stock = ElementTree.parse(search_schema.stock()).getroot()
    merged = ElementTree.fromstring(
        search_schema.laid_over(search_schema.stock(), search_schema.ADDITIONS)
    )
    # By its name CKAN knows whether it can work with an index.
    assert merged.get("name") == stock.get("name")
    assert merged.findtext("uniqueKey") == stock.findtext("uniqueKey")
    fields = [(field.tag, field.get("name"), field.get("type")) for field in merged.iter()]
    for field in stock.findall("fields/*"):
        assert fields.count((field.tag, field.get("name"), field.get("type"))) == 1
    for copy in stock.findall("copyField"):
        assert [found.attrib for found in merged.findall("copyField")].count(copy.attrib) == 1


def test_the_text_of_ckan_is_stemmed_as_indonesian() -> None:
    merged = ElementTree.fromstring(
        search_schema.laid_over(search_schema.stock(), search_schema.ADDITIONS)
    )
    (text,) = merged.findall("types/fieldType[@name='text']")
    stemmers = [found.get("class") for found in text.iter("filter")]
    assert stemmers.count("solr.IndonesianStemFilterFactory") == 2
    assert "solr.SnowballPorterFilterFactory" not in stemmers
