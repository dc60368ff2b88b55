"""Documents that are joined of compressed pieces are what one compression would have made."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.feed.pieces import Piece, gzipped, plain

TEXTS = st.lists(st.binary(max_size=2000), max_size=20)


@given(TEXTS)
def test_the_joined_pieces_are_one_gzip_file_of_all_texts(texts: list[bytes]) -> None:
    file = b"".join(gzipped(map(Piece.of, texts)))
    assert gzip.decompress(file) == b"".join(texts)
    # One member: readers that stop after the first one would lose the rest.
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert member.decompress(file) == b"".join(texts)
    assert member.eof
    assert member.unused_data == b""


@given(TEXTS)
def test_the_texts_come_out_as_they_went_in(texts: list[bytes]) -> None:
    assert list(plain(map(Piece.of, texts))) == texts


def test_the_checksum_holds_over_four_gigabytes() -> None:
    """ISIZE is the length modulo 2 to the 32, and the CRC goes on over it."""
    megabyte = bytes(1 << 20)
    crc = 0
    for _ in range(4097):
        crc = zlib.crc32(megabyte, crc)
    *_, trailer = gzipped([Piece.of(megabyte)] * 4097)
    assert int.from_bytes(trailer[-8:-4], "little") == crc
    assert int.from_bytes(trailer[-4:], "little") == 1 << 20
