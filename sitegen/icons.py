"""Icons: plain SVG files out of installed packages, made fit to stand inside a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
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


_BEGINS, _ENDS, _SILENT = '<svg class="icon" viewBox=', "</svg>", ' aria-hidden="true" focusable="false"'


def drawn_once(html: str) -> str:
    """The page with each icon that it shows several times drawn once, before the end of its body (SVG 2, 5.6 `use`)."""
    before, *others = html.split(_BEGINS)
    parted = [other.partition(_ENDS) for other in others]
    times = Counter(drawing for drawing, _, _ in parted)
    names = {drawing: f"drawn-{n}" for n, drawing in enumerate((d for d, n in times.items() if n > 1), start=1)}
    if not names:
        return html
    pieces = (
        _use(names[drawing]) + rest if drawing in names else f"{_BEGINS}{drawing}{end}{rest}"
        for drawing, end, rest in parted
    )
    start, end, rest = "".join((before, *pieces)).rpartition("</body>")
    symbols = (
        f'<symbol id="{name}" viewBox={drawing.replace(_SILENT, "", 1)}</symbol>' for drawing, name in names.items()
    )
    return f"{start}<div hidden><svg>{''.join(symbols)}</svg></div>\n{end}{rest}"


def _use(name: str) -> str:
    return f'<svg class="icon" aria-hidden="true"><use href="#{name}"/></svg>'
