"""Bytes in less room (docs/decisions/0042)."""

from __future__ import annotations

from deflate import DeflateError, gzip_compress, gzip_decompress


def compressed(data: bytes) -> bytes:
    """Bytes as a server compresses them at its quickest: the same on every machine, as long as the library is
    (github.com/ebiggers/libdeflate/issues/400).
    """
    return bytes(gzip_compress(data, 1))


def decompressed(packed: bytes, size: int = 0) -> bytes:
    """What was compressed; ``size`` is how many bytes it had, where that is known otherwise than by the packed ones.

    Raises :class:`ValueError` for what is not compressed.
    """
    try:
        return bytes(gzip_decompress(packed, size))
    except DeflateError as reason:
        raise ValueError from reason
