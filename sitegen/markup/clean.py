"""The sanitiser: lets only known tags, attributes and schemes through.

nh3 does it, and is told of all HTML that is not plain. Plain are lines of words, links, emphasis and isolated runs, in
paragraphs, headings, lists of one level and tables, as nearly all HTML is: of that nh3 changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_TAGS = {
    "p", "br", "hr", "ul", "ol", "li", "strong", "em", "code", "blockquote", "a", "bdi", "h3", "h4",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "bdi": {"lang", "dir"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel", "entry"}

_TEXT = r"(?:[^<>&\x00-\x09\x0b-\x1f\x7f-\xa0]++|&(?:amp|lt|gt);)"
_WORDS = rf'(?:{_TEXT}|<bdi(?: lang="[A-Za-z-]+")? dir="(?:ltr|rtl)">{_TEXT}++</bdi>)'
#: Names of hosts that are surely valid: what is not makes nh3 take off the address.
_LABEL = r"(?!xn-)[a-z0-9]++(?:-[a-z0-9]++)*+"
_START = rf"https?://(?:{_LABEL}\.)++[a-z]++(?=[/?#\"])|(?:mailto:|tel:|entry:)(?!//)|#"
_LINK = rf'<a href="(?:{_START})(?:[A-Za-z0-9:/.?=%+~,;@_#-]|&amp;)*+">{_WORDS}*+</a>'
_LINE = rf"(?:{_WORDS}|{_LINK}|<br>|<(strong|em)>(?:{_WORDS}|{_LINK})*+</\2>)*+"
#: An element that holds a line, but for its first sign and its last: of ``<p>…</p>`` remains ``<=p>``.
_FILLED = rf"(?<=<)(p|li|h[34]|t[hd])>{_LINE}</(?=\1>)"


def _rows(cell: str) -> str:
    return rf"(?:<tr>\n(?:<={cell}>\n)+</tr>\n)+"


_LISTS = "|".join(rf"<{tag}>\n(?:<=li>\n)+</{end}>" for tag, end in (("ul", "ul"), ('ol(?: start="[0-9]+")?', "ol")))
_TABLE = rf"<table>\n<thead>\n{_rows('th')}</thead>\n<tbody>\n{_rows('td')}</tbody>\n</table>"
_BLOCKS = rf"(?:(?:<=(?:p|h[34])>|{_LISTS}|{_TABLE})(?:\n+|\Z))*"


def clean(html: str) -> str:
    """The HTML without what is not allowed."""
    return html if is_plain(html) else sanitised(html)


def is_plain(html: str) -> bool:
    """Whether HTML is made of nothing but what the sanitiser leaves as it is."""
    filled, blocks = _patterns()
    return "<=" not in html and bool(blocks.fullmatch(filled.sub("=", html)))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Made when they are first needed: many a build has no text to clean."""
    return re.compile(_FILLED), re.compile(_BLOCKS)


def sanitised(html: str) -> str:
    """What the sanitiser makes of any HTML."""
    return _sanitiser()(html)


@cache
def _sanitiser() -> Callable[[str], str]:
    from nh3 import Cleaner

    return Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None).clean
