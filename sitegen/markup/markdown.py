"""Markdown into safe HTML. Content is not trusted: raw HTML is shown as text, and what remains is sanitised.

Links to entries (``[text](service:kem)``) become ``entry:services/kem`` here and addresses in the views,
because only a page knows how it points to another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from sitegen.languages.locale import SiteLanguage
from sitegen.markup.bidi import Run, runs
from sitegen.model.base import Reference
from sitegen.model.entry import Section
from sitegen.problems import Mark, Problem, error, warning

_TAGS = {
    "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "strong", "em", "code", "pre", "blockquote", "a", "bdi",
    "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "bdi": {"lang", "dir"}, "ol": {"start"}, "h3": {"id"}, "h4": {"id"}}
_SCHEMES = {"http", "https", "mailto", "tel", "entry"}
_MAX_NESTING = 20
_MAX_BLOCK = 8_000
_RAW_HTML = re.compile(r"<(?!https?://|mailto:)[a-zA-Z/!?][^>\n]*>?")
_CODE = re.compile(r"(`{1,3})[^`]+\1")


@dataclass(frozen=True)
class EntryLink:
    """A link to an entry, with the place where it is written."""

    target: Reference
    fragment: str
    at: Mark


@dataclass(frozen=True)
class Rendered:
    """A section as HTML, and its links to entries."""

    html: str
    links: tuple[EntryLink, ...] = ()


def render_section(
    section: Section, file: str, own: SiteLanguage, source: SiteLanguage, singulars: Mapping[str, str]
) -> tuple[Rendered, list[Problem]]:
    """The HTML of one section.

    ``singulars`` maps the word of a link (``service``) to its collection (``services``).
    """
    first = section.line + (1 if section.heading else 0)
    if fault := _fault(section.markdown):
        return Rendered(""), [error(Mark(file, first), "markup-depth", fault, "split it, or write it more simply")]
    found = _Findings(section.markdown, file, first, singulars)
    converter = markdown.Markdown(
        extensions=["tables", "sane_lists", "attr_list", "def_list", _Safe(found, lambda text: runs(text, own, source))],
        output_format="html",
    )
    try:
        html = converter.convert(section.markdown)
    except RecursionError:
        return Rendered(""), [error(Mark(file, first), "markup-depth", "is nested too deeply", "write it more simply")]
    found.raw_html()
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return Rendered(clean, tuple(found.links)), found.problems


def _fault(text: str) -> str:
    """Why a text is not given to the Markdown library, whose time grows with the square of such things."""
    if any(len(block) > _MAX_BLOCK for block in re.split(r"\n\s*\n", text)):
        return f"a paragraph, list or table has more than {_MAX_BLOCK:,} characters"
    if re.search(r"([^\w\s])\1{99}", text):
        return "a sign stands a hundred times in a row"
    depth = deepest = 0
    for character in text:
        depth = depth + 1 if character in "[(" else max(0, depth - 1) if character in "])" else depth
        deepest = max(deepest, depth)
    for line in text.split("\n"):
        marks = re.match(r"(?:[ >]|[-*+] |\d+[.)] )*", line)
        deepest = max(deepest, len(re.findall(r">|[-*+] |\d+[.)] | {4}", marks[0] if marks else "")))
    return f"brackets, quotes or lists are nested {deepest} deep" if deepest > _MAX_NESTING else ""


class _Findings:
    """What is met on the way through a section: links, and what is wrong with them."""

    def __init__(self, source: str, file: str, first_line: int, singulars: Mapping[str, str]) -> None:
        self.source = source
        self.file = file
        self.first_line = first_line
        self.singulars = singulars
        self.links: list[EntryLink] = []
        self.problems: list[Problem] = []

    def mark(self, offset: int) -> Mark:
        offset = max(offset, 0)
        before = self.source[:offset]
        return Mark(self.file, self.first_line + before.count("\n"), offset - before.rfind("\n"))

    def link(self, element: Element) -> None:
        """Checks an ``<a>`` and turns a link to an entry into ``entry:…``."""
        href = element.get("href", "")
        at = self.mark(self.source.find(href))
        scheme, colon, rest = href.partition(":")
        if not "".join(element.itertext()).strip():
            self.problems.append(error(at, "link-empty", "the link has no words", "write what it leads to"))
        if colon and scheme in self.singulars:
            self.entry_link(element, Reference(self.singulars[scheme], rest.partition("#")[0]), rest.partition("#")[2], at)
        elif href.startswith("#"):
            pass
        elif not re.fullmatch(r"(https?://|mailto:|tel:)[^\s\\]+", href) or unquote(href) != unquote(unquote(href)):
            hint = f"link to an entry by its type and id, such as service:kem, or write a whole https:// address; types: {', '.join(sorted(self.singulars))}"
            self.problems.append(error(at, "link-address", f"“{href}” is not an address that can be linked to", hint))
            del element.attrib["href"]

    def entry_link(self, element: Element, reference: Reference, fragment: str, at: Mark) -> None:
        self.links.append(EntryLink(reference, fragment, at))
        element.set("href", f"entry:{reference}" + (f"#{fragment}" if fragment else ""))

    def image(self, element: Element) -> None:
        at = self.mark(self.source.find(element.get("src", "")))
        self.problems.append(error(at, "markup-image", "images are not part of a text", "take it out"))

    def raw_html(self) -> None:
        """Warns of HTML, which is shown as it was typed."""
        blanked = _CODE.sub(lambda m: " " * len(m[0]), self.source)
        for match in _RAW_HTML.finditer(blanked):
            at = self.mark(match.start())
            self.problems.append(warning(at, "markup-html", f"“{match[0][:40]}” is shown as text, not as HTML", "write Markdown"))


class _Safe(Extension):
    """Switches raw HTML off, checks links, isolates runs of other scripts."""

    def __init__(self, found: _Findings, cut: Callable[[str], object]) -> None:
        super().__init__()
        self.found = found
        self.cut = cut

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Called by the library."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Walk(md, self.found, self.cut), "sitegen", 0)


class _Walk(Treeprocessor):
    """One walk over the finished tree."""

    def __init__(self, md: markdown.Markdown, found: _Findings, cut: Callable[[str], object]) -> None:
        super().__init__(md)
        self.found = found
        self.cut = cut

    def run(self, root: Element) -> None:
        """Called by the library."""
        for element in list(root.iter()):
            if element.tag == "a":
                self.found.link(element)
            elif element.tag == "img":
                self.found.image(element)
            elif element.tag in ("h1", "h2"):
                element.tag = "h3"
        self.isolate(root)

    def isolate(self, element: Element) -> None:
        """Puts the runs of every text below ``element`` into ``<bdi>``."""
        if element.tag in ("code", "pre", "bdi"):
            return
        children = list(element)
        element[:] = []
        text, element.text = element.text, None
        self.append(element, text)
        for child in children:
            self.isolate(child)
            tail, child.tail = child.tail, None
            element.append(child)
            self.append(element, tail)

    def append(self, parent: Element, text: str | None) -> None:
        for run in self.cut(text or ""):  # type: ignore[attr-defined]
            if run.direction:
                bdi = SubElement(parent, "bdi", _attributes(run))
                bdi.text = run.text
            elif len(parent):
                parent[-1].tail = (parent[-1].tail or "") + run.text
            else:
                parent.text = (parent.text or "") + run.text


def _attributes(run: Run) -> dict[str, str]:
    return {"dir": run.direction, **({"lang": run.language} if run.language else {})}
