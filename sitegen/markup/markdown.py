"""Markdown into safe HTML. Content is not trusted: raw HTML is shown as text, and what remains is sanitised.

Links to entries (``[text](service:kem)``) become ``entry:services/kem`` here and addresses in the views,
because only a page knows how it points to another.

An engine makes HTML of a section; one walk over that HTML checks and changes it: links, headings, signs that mislead,
runs of other scripts. The walk knows no engine: a site may choose one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from sitegen.languages.locale import SiteLanguage
from sitegen.markup.bidi import isolator
from sitegen.markup.clean import clean
from sitegen.markup.engines import to_html
from sitegen.model.base import Reference
from sitegen.model.config import Engine
from sitegen.model.entry import Section
from sitegen.model.signs import unwanted_sign
from sitegen.model.values import link_fault
from sitegen.problems import Mark, Problem, error, warning
from sitegen.records import record
from sitegen.wording import say

#: How a heading begins in Markdown.
_SIGNS_OF = {f"h{level}": re.compile(rf"(?<!#)#{{{level}}}(?!#)") for level in range(1, 7)}
_MAX_NESTING = 20
_MAX_BLOCK = 6_000
_MAX_BRACKETS = 150
#: HTML as an engine writes it: ``<`` begins a tag, and values stand in double quotes. What looks otherwise is text.
_TAGS = re.compile(r"(</?[a-z][^<>]*>)")
_WORDS_BEHIND_TAGS = re.compile(r">\n*([^<]*[^<\n])")
_FOLLOWED_TAG = re.compile(r"<(/?)(a|code|img|h[1-6])\b([^<>]*)>")
_SPACE_AT_LINE_END = re.compile(r"\n(?:\s|(?<=\s\n))")
_LINE_END_IN_WORDS = re.compile(r"\n(?:(?<=[^>\s]\n)|(?=[^<\s]))")
_GIVEN = re.compile(r'([a-z]+)="([^"]*)"')
_BLOCKS = re.compile(r"(\n(?:[ \t]*\n)+)")
_REPEATED = re.compile(r"([^\w\s])\1{99}")
_TWICE = re.compile(r"([^\w\s])\1")
#: What stands at the start of a line for the lists and quotes that it is in.
_NESTED = re.compile(r"^(?:[ >]|[-*+] |\d+[.)] )+", re.MULTILINE)
#: A line that may go on to more than twenty columns of them: a tab fills four.
_INDENTED = re.compile(r"\n[ \t>*+\d.)-]{6}")
_LEVEL = re.compile(r">|[-*+] |\d+[.)] | {2}")
_RAW_HTML = re.compile(r"</?[a-zA-Z][^>]*>?|<[!?][^>]*>?")
_NO_LINK = re.compile(r"\][(\[]")
_SHOWN = 40


@record
class EntryLink:
    """A link to an entry, with the place where it is written."""

    target: Reference
    fragment: str
    at: Mark

    def __reduce__(self) -> tuple[Any, ...]:
        """Flat in a pickle: there are many, and each of its tuples would be asked."""
        return _again, (*self.target, self.fragment, *self.at)


def _again(collection: str, identifier: str, fragment: str, *at: Any) -> EntryLink:
    return EntryLink(Reference(collection, identifier), fragment, Mark(*at))


@record
class Rendered:
    """A section as HTML, its links to entries, to headings of its own text, and to addresses outside the site."""

    html: str
    links: tuple[EntryLink, ...] = ()
    fragments: tuple[tuple[str, Mark], ...] = ()
    outside: tuple[tuple[str, Mark], ...] = ()


def render_section(
    section: Section,
    file: str,
    own: SiteLanguage,
    source: SiteLanguage,
    singulars: Mapping[str, str],
    engine: Engine = "python",
) -> tuple[Rendered, list[Problem]]:
    """The HTML of one section.

    ``singulars`` maps the word of a link (``service``) to its collection (``services``).
    """
    first = section.at(file)
    if refused := _too_much(section.markdown, first):
        return Rendered(""), [refused]
    walk = _Walk(section.markdown, first, singulars, own, source)
    walk.over(to_html(section.markdown, engine))
    return Rendered(clean(walk.html()), tuple(walk.links), tuple(walk.fragments), tuple(walk.outside)), walk.problems


def _escaped(words: str) -> str:
    """Words as HTML. Of quotes only attributes need be told."""
    return escape(words, quote=False)


def _too_much(text: str, first: Mark) -> Problem | None:
    """What is not given to an engine, since the time of some grows with the square of such things."""
    brackets = max(text.count("["), text.count("("))
    if len(text) <= _MAX_BLOCK and brackets <= _MAX_BRACKETS and not _repeats(text) and not _too_deep(text):
        return None  # as nearly always; else it is asked block by block
    line = first.line
    for block in _BLOCKS.split(text):
        at = Mark(first.file, line)
        if len(block) > _MAX_BLOCK:
            message = say("a paragraph, list or table has more than {most:,} characters", most=_MAX_BLOCK)
            return error(at, "markup-size", message, say("split it"))
        if _repeats(block):
            message = say("a sign stands a hundred times in a row")
            return error(at, "markup-depth", message, say("write it more simply"))
        if max(block.count("["), block.count("(")) > _MAX_BRACKETS:
            message = say("a paragraph, list or table has more than {most} brackets", most=_MAX_BRACKETS)
            return error(at, "markup-size", message, say("split it"))
        if _too_deep(block):
            message = say("quotes or lists are nested too deep")
            return error(at, "markup-depth", message, say("write it more simply"))
        line += block.count("\n")
    return None


def _repeats(block: str) -> bool:
    """Whether a sign stands a hundred times in a row: then it is twice in a row among every fiftieth."""
    return bool(_TWICE.search(block[::50]) and _REPEATED.search(block))


def _too_deep(block: str) -> bool:
    """Whether lists and quotes are nested deeper than they may."""
    if not _INDENTED.search(f"\n{block}"):
        return False
    marks = _NESTED.findall(block.expandtabs(4))
    return any(len(_LEVEL.findall(line)) > _MAX_NESTING for line in marks if len(line) > _MAX_NESTING)


def _is_odd(html: str) -> bool:
    """Whether words must be looked at apart from the tags among them."""
    return "&" in html or "]" in html or "@" in html or _SPACE_AT_LINE_END.search(html) is not None


class _Walk:
    """One walk over the HTML of a section: writes it anew, with runs of other scripts isolated.

    HTML does not say where in the text it is; the walk keeps its place by finding the words again.
    """

    def __init__(
        self, text: str, first: Mark, singulars: Mapping[str, str], own: SiteLanguage, source: SiteLanguage
    ) -> None:
        self.text = text
        self.first = first
        self.singulars = singulars
        self.isolator = isolator(own, source)
        self.takes_all = self.isolator.knows_tags and "&" not in text
        self.place = 0
        self.passed: list[str] = []
        self.level = 2
        self.written: list[str] = []
        self.open: list[tuple[str, int, Mark]] = []
        self.links: list[EntryLink] = []
        self.fragments: list[tuple[str, Mark]] = []
        self.outside: list[tuple[str, Mark]] = []
        self.problems: list[Problem] = []

    def over(self, html: str) -> None:
        """Walks over the HTML that an engine made."""
        before, *parts = _FOLLOWED_TAG.split(html)
        self.between(before)
        for closing, tag, given, rest in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True):
            if closing:
                self.close(tag)
            else:
                self.begin(tag, {name: unescape(value) for name, value in _GIVEN.findall(given)})
            self.between(rest)

    def between(self, html: str) -> None:
        """What stands between two tags that are followed: words, and tags that need not be looked at."""
        if self.takes_all and not _is_odd(html) and not (self.open and self.open[-1][0] == "code"):
            self.written.append(self.isolator.marked(_LINE_END_IN_WORDS.sub(" ", html)))
            self.passed.append(html)
            return
        self.catch_up()
        before, *parts = _TAGS.split(html)
        self.words(before)
        for tag, words in zip(parts[::2], parts[1::2], strict=True):
            self.written.append(tag)
            self.words(words)

    def catch_up(self) -> None:
        """Moves on behind what was passed: only who asks for a place need know it."""
        for html in self.passed:
            for words in _WORDS_BEHIND_TAGS.findall(f">{html}"):
                self.pass_by(words)
        self.passed.clear()

    def html(self) -> str:
        """What was written."""
        return "".join(self.written)

    def mark(self, words: str = "") -> Mark:
        """The place of ``words`` from where the walk is; else where it is."""
        found = self.text.find(words, self.place)
        place = self.place if found < 0 else found
        line = self.first.line + self.text.count("\n", 0, place)
        return Mark(self.first.file, line, place - self.text.rfind("\n", 0, place))

    def pass_by(self, words: str) -> None:
        """Moves on behind ``words``."""
        found = self.text.find(words, self.place)
        self.place = self.place if found < 0 else found + len(words)

    def reach(self, pattern: re.Pattern[str]) -> None:
        """Moves on to what a pattern finds."""
        match = pattern.search(self.text, self.place)
        self.place = match.start() if match else self.place

    def begin(self, tag: str, given: dict[str, str]) -> None:
        """A tag that must be judged, or whose end matters."""
        self.catch_up()
        at = self.first
        if tag == "a":
            at = self.mark(given.get("href", ""))
            given = self.link(given.get("href", ""), at)
        elif tag == "img":
            message = say("images are not part of a text")
            self.problems.append(error(self.mark("!["), "markup-image", message, say("take it out")))
        elif tag in _SIGNS_OF:
            self.reach(_SIGNS_OF[tag])
            at = self.mark()
            tag = self.heading(int(tag[1]), at)
        if tag != "img":
            self.open.append((tag, len(self.written), at))
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        self.written.append(f"<{tag}{attributes}>")

    def close(self, tag: str) -> None:
        """The end of a tag. What an engine opens it also closes."""
        tag, start, at = self.open.pop()
        if tag in _SIGNS_OF and self.is_empty(start):
            self.problems.append(error(at, "heading-empty", say("the heading has no words"), say("write some")))
        elif tag == "a" and self.is_empty(start):
            hint = say("write what it leads to")
            self.problems.append(error(at, "link-empty", say("the link has no words"), hint))
        self.written.append(f"</{tag}>")

    def is_empty(self, start: int) -> bool:
        """Whether no words were written from there on."""
        return not _TAGS.sub("", "".join(self.written[start:])).strip()

    def words(self, html: str) -> None:
        """What stands between two tags."""
        if html in ("", "\n"):  # between two blocks
            self.written.append(html)
            return
        data = unescape(html)
        if self.open and self.open[-1][0] == "code":
            self.written.append(_escaped(data))
            self.pass_by(data)
            return
        self.faults(data)
        self.written.append(self.isolator.html(data.replace("\n", " "), _escaped) if data.strip() else data)
        self.pass_by(data.strip("\n"))

    def faults(self, text: str) -> None:
        """What must not stand in a text."""
        for match in _RAW_HTML.finditer(text) if "<" in text else ():
            message = say("“{html}” is shown as text, not as HTML", html=match[0][:_SHOWN])
            self.problems.append(warning(self.mark(match[0]), "markup-html", message, say("write Markdown")))
        if syntax := _NO_LINK.search(text) if "]" in text else None:
            message = say("the link is shown as it is typed: its address has a space, or is not there")
            self.problems.append(error(self.mark(syntax[0]), "link-syntax", message, say("write [words](address)")))
        if "&" in self.text and (sign := unwanted_sign(text)):  # written as &#x202e;
            self.problems.append(error(self.mark("&"), sign.code, sign.message, sign.hint))

    def heading(self, written: int, at: Mark) -> str:
        """Level 2 opens a section and was cut off before; a text has levels 3 and 4, in order, below it."""
        if not 3 <= written <= min(self.level + 1, 4):
            hint = say("begin a section with ## at the start of a line; below it use ###, then ####")
            message = say("a heading of level {level} has no place here", level=written)
            self.problems.append(warning(at, "markup-heading", message, hint))
        self.level = min(max(written, 3), self.level + 1, 4)
        return f"h{self.level}"

    def link(self, href: str, at: Mark) -> dict[str, str]:
        """Checks a link and turns one to an entry into ``entry:…``; the attributes that it keeps."""
        scheme, colon, rest = href.partition(":")
        if colon and scheme in self.singulars:
            identifier, _, fragment = rest.partition("#")
            reference = Reference(self.singulars[scheme], identifier)
            self.links.append(EntryLink(reference, fragment, at))
            return {"href": f"entry:{reference}" + (f"#{fragment}" if fragment else "")}
        if href.startswith("#"):
            self.fragments.append((href[1:], at))
        elif fault := link_fault(href):
            hint = say(
                "write a whole https:// address, or an entry as service:kem; the types are {types}",
                types=", ".join(sorted(self.singulars)),
            )
            self.problems.append(error(at, "link-address", fault, hint))
            return {}
        elif scheme in ("http", "https"):
            self.outside.append((href, at))
        return {"href": href}
