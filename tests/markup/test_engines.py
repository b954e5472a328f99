"""Whichever engine a site chooses, its texts become the same HTML."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from sitegen.kept import Kept
from sitegen.languages.locale import SiteLanguage
from sitegen.markup.alike import alike
from sitegen.markup.direct import direct
from sitegen.markup.engines import by_pyromark, by_python, to_html
from sitegen.markup.markdown import Rendered, render_section
from sitegen.model.config import Engine, LanguageConfig
from sitegen.model.entry import Section
from sitegen.pipeline import Request, build
from sitegen.problems import Problem
from sitegen.reading.texts import split_sections, split_text
from tests.builders import CONFIG, ROOT, SITES, TODAY, small_site

EL, AR = (SiteLanguage(LanguageConfig(code=code)) for code in ("el", "ar"))
ENGINES: tuple[Engine, ...] = ("python", "pyromark")


class Tree(HTMLParser):
    """The elements and words of some HTML, one in each line; where its lines end says nothing."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = (f"{name}={value}" for name, value in attrs if name != "style")  # how a column is aligned is not kept
        self.lines.append(f"<{' '.join([tag, *given])}>")

    def handle_endtag(self, tag: str) -> None:
        self.lines.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if words := data.strip("\n"):
            self.lines.append(words)


def rendered(markdown: str, own: SiteLanguage, html: str) -> tuple[Rendered, list[Problem]]:
    """All that is made of a text of which an engine made that HTML."""
    section = Section("what", "Τι", markdown, 1)
    with mock.patch("sitegen.markup.markdown.to_html", return_value=html):
        return render_section(section, "text.el.md", own, EL, {"service": "services"})


def differences(markdown: str) -> list[str]:
    """What a site's engine makes otherwise than Python-Markdown: of the tree of the HTML, and of all that is made of it."""
    meant = by_python(markdown)
    return [difference for engine in ENGINES for difference in differing(markdown, meant, to_html(markdown, engine))]


def differing(markdown: str, one: str, other: str) -> list[str]:
    if one == other:
        return []
    first, second = Tree(one).lines, Tree(other).lines
    pairs = zip([*first, "the end"], [*second, "the end"], strict=False)
    found = [f"{one!r} is {other!r}" for one, other in pairs if one != other][:1]
    return found + [
        f"{own.code} is made otherwise"
        for own in (EL, AR)
        if rendered(markdown, own, one) != rendered(markdown, own, other)
    ]


def by_python_without_alignment(markdown: str) -> str:
    return re.sub(' style="[^"]*"', "", by_python(markdown))


def sections() -> Iterator[tuple[str, Section]]:
    """Every section of the content, and of the sites that are made for tests."""
    for root in (ROOT / "content", *SITES.glob("*/content")):
        for file in sorted(root.rglob("text.*.md")):
            name = file.relative_to(ROOT).as_posix()
            try:
                written = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
            except (OSError, UnicodeDecodeError):
                continue  # a mistake that was made on purpose
            _, body, line, _ = split_text(written, name)
            for section in split_sections(body, line):
                yield name, section


def test_all_content_is_the_same_html_and_nearly_all_of_it_is_made_the_quick_way() -> None:
    texts = list(sections())
    assert [
        f"{file}:{section.line} {difference}" for file, section in texts for difference in differences(section.markdown)
    ] == []
    assert [
        f"{file}:{section.line}"
        for file, section in texts
        if alike(section.markdown) and direct(section.markdown) != by_python_without_alignment(section.markdown)
    ] == []
    ours = [section.markdown for file, section in texts if file.startswith("content/") and section.markdown.strip()]
    assert len(ours) > 1000
    assert sum(map(alike, ours)) > 0.95 * len(ours)


PLAIN = [
    "Ένα **δύο** *τρία*\nτέσσερα",
    "- α\n- β",
    "1. α\n2. β\n\nΤέλος",
    "3. α\n4. β",
    "- α\nκαι β\n- γ",
    "### Τίτλος\n\n- α\n- β\n\nΛόγια.\n\n- γ",
    "### Τίτλος\nΛόγια.",
    "| α | β |\n|---|---|\n| γ | **δ** |\n| ε | [στ](service:kem) |",
    "| α | β |\n|:--|--:|\n| γ | δ |",
    "[γραφείο](service:kem#hours) και [άλλο](https://city.example/a_b?c=1&d=2)",
    "**[καλέστε](tel:112)**, (**«α»**) – *β*.",
    "اتصل بالرقم **+30 210 323 8000**، أو اذهب إلى [المكتب](service:kem).",
    "می‌روم به [دفتر](service:kem)؛ **نمی‌دانم**؟",
    "و**لا يطلب تصريح إقامة** و*يطلب*ه 5*6*7, \u200c**α**\u200c**β**γ",
    "Α & Β, R&D, snake_case όχι, 5 + 5 = 10",
    "Όχι! Ναι; 1.5 € {#x}",
    "Λόγια, " * 800 + "τέλος.",
    "\n\nΛόγια.\n\n",
]


@pytest.mark.parametrize("markdown", PLAIN, ids=range(len(PLAIN)))
def test_what_is_plain_both_read_alike(markdown: str) -> None:
    assert Tree(by_python(markdown)).lines == Tree(by_pyromark(markdown)).lines
    assert by_python_without_alignment(markdown) == direct(markdown)
    assert alike(markdown)
    assert differences(markdown) == []


