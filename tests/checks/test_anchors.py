"""Links into headings: found in each text by itself, under the id that is the same in all languages."""

from pathlib import Path

from tests.builders import problems_of, small_site

TEXT = """
content/pages/about/text.{language}.md
    ---
    title: About
    ---
    {words}

    ## {heading} {{#what}}

    ...
"""


def told(folder: Path, **words: str) -> list[str]:
    texts = (TEXT.format(language=code, words=text, heading="Τι") for code, text in words.items())
    found = problems_of(small_site(folder, "\ncontent/pages/about/facts.yaml\n    {}\n" + "".join(texts)))
    return [line.partition(" ")[0] + line.partition("link-anchor")[2] for line in found if "link-anchor" in line]


def test_a_heading_has_the_id_that_is_written_and_none_from_its_greek_or_arabic_words(tmp_path: Path) -> None:
    assert told(tmp_path, el="[α](#what) [β](#τι)") == [
        "content/pages/about/text.el.md:4:16 this text has no heading #τι"
    ]


def test_a_link_that_is_broken_in_one_language_only_is_found_there(tmp_path: Path) -> None:
    found = told(tmp_path, el="[α](#what) [α](page:about#what)", ar="[α](#when) [α](page:about#when)")
    assert [line.partition(":")[0] for line in found] == ["content/pages/about/text.ar.md"] * 2
