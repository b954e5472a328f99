"""The comment shows what a request says and obeys none of it."""

import json
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.review.changes import Changes, Fact, NewProblem, Outdated, Page, WordChange, cut, read
from tools.review.comment import MARKER, comment, shown

KEM = Page(
    path="el/services/kem/index.html",
    language="el",
    title="Κέντρο",
    what="changed",
    words=(WordChange(near="Το ΚΕΜ", before="εξυπηρετεί", after="βοηθά"),),
)


def said(text: str) -> str:
    """A comment without what is not seen: isolates and escapes."""
    return re.sub(r"[\u2066-\u2069\u2060]|\\(?=[!-/:-@\[-`{-~])", "", text)


def test_a_changed_page_is_told_by_its_title_and_its_words() -> None:
    text = said(comment(Changes(number=7, built=True, pages=(KEM,))))
    assert text.startswith(MARKER)
    assert "1 page changed." in text
    assert "- Κέντρο `el/services/kem/`\n  - Το ΚΕΜ <del>εξυπηρετεί</del> → <ins>βοηθά</ins>" in text


def test_facts_are_told_as_old_and_new() -> None:
    fact = Fact(entry="services/kem", field="phones.0", before="210 000 0000", after="210 000 0001")
    text = said(comment(Changes(number=7, built=True, facts=(fact,))))
    assert "`services/kem` phones.0: <del>210 000 0000</del> → <ins>210 000 0001</ins>" in text


def test_what_is_to_be_translated_again_is_counted_by_language() -> None:
    found = tuple(
        Outdated(language=code, entry=f"services/{name}", parts=("#what",), words=20, origin="en")
        for code in ("ar", "fa")
        for name in ("a", "b")
    )
    text = said(comment(Changes(number=7, built=True, outdated=found)))
    assert "#### To translate again: `ar` 40 words, `fa` 40 words" in text
    assert "- `fa` `services/b`: #what (20 words of `en`)" in text
    assert "accept: services/kem fa" in text


def test_new_problems_stand_first_and_a_site_that_cannot_be_built_says_so() -> None:
    problem = NewProblem(file="content/x.yaml", line=3, severity="error", code="yaml-tab", message="a tab")
    text = said(comment(Changes(number=7, built=False, problems=(problem,), facts=())))
    assert "**The site cannot be built of this.**" in text
    assert "- ❌ content/x.yaml:3 a tab `yaml-tab`" in text


def test_the_owner_of_a_fork_is_told_which_command_to_run() -> None:
    text = comment(Changes(number=7, built=True, commands=("services/kem fa",)))
    assert "`.venv/bin/python build.py translations accept services/kem fa`" in text


ATTACKS = [
    "<script>alert(1)</script>", "<img src=x onerror=y>", "</del></details><h1>", "@everyone", "#123", "GH-123",
    "owner/repo#1", "https://evil.example/", "www.evil.example", "[a](https://evil.example)", "![a](b)", "**b**",
    "`c`", "~~d~~", "\n\n# heading", "<!-- x", "-->", "| a | b |", "&lt;b&gt;", "\u202eevil", "$x$", "mailto:a@b.example",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_of_a_request_are_shown_and_do_nothing(attack: str) -> None:
    page = KEM.model_copy(update={"title": attack, "words": (WordChange(near=attack, before=attack, after=attack),)})
    text = comment(Changes(number=7, built=True, pages=(page,)))
    found = re.sub(r"</?(p|ul|li|h[34]|del|ins|code|strong|a href=\"https://x\")>|</a>|<!--.*?-->", "", html(text))
    assert "<" not in found
    assert not re.search(r"(?<![\w&])[@#](?=\w)|://|www\.", found)
    assert "\u202e" not in text


@given(st.text(max_size=80))
def test_any_text_is_shown_letter_for_letter(text: str) -> None:
    plain = "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text)
    found = re.sub("<[^>]*>", "", html(f"x {shown(text)} x"))
    unescaped = found.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert " ".join(re.sub("[\u2060\u2068\u2069]", "", unescaped).split()) == " ".join(f"x {plain} x".split())


def html(text: str) -> str:
    """As CommonMark would show it: the library knows fewer escapes, so that they are put in its place."""
    marks = re.sub(r"\\([!-/:-@\[-`{-~])", lambda m: f"&#{ord(m[1])};", text)
    return re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), markdown.markdown(marks, output_format="html"))


def test_however_much_changes_the_comment_fits() -> None:
    words = tuple(WordChange(near="γ" * 300, before="α*" * 150, after="β_" * 150) for _ in range(4))
    pages = tuple(KEM.model_copy(update={"path": f"el/{n}.html", "words": words}) for n in range(3_000))
    facts = tuple(Fact(entry=f"services/e{n}", field="x", before="[" * 300, after="]" * 300) for n in range(3_000))
    text = comment(Changes(number=7, built=True, pages=pages, facts=facts))
    assert 30_000 < len(text) <= 60_000
    assert text.count("<details>") == text.count("</details>")
    assert "that there is no room for" in text


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0}, {"number": "7"}, {"number": 10**9}, {"extra": 1}, {"commands": ["services/kem; rm -rf /"]},
        {"pages": [KEM.model_dump() | {"path": "`x`"}]}, {"pages": [KEM.model_dump() | {"title": "x" * 301}]},
        {"facts": [{"entry": "../x", "field": "", "before": "", "after": ""}]},
    ],
)  # fmt: skip
def test_data_of_another_form_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read(json.dumps({"number": 7, "built": True} | change).encode())


def test_too_much_data_is_refused_unread() -> None:
    with pytest.raises(ValueError, match="bytes"):
        read(b" " * 4_000_001)


def test_a_long_text_is_cut() -> None:
    assert len(cut("α β " * 200)) == 300