DIFFERENT = [
    "- α\n  - β",  # Python-Markdown wants four spaces
    "- α\n- β\n\n- γ",  # of which items stand apart
    "Λόγια\n- α",  # a list right behind a paragraph
    "- α\n\n* β",  # another sign begins another list
    "1) α",
    "01. α",
    "١. α",  # digits of other scripts
    "    Λόγια",  # no code block here
    "Λόγια\n---",  # and no underlined heading
    "Λόγια\n===",
    "#Τίτλος",
    "Λόγια\n# Τίτλος #",
    "λέξη**«α»**λέξη",
    "** α **",
    "**α***β*",
    "*α **β** γ*",
    "5 * 3 * 2",
    "__class__ και _α_ και α_β_γ",
    "\\~ και \\* και \\|",
    "[α][β]",
    "[α]: https://city.example/",
    '[α](service:kem "τίτλος")',
    "[α](<service:kem>)",
    "[α [β] γ](service:kem)",
    "![α](β)",
    "[α](https://city.example/δρόμος)",
    "<b>α</b> και <script>",
    "<!-- α -->",
    "&lt; &copy &#x41; &nosuch;",
    "`` α ` β ``",
    "```\nα\n```",
    "~~~\nα\n~~~",
    "Ένα  \nδύο\\\nτρία",
    "Ένα \nδύο",
    "\tΈνα",
    "- α\n\tβ",
    "1. α\n\n    β\n2. γ",
    "- ### Τίτλος",
    "- - α",
    "- [ ] α",
    "> α\n\n> β",
    "> α\nβ",
    "***",
    "| α | β |\n|---|---|\n| γ |",
    "| α \\| β | γ |\n|---|---|\n| δ | ε |",
    "α | β\n--|--\nγ | δ",
    "Λόγια\n| α | β |\n|---|---|\n| γ | δ |",
    "\u00a0Λόγια\u00a0",
    "Λόγια\n\u200c**«α»**\u200c",
    "Λόγια\n   \nΛόγια",
    "",
    "\n \n",
]


@pytest.mark.parametrize("markdown", DIFFERENT, ids=range(len(DIFFERENT)))
def test_what_may_be_read_in_two_ways_is_read_as_python_markdown_reads_it(markdown: str) -> None:
    assert not alike(markdown)
    assert differences(markdown) == []


#: Weighted towards what is plain: most of what chance makes of the rest is not plain any more.
PLAIN_PIECES = [
    *["λέξη", "كلمة", "می‌روم", "abc", " ", " ", " ", "\n", "\n\n", "\n- ", "\n\n- ", "\n1. ", "\n\n3. ", "\n\n### "] * 3,
    "112", "+30 210 323 8000", "**α**", "**α β**", "*β*", "(**«α»**)", "[λ](service:kem)", "**[λ μ](tel:112)**", "R&D",
    "| a | b |\n|---|---|\n| c | d |\n",
]  # fmt: skip
PIECES = [
    *PLAIN_PIECES, "| ", "|", "!", ".", "2.", "٣. ", "#", "=", "-", "+", "~", ":", '"', "{#x}", "·",
    "\u00a0", "\u200c", "\u200f", "\u2028", "\u202f", "\u0301", "ّ", "€", "🙂",
    "*", "**", "_", "`", "[", "](", ")", "\\", "<", ">", "&amp;", "&", "\t", "  \n", "    ", "---", "![",
]  # fmt: skip


@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "200")))  # FUZZ_EXAMPLES=20000 for an evening's search
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).map("".join))
def test_no_text_is_read_in_two_ways(markdown: str) -> None:
    event("alike" if alike(markdown) else "not alike")
    assert differences(markdown) == []


@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "200")))
@given(st.lists(st.sampled_from(PLAIN_PIECES), min_size=1, max_size=16).map("".join))
def test_what_is_written_without_an_engine_is_what_python_markdown_writes(markdown: str) -> None:
    assume(alike(markdown))
    assert direct(markdown) == by_python_without_alignment(markdown)


# --- a site and its engine -----------------------------------------------------------------------------------

TEXT = """
    content/services/second/text.el.md
        ---
        title: Δεύτερο
        ---
        ### Τίτλος

        - **210 323 8000**
        - [εδώ](service:first)
          και εκεί

        | α | β |
        |---|---|
        | γ | δ |
    """


def site_with(folder: Path, engine: Engine) -> Path:
    config = small_site(folder, TEXT)
    config.write_text(f"{CONFIG}markdown: {engine}\n", encoding="utf-8")
    return config


def test_the_files_of_a_site_are_the_same(tmp_path: Path) -> None:
    first, second = (build(Request(site_with(tmp_path, engine), TODAY)) for engine in ("python", "pyromark"))
    assert first.problems == second.problems
    assert {a.path: a.data for a in first.artifacts} == {a.path: a.data for a in second.artifacts}


def test_what_one_engine_made_is_not_taken_for_what_the_other_makes(tmp_path: Path) -> None:
    kept = Kept()
    build(Request(site_with(tmp_path, "python"), TODAY, kept=kept))
    made = kept.made["document"]
    build(Request(site_with(tmp_path, "pyromark"), TODAY, kept=kept))
    assert kept.made["document"] == 2 * made


def test_the_engine_that_is_not_needed_is_not_loaded() -> None:
    program = "import sys; from sitegen.markup.engines import to_html; to_html(*sys.argv[1:]); print(*sys.modules)"
    for text, chosen, unneeded in (
        ("- a", "python", {"markdown", "pyromark"}),
        ("- a", "pyromark", {"markdown"}),
        ("`a`", "pyromark", {"pyromark"}),
    ):
        loaded = subprocess.run(
            [sys.executable, "-c", program, text, chosen], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert unneeded.isdisjoint(loaded.stdout.split())
