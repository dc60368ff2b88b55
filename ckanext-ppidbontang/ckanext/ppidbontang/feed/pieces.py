"""Pieces of a document, compressed once and joined without being compressed again.

A gzip file is a header, a deflate stream and the checksum of the whole. A deflate stream may be cut
after any flush, and the CRC-32 of joined texts follows from theirs, so that the pieces of any
document are put together as they are kept (RFC 1951 and RFC 1952).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_LEVEL = 9
_RAW = -zlib.MAX_WBITS
# No name and no time, so that equal documents are equal bytes.
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_LAST_BLOCK = b"\x03\x00"
# The polynomial of CRC-32, its bits in reverse, as zlib writes it.
_POLYNOMIAL = 0xEDB88320


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a text as raw deflate that ends at a flush, its length in bytes and its CRC-32."""

    data: bytes
    length: int
    crc: int

    @classmethod
    def of(cls, text: bytes) -> Piece:
        """Compress a text."""
        compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        data = compressor.compress(text) + compressor.flush(zlib.Z_FULL_FLUSH)
        return cls(data=data, length=len(text), crc=zlib.crc32(text))

    def text(self) -> bytes:
        """Return the text."""
        return zlib.decompressobj(_RAW).decompress(self.data)


def plain(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """Yield the texts of the pieces."""
    for piece in pieces:
        yield piece.text()


def gzipped(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """Yield the joined texts of the pieces as one gzip file of one member."""
    yield _GZIP_HEADER
    length = crc = 0
    for piece in pieces:
        yield piece.data
        crc = _times(crc, _power_of_bytes(piece.length)) ^ piece.crc
        length += piece.length
    yield _LAST_BLOCK + crc.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little")


def _times(one: int, other: int) -> int:
    """Multiply two polynomials modulo that of CRC-32."""
    product = 0
    while one:
        if one & 0x80000000:
            product ^= other
        one = (one << 1) & 0xFFFFFFFF
        other = (other >> 1) ^ (_POLYNOMIAL if other & 1 else 0)
    return product


@lru_cache(maxsize=1 << 16)
def _power_of_bytes(count: int) -> int:
    """Return what a CRC-32 is multiplied by when so many bytes follow."""
    power, square = 0x80000000, 0x00800000  # x to the 0, and to the 8
    while count:
        if count & 1:
            power = _times(power, square)
        square = _times(square, square)
        count >>= 1
    return power
