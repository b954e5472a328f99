"""No text makes the build hang: time grows with the length of a text, whatever is in it.

Each text is rendered in a process of its own with a limit: a regular expression that hangs cannot be stopped.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.reading.texts import MAX_BODY

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30  #: of the processor, for some fifteen texts; each takes less than one

RENDER = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1])))
from sitegen.languages.locale import SiteLanguage
from sitegen.markup.alike import alike
from sitegen.markup.engines import by_pyromark
from sitegen.markup.markdown import render_section
from sitegen.model.config import LanguageConfig
from sitegen.model.entry import Section
from sitegen.reading.texts import split_sections
el, ar = (SiteLanguage(LanguageConfig(code=code)) for code in ("el", "ar"))
for text in json.load(sys.stdin):
    for section in split_sections(text, 1):
        render_section(section, "text.ar.md", ar, el, {"service": "services"})
        alike(section.markdown), by_pyromark(section.markdown)
"""

SIGNS = ["`", "*", "_", "[", "]", "(", "<", "!", "&", "|", "\\", ">", "#", "-", "+", "1", "~", ":", "@", '"', "α", "ع"]
PIECES = [
    "_a*", "*a _b ", "[a](b", "![", "<a ", "<!--", "a`", "``a", "[a][", "**a", "[*a*", "*[a](", "![a](b", "[a](<",
    "- ", "1. ", "> ", "1. a\n", "- a\n", "[a]: b\n", "a|b\n-|-\n", "a  \n", "# a\n", "===\n", "## a {#\n", "a\n\n",
    "α. ", "α-", "12 ", "1.", "1/", "1-", "1:1", "1(", "12345 67 ", "+30 21 ", "αβγ αβγ ", "abc ", "a@", "a.",
    "http://", "http://.", "a&", "\u200c", " ", "\t", "\n", "&amp;", "{#a}", "{{", "{%", "![)", "[\\]", "[`]`", "-\t", "1)[**",
]  # fmt: skip


def pathological() -> list[str]:
    texts = [piece * (MAX_BODY // len(piece)) for piece in SIGNS + PIECES]
    texts += [("ع " + piece * (500 // len(piece)) + "!\n\n") * 10 for piece in SIGNS + PIECES]
    texts.append("## " + " " * (MAX_BODY - 10) + "x")
    texts.append("## " + "{#" * (MAX_BODY // 2 - 10) + " }")
    return texts


TEXTS = pathological()
GROUPS = [TEXTS[start::10] for start in range(10)]


@pytest.mark.parametrize("texts", GROUPS, ids=range(len(GROUPS)))
def test_no_text_hangs(texts: list[str]) -> None:
    subprocess.run(
        [sys.executable, "-c", RENDER, str(SECONDS)],
        input=json.dumps(texts),
        text=True,
        cwd=ROOT,
        check=True,
    )
