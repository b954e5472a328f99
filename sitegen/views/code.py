"""The QR code of an address, for paper."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.records import record
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site
from sitegen.views.page import canonical

BORDER = 4  #: modules of white around a code (ISO/IEC 18004)
#: Any of the eight masks can be read. To weigh them all takes twenty times as long, for pages that are many.
MASK = 3
_DARK = re.compile(b"\1+")


@record
class Code:
    """A drawing: the side of its square, in modules, and the line that goes over the dark ones."""

    side: int
    line: str


def code_view(site: Site, path: str) -> Code:
    """The code of the address of ``path`` on the published site, with error correction M: 15 % may be spoilt."""
    side, modules = _encoder(site).encoded(canonical(site, path).encode())
    return Code(side + 2 * BORDER, "".join(_row(y, modules[y * side : (y + 1) * side]) for y in range(side)))


@once
def _encoder(site: Site) -> Encoder:
    """One for all codes of a site."""
    return Encoder()


class Encoder:
    """Makes codes, and encodes only what does not follow from the codes that it made before.

    At one size, level and mask, each module is a sum (xor) of bits of the address and of one bit that is the same in
    all codes: Reed-Solomon codes are linear, the mask is added, the rest stands still. So what changes in an address
    changes the same modules in every code. Thousands of addresses are sums of some hundred changes; of which ones, is
    found by Gaussian elimination.
    """

    def __init__(self) -> None:
        self._first: dict[int, tuple[int, int, int]] = {}  #: by length: the side of a code, its address, its modules
        self._changes: dict[tuple[int, int], tuple[int, int]] = {}  #: by side and highest bit: of address, of modules

    def encoded(self, address: bytes) -> tuple[int, bytes]:
        """The side of the code of an address, and its modules row by row: 1 is dark."""
        said = int.from_bytes(address, "little")  # so that a sign has its place from the beginning on
        if len(address) not in self._first:
            side, modules = _by_segno(address)
            self._first[len(address)] = side, said, modules
        side, first, modules = self._first[len(address)]
        rest = said ^ first
        while rest:
            highest = side, rest.bit_length()
            if highest not in self._changes:
                self._changes[highest] = rest, modules ^ _by_segno(address)[1]
            change, changed = self._changes[highest]
            rest, modules = rest ^ change, modules ^ changed
        return side, modules.to_bytes(side * side, "big")


def _by_segno(address: bytes) -> tuple[int, int]:
    """The side of a code, and its modules as a number with a byte for each."""
    import segno  # noqa: PLC0415  # it brings half of the standard library with it, and codes are kept

    made = segno.make_qr(address, error="m", mode="byte", boost_error=False, mask=MASK)
    return len(made.matrix), int.from_bytes(b"".join(made.matrix), "big")


@lru_cache(maxsize=2048)
def _row(y: int, row: bytes) -> str:
    """The middle of each run of dark modules in a row, as parts of a path (SVG 2, 9.3). Many codes share a row."""
    runs = (run.span() for run in _DARK.finditer(row))
    return "".join(f"M{start + BORDER} {y + BORDER}.5h{end - start}" for start, end in runs)
