"""Markdown into HTML behind one function: plain texts without an engine, all others by Python-Markdown.

What a text means is what Python-Markdown makes of it. Where a site says so, plain texts go to pyromark, written in
Rust. It goes by CommonMark, but reads these alike: the choice changes no page. Each is loaded when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sitegen.markup.alike import alike
from sitegen.markup.direct import direct
from sitegen.model.config import Engine

#: Tags of a table that Python-Markdown writes on lines of their own and pyromark on one.
_ON_ONE_LINE = (
    "<table><thead><tr><th", "</th><th", "</th></tr></thead><tbody>", "<tr><td", "</td><td", "</td></tr>",
    "</tbody></table>",
)  # fmt: skip


def to_html(text: str, engine: Engine = "python") -> str:
    """The HTML of a text, each block on lines of its own. HTML in it is shown as typed; nothing is a code block."""
    if not alike(text):
        return by_python(text)
    return by_pyromark(text) if engine == "pyromark" else direct(text)


def by_python(text: str) -> str:
    """The HTML that Python-Markdown makes of any text."""
    return _python()(text)


def by_pyromark(text: str) -> str:
    """The HTML that pyromark makes of a text, on lines as Python-Markdown writes them."""
    html = _pyromark()(text).strip("\n")
    if "<table>" in html:
        for tags in _ON_ONE_LINE:
            html = html.replace(tags, tags.replace("><", ">\n<"))
    return html


@cache
def _python() -> Callable[[str], str]:
    from sitegen.markup.python_markdown import convert

    return convert


@cache
def _pyromark() -> Callable[[str], str]:
    from pyromark import Markdown, Options

    return Markdown(options=Options.ENABLE_TABLES).html
