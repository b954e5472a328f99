"""What search engines may show of the pages of the real site: a description."""

import re
from collections import defaultdict
from html import unescape

import pytest

from sitegen.pipeline import Result
from sitegen.plan import plan

DESCRIPTION = re.compile(r'<meta name="description"[^>]* content="([^"]*)"')
#: What editors write the summaries of; one without has no description.
WRITTEN = (
    "home", "choice", "topic", "service", "organisation", "place", "course", "exam", "guide", "municipality", "news",
    "page", "need", "chapter",
)  # fmt: skip


@pytest.fixture(scope="module")
def described(result: Result) -> dict[str, dict[str, str]]:
    """The descriptions of the pages of each template that may be found, by path."""
    assert result.site
    pages = {file.path: file.data.decode().split("</head>")[0] for file in result.artifacts if file.is_page}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in plan(result.site)[0]:
        if file.path in pages and file.template and "noindex" not in pages[file.path]:
            words = DESCRIPTION.search(pages[file.path])
            found[file.template.rpartition("/")[2].removesuffix(".html")][file.path] = (
                unescape(words[1]) if words else ""
            )
    return found


def test_every_kind_of_page_is_described(described: dict[str, dict[str, str]]) -> None:
    assert len(described) >= 17
    assert [kind for kind, pages in described.items() if not any(pages.values())] == []


def test_what_is_not_written_by_editors_is_described_in_a_line_of_its_own(described: dict[str, dict[str, str]]) -> None:
    made = {path: words for kind, pages in described.items() if kind not in WRITTEN for path, words in pages.items()}
    assert [path for path, words in made.items() if not 0 < len(words) <= 160] == []
    assert len(set(made.values())) == len(made)
