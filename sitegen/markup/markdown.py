"""Markdown into safe HTML. Content is not trusted: raw HTML is shown as text, and what remains is sanitised.

Links to entries (``[text](service:kem)``) become ``entry:services/kem`` here and addresses in the views,
because only a page knows how it points to another.

The text is parsed into tokens (markdown-it), which are checked and changed in one walk: links, headings,
signs that mislead, runs of other scripts. Time grows with the length of a text, whatever is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.languages.locale import SiteLanguage
from sitegen.markup.bidi import Run, runs
from sitegen.model.base import Reference
from sitegen.model.entry import Section
from sitegen.model.signs import unwanted_sign
from sitegen.model.values import link_fault
from sitegen.problems import Mark, Problem, error, warning

_TAGS = {
    "p", "br", "hr", "ul", "ol", "li", "strong", "em", "code", "blockquote", "a", "bdi", "h3", "h4",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "bdi": {"lang", "dir"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel", "entry"}
_MAX_NESTING = 20
_RAW_HTML = re.compile(r"</?[a-zA-Z][^>]*>?|<[!?][^>]*>?")
_NO_LINK = re.compile(r"\][(\[]")
_SHOWN = 40


@dataclass(frozen=True)
class EntryLink:
    """A link to an entry, with the place where it is written."""

    target: Reference
    fragment: str
    at: Mark


@dataclass(frozen=True)
class Rendered:
    """A section as HTML, its links to entries, and its links to headings of its own text."""

    html: str
    links: tuple[EntryLink, ...] = ()
    fragments: tuple[tuple[str, Mark], ...] = ()


def render_section(
    section: Section, file: str, own: SiteLanguage, source: SiteLanguage, singulars: Mapping[str, str]
) -> tuple[Rendered, list[Problem]]:
    """The HTML of one section.

    ``singulars`` maps the word of a link (``service``) to its collection (``services``).
    """
    first = section.line + (1 if section.heading or section.id else 0)
    markdown = _parser()
    try:
        tokens = markdown.parse(section.markdown)
    except RecursionError:
        return Rendered(""), [_too_deep(Mark(file, first))]
    walk = _Walk(section.markdown.split("\n"), Mark(file, first), singulars)
    tokens = walk.blocks(tokens, lambda text: runs(text, own, source))
    html = markdown.renderer.render(tokens, markdown.options, {})
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return Rendered(clean, tuple(walk.links), tuple(walk.fragments)), walk.problems


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark and tables, without HTML and without what an editor writes by mistake.

    Code in blocks is not wanted: four spaces of indentation stay a paragraph, a line of hyphens a rule.
    """
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": _MAX_NESTING})
    parser.enable("table").disable(["html_block", "html_inline", "code", "fence", "lheading"])
    # Every link is taken as one, as it is written, and judged in the walk: markdown-it would show those
    # that it does not like as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


def _too_deep(at: Mark) -> Problem:
    return error(at, "markup-depth", "quotes or lists are nested too deep", "write it more simply")


