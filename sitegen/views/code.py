"""The QR code of an address, for paper."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.resolve.site import Site
from sitegen.views.page import canonical

BORDER = 4  #: modules of white around a code (ISO/IEC 18004)
#: Any of the eight masks can be read. To weigh them all takes twenty times as long, for pages that are many.
MASK = 3


@dataclass(frozen=True)
class Code:
    """A drawing: the side of its square, in modules, and the line that goes over the dark ones."""

    side: int
    line: str


def code_view(site: Site, path: str) -> Code:
    """The code of the address of ``path`` on the published site, with error correction M: 15 % may be spoilt."""
    import segno  # noqa: PLC0415  # it brings half of the standard library with it, and codes are kept

    made = segno.make_qr(canonical(site, path), error="m", boost_error=False, mask=MASK)
    return Code(len(made.matrix) + 2 * BORDER, "".join(_line(made.matrix)))


def _line(rows: Iterable[Iterable[int]]) -> Iterator[str]:
    """The middle of each run of dark modules, as parts of a path (SVG 2, 9.3)."""
    for y, row in enumerate(rows, start=BORDER):
        x = BORDER
        for dark, run in itertools.groupby(row):
            width = len(list(run))
            if dark:
                yield f"M{x} {y}.5h{width}"
            x += width
