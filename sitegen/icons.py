"""Icons: plain SVG files out of installed packages, made fit to stand inside a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from sitegen import installed
from sitegen.problems import Mark, Problem, error
from sitegen.wording import say

_ALLOWED = re.compile(r"<(path|circle|rect|line|polyline|polygon|ellipse|g)\b[^<>]*?(/?)>|</g>")
_DROPPED = re.compile(r'\s(class|id|style|on\w+|xmlns(:\w+)?|data-[\w-]+)="[^"]*"')


def read_icons(wanted: Mapping[str, str], file: str) -> tuple[dict[str, str], list[Problem]]:
    """The inline SVG of each icon by name. ``wanted`` maps a name to ``package:path/in/package.svg``."""
    icons: dict[str, str] = {}
    problems: list[Problem] = []
    for name, address in sorted(wanted.items()):
        package, _, path = address.partition(":")
        svg = _read(package, path)
        if svg is None:
            message = say("icon `{name}`: {address} is not there", name=name, address=address)
            problems.append(error(Mark(file), "icon-missing", message, say("write package:path/in/package.svg")))
        else:
            icons[name] = inline_svg(svg)
    return icons, problems


def icon_files(wanted: Mapping[str, str]) -> list[Path]:
    """The files of the icons, of those whose package is there."""
    places = (_place(package, path) for package, _, path in (address.partition(":") for address in wanted.values()))
    return sorted({place for place in places if place})


def _place(package: str, path: str) -> Path | None:
    found = installed.package(package)
    return found.place / path if found else None


def _read(package: str, path: str) -> str | None:
    place = _place(package, path)
    try:
        svg = place.read_text(encoding="utf-8") if place else ""
    except (ValueError, OSError):
        return None
    return svg if "<svg" in svg else None


def inline_svg(svg: str) -> str:
    """The drawing alone: shapes and their geometry, coloured like the text, hidden from screen readers."""
    box = re.search(r'viewBox="([-0-9. ]+)"', svg)
    body = svg.partition("<svg")[2].partition(">")[2]
    shapes = "".join(_DROPPED.sub("", match[0]) for match in _ALLOWED.finditer(body))
    shapes = re.sub(r'<path[^>]*stroke="none"[^>]*fill="none"[^>]*/?>', "", shapes)
    outline = 'stroke="currentColor"' in svg
    paint = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    look = paint if outline else 'fill="currentColor"'
    view = f'viewBox="{box[1] if box else "0 0 24 24"}"'
    return f'<svg class="icon" {view} {look} aria-hidden="true" focusable="false">{shapes}</svg>'


def numbers(icons: Mapping[str, str]) -> dict[str, int]:
    """Each icon's number: what a long list names it by."""
    return {name: number for number, name in enumerate(icons)}


@lru_cache(maxsize=1024)
def symbol(drawing: str, identifier: str) -> str:
    """A drawing that is not shown where it stands, but wherever it is named (SVG 2, 5.5)."""
    begins = drawing.replace(' aria-hidden="true" focusable="false"', "").replace('<svg class="icon"', "", 1)
    return f'<symbol id="{identifier}"{begins.removesuffix("</svg>")}</symbol>'


def use(identifier: str) -> str:
    """A drawing that stands in the page as a symbol (SVG 2, 5.6)."""
    return f'<svg class="icon" aria-hidden="true"><use href="#{identifier}"/></svg>'


#: What templates print for a drawing. No text can have it: there ``<`` is escaped, or in an attribute the quote is.
_MARK, _END = '<icon="', '">'


def mark(name: str) -> str:
    """What stands for a drawing in a page that is not drawn yet."""
    return f"{_MARK}{name}{_END}"


def drawn(html: str, icons: Mapping[str, str]) -> str:
    """The page with its drawings. What it shows several times is drawn once, before the end of its body."""
    before, *others = html.split(_MARK)
    if not others:
        return html
    parted = [other.partition(_END) for other in others]
    shown = [icons[name] for name, _, _ in parted]
    again = [drawing for drawing, times in Counter(shown).items() if times > 1]
    stands = {drawing: use(f"drawn-{n}") for n, drawing in enumerate(again, start=1)}
    pieces = [before]
    for drawing, (_, _, rest) in zip(shown, parted, strict=True):
        pieces += (stands.get(drawing, drawing), rest)
    if again:
        rest, end, after = pieces.pop().rpartition("</body>")
        symbols = [symbol(drawing, f"drawn-{n}") for n, drawing in enumerate(again, start=1)]
        pieces += (rest, "<div hidden><svg>", *symbols, "</svg></div>\n", end, after)
    return "".join(pieces)
