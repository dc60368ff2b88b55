"""What people typed, safe for every RDF syntax."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.rdf.text import clean, mail_address, phone_address, web_address


class TestClean:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a\x0bb\x00c", "abc"),
            ("satu\r\ndua\rtiga\n", "satu\ndua\ntiga\n"),
            ("\ud800\ufffe👪 é\t", "👪 é\t"),
        ],
    )
    def test_it_keeps_what_every_format_can_hold(self, text, expected):
        assert clean(text) == expected

    @given(st.text())
    def test_a_cleaned_text_is_the_same_in_every_format(self, text):
        triple = (
            rdflib.URIRef("http://a.example/"),
            rdflib.RDFS.label,
            rdflib.Literal(clean(text)),
        )
        graph = rdflib.Graph().add(triple)
        for name in ("turtle", "pretty-xml", "json-ld"):
            parser = "xml" if name == "pretty-xml" else name
            again = rdflib.Graph().parse(data=graph.serialize(format=name), format=parser)
            assert set(again) == {triple}, name


class TestWebAddress:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (" https://a.example/b c.csv ", "https://a.example/b%20c.csv"),
            ("http://a.example/%zz?q=[1]#x#y", "http://a.example/%25zz?q=%5B1%5D#x%23y"),
            ("http://a.example/é", "http://a.example/%C3%A9"),
            ("HTTP://a.example", "HTTP://a.example"),
            ("a.example/b", None),
            ("javascript:alert(1)", None),
            ("http://", None),
            ("http://a.example:port/", None),
            ("", None),
        ],
    )
    def test_it_mends_or_refuses(self, text, expected):
        assert web_address(text) == expected

    @given(st.text().map(lambda text: f"http://{text}"))
    def test_a_strict_parser_takes_what_it_returns(self, text):
        address = web_address(text)
        if address is not None:
            line = f"<{address}> <http://a.example/p> <{address}> ."
            assert len(list(ox.parse(line, format=ox.RdfFormat.TURTLE))) == 1


class TestContacts:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ppid@bontang.example", "mailto:ppid@bontang.example"),
            ("p p<id>@bontang.example", "mailto:p%20p%3Cid%3E@bontang.example"),
            ("bukan alamat", None),
            ("", None),
        ],
    )
    def test_mail(self, text, expected):
        assert mail_address(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"), [("(0548) 123-456", "tel:0548123456"), ("-", None), ("", None)]
    )
    def test_phone(self, text, expected):
        assert phone_address(text) == expected