class _Walk:
    """One walk over the tokens of a section; finds links, and what is wrong, and where."""

    def __init__(self, lines: list[str], first: Mark, singulars: Mapping[str, str]) -> None:
        self.lines = lines
        self.first = first
        self.singulars = singulars
        self.line = 0
        self.level = 2
        self.links: list[EntryLink] = []
        self.fragments: list[tuple[str, Mark]] = []
        self.problems: list[Problem] = []

    def mark(self, words: str = "") -> Mark:
        """The place of ``words`` from the line of the walk on; else the beginning of that line."""
        column = self.lines[self.line].find(words) + 1 if self.line < len(self.lines) else 1
        return Mark(self.first.file, self.first.line + self.line, max(column, 1))

    def blocks(self, tokens: list[Token], cut: Callable[[str], Iterable[Run]]) -> list[Token]:
        """The tokens, checked, with runs of other scripts isolated."""
        for index, token in enumerate(tokens):
            if token.map:
                self.line = token.map[0]
            if token.level >= _MAX_NESTING - 1:
                self.problems.append(_too_deep(self.mark()))
                return []
            if token.type == "heading_open":
                self.heading(token, empty=not tokens[index + 1].content.strip())
            elif token.type == "heading_close":
                token.tag = f"h{self.level}"
            elif token.type == "inline":
                children = token.children or []
                self.inline(children)
                token.children = list(_isolated(_joined(children), cut))
        return tokens

    def heading(self, token: Token, empty: bool) -> None:
        """Level 2 opens a section and was cut off before; a text has levels 3 and 4, in order, below it."""
        written = int(token.tag[1])
        if not 3 <= written <= min(self.level + 1, 4):
            hint = "begin a section with ## at the start of a line; below it use ###, then ####"
            self.problems.append(
                warning(self.mark(), "markup-heading", f"a heading of level {written} has no place here", hint)
            )
        if empty:
            self.problems.append(error(self.mark(), "heading-empty", "the heading has no words", "write some"))
        self.level = min(max(written, 3), self.level + 1, 4)
        token.tag = f"h{self.level}"

    def inline(self, tokens: list[Token]) -> None:
        """Checks what a paragraph, heading or cell holds, line by line."""
        for index, token in enumerate(tokens):
            if token.type in ("softbreak", "hardbreak"):
                self.line += 1
            elif token.type == "text":
                self.text(token.content)
            elif token.type == "link_open":
                self.link(token, "".join(_words_until_close(tokens, index)))
            elif token.type == "image":
                message = "images are not part of a text"
                self.problems.append(error(self.mark("!["), "markup-image", message, "take it out"))

    def text(self, text: str) -> None:
        for match in _RAW_HTML.finditer(text):
            message = f"“{match[0][:_SHOWN]}” is shown as text, not as HTML"
            self.problems.append(warning(self.mark(match[0]), "markup-html", message, "write Markdown"))
        if syntax := _NO_LINK.search(text):
            message = "the link is shown as it is typed: its address has a space, or is not there"
            self.problems.append(error(self.mark(syntax[0]), "link-syntax", message, "write [words](address)"))
        if sign := unwanted_sign(text):  # written as &#x202e;
            self.problems.append(error(self.mark("&"), sign.code, sign.message, sign.hint))

    def link(self, token: Token, words: str) -> None:
        """Checks a link and turns one to an entry into ``entry:…``."""
        href = str(token.attrs.get("href", ""))
        at = self.mark(href)
        scheme, colon, rest = href.partition(":")
        if not words.strip():
            self.problems.append(error(at, "link-empty", "the link has no words", "write what it leads to"))
        if colon and scheme in self.singulars:
            identifier, _, fragment = rest.partition("#")
            reference = Reference(self.singulars[scheme], identifier)
            self.links.append(EntryLink(reference, fragment, at))
            token.attrs["href"] = f"entry:{reference}" + (f"#{fragment}" if fragment else "")
        elif href.startswith("#"):
            self.fragments.append((href[1:], at))
        elif fault := link_fault(href):
            types = ", ".join(sorted(self.singulars))
            hint = f"write a whole https:// address, or an entry as service:kem; the types are {types}"
            self.problems.append(error(at, "link-address", fault, hint))
            del token.attrs["href"]


def _joined(tokens: list[Token]) -> list[Token]:
    """Neighbouring texts as one, a line end inside a paragraph as a space: a number may be broken there."""
    joined: list[Token] = []
    for token in tokens:
        if token.type == "softbreak":
            token = Token("text", "", 0, content=" ")
        if token.type == "text" and joined and joined[-1].type == "text":
            joined[-1].content += token.content
        else:
            joined.append(token)
    return joined


def _words_until_close(tokens: list[Token], start: int) -> Iterator[str]:
    for token in tokens[start + 1 :]:
        if token.type == "link_close":
            return
        yield token.content


def _isolated(tokens: list[Token], cut: Callable[[str], Iterable[Run]]) -> Iterator[Token]:
    """The tokens with the runs of every text in ``<bdi>``."""
    for token in tokens:
        if token.type != "text":
            yield token
            continue
        for run in cut(token.content):
            words = Token("text", "", 0, content=run.text)
            if not run.direction:
                yield words
                continue
            language: dict[str, str | int | float] = {"lang": run.language} if run.language else {}
            yield Token("bdi_open", "bdi", 1, attrs={"dir": run.direction, **language})
            yield words
            yield Token("bdi_close", "bdi", -1)
