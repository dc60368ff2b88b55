"""Statutes, and citations of their articles in the official order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Statute:
    """Name a law or regulation.

    The `uri` follows the pattern of URN:LEX (RFC 9676): it names the law and is no web address.
    """

    code: str
    title: str
    uri: str

    def __str__(self) -> str:
        """Return the short code, as in `UU 14/2008`."""
        return self.code


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """Point to a provision of a statute.

    A citation that is not `verified` was not confirmed in the official text: it may back a warning
    or a finding, never an error.
    """

    statute: Statute
    article: str = ""
    paragraph: str = ""
    letter: str = ""
    number: str = ""
    verified: bool = True

    def __str__(self) -> str:
        """Write the citation in the official order, as in `UU 14/2008 Pasal 17 huruf a angka 1`."""
        parts = (
            (self.article, f"Pasal {self.article}"),
            (self.paragraph, f"ayat ({self.paragraph})"),
            (self.letter, f"huruf {self.letter}"),
            (self.number, f"angka {self.number}"),
        )
        return " ".join([self.statute.code, *(text for value, text in parts if value)])


UU_14_2008 = Statute(
    code="UU 14/2008",
    title="Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
    uri="urn:lex:id:negara:undang.undang:2008;14",
)
PP_61_2010 = Statute(
    code="PP 61/2010",
    title=(
        "Peraturan Pemerintah Nomor 61 Tahun 2010 tentang Pelaksanaan Undang-Undang Nomor 14 "
        "Tahun 2008 tentang Keterbukaan Informasi Publik"
    ),
    uri="urn:lex:id:negara:peraturan.pemerintah:2010;61",
)
PERKI_1_2021 = Statute(
    code="PERKI 1/2021",
    title=(
        "Peraturan Komisi Informasi Nomor 1 Tahun 2021 tentang Standar Layanan Informasi Publik"
    ),
    uri="urn:lex:id:komisi.informasi:peraturan:2021;1",
)
PERPRES_39_2019 = Statute(
    code="Perpres 39/2019",
    title="Peraturan Presiden Nomor 39 Tahun 2019 tentang Satu Data Indonesia",
    uri="urn:lex:id:negara:peraturan.presiden:2019;39",
)

STATUTES: tuple[Statute, ...] = (UU_14_2008, PP_61_2010, PERKI_1_2021, PERPRES_39_2019)
