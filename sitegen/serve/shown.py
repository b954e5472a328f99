"""What browsers see: the last good files, and what is wrong with the newest on top of each page.

What is put into pages for the browser is put there on their way, never into a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from sitegen.planned import Artifact
from sitegen.records import record

_SCRIPT = '<script src="/livereload.js"></script>'
#: What the page's policy must let through here: what is wrong brings its own style.
_OWN_STYLE = ("style-src 'self'", "style-src 'self' 'unsafe-inline'")
_STYLE = (
    "all: revert; position: sticky; top: 0; z-index: 9; margin: 0; padding: .75rem 1rem; max-height: 60vh;"
    " overflow: auto; font: 1rem/1.5 system-ui, sans-serif; text-align: left; color: #1b1b1b;"
    " background: {}; border: 0 solid {}; border-bottom-width: 4px"
)
_RED, _YELLOW = ("#fdecea", "#b3261e"), ("#fff8e1", "#b26a00")


@record
class Told:
    """What was said of the problems of a build: whether it may be seen, one line, all of it, and in which language."""

    good: bool
    line: str = ""
    text: str = ""
    language: str = "en"


@dataclass
class Shown:
    """What the browser sees: the last good files by path, and what is wrong with the newest."""

    files: Mapping[str, Artifact] = field(default_factory=dict)
    told: Told = Told(True)


def with_told(page: str, told: Told) -> str:
    """A page with the script that reloads it, and with what is wrong on top."""
    before, head, after = page.partition("</head>")
    before = before.replace(*_OWN_STYLE)
    start, body, rest = after.partition("<body")
    attributes, end, content = rest.partition(">")
    return f"{before}{_SCRIPT}{head}{start}{body}{attributes}{end}{_overlay(told)}{content}"


def _overlay(told: Told) -> str:
    """What is wrong; nothing when nothing is. Warnings are only a line until they are asked for."""
    if not told.line:
        return ""
    style = _STYLE.format(*(_YELLOW if told.good else _RED))
    return (
        f'<details dir="ltr" lang="{told.language}" role="alert" style="{style}"{"" if told.good else " open"}>'
        f"<summary>{escape(told.line)}</summary>"
        f'<pre style="white-space: pre-wrap; margin: .5rem 0 0">{escape(told.text)}</pre></details>'
    )
