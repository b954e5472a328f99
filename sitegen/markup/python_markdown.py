"""Python-Markdown, with what a text here cannot have switched off: HTML, code blocks, underlined headings."""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

#: What the library's patterns for the inside of a paragraph begin with.
_SIGN = re.compile(rf"[\\`*_\[<&{STX}]|  \n")


def convert(text: str) -> str:
    """The HTML of a text, each block on lines of its own."""
    return _converter().reset().convert(text)


@cache
def _converter() -> Markdown:
    """Made once: making it takes as long as converting a section."""
    # Not by their names: the library would look for these in all that is installed.
    converter = Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.parser.blockprocessors.deregister("code")
    converter.parser.blockprocessors.deregister("setextheader")
    converter.treeprocessors.register(_PlainWords(converter), "plain_words", 30)  # before the inside of paragraphs
    return converter


class _PlainWords(Treeprocessor):
    """Tells the library which words have no sign of Markdown, so that it does not look for each of them in turn."""

    def run(self, root: Element) -> None:
        """Called by the library."""
        for element in root.iter():
            if element.text and not _SIGN.search(element.text):
                element.text = AtomicString(element.text)
