"""Markdown becomes HTML that is safe, whole, and right in each direction."""

import pickle

import pytest

from sitegen.languages.locale import SiteLanguage
from sitegen.markup.markdown import Rendered, render_section
from sitegen.model.base import Reference
from sitegen.model.config import LanguageConfig
from sitegen.model.entry import Section
from sitegen.problems import Problem

EL, AR = (SiteLanguage(LanguageConfig(code=code)) for code in ("el", "ar"))


def render(markdown: str, own: SiteLanguage = EL, line: int = 10) -> tuple[Rendered, list[Problem]]:
    section = Section("what", "Τι", markdown, line)
    return render_section(section, "text.el.md", own, EL, {"service": "services"})


def html(markdown: str, own: SiteLanguage = EL) -> str:
    rendered, problems = render(markdown, own)
    assert problems == []
    return rendered.html.replace("\n", "")


def codes(markdown: str) -> list[str]:
    return [problem.code for problem in render(markdown)[1]]


def test_paragraphs_lists_tables_and_emphasis() -> None:
    assert html("Ένα **δύο** *τρία*\nτέσσερα") == "<p>Ένα <strong>δύο</strong> <em>τρία</em> τέσσερα</p>"
    assert html("- α\n- β") == "<ul><li>α</li><li>β</li></ul>"
    assert html("3. α\n4. β") == '<ol start="3"><li>α</li><li>β</li></ol>'
    assert "<td>γ</td>" in html("| α | β |\n|---|---|\n| γ | δ |")


def test_a_link_to_an_entry_is_kept_for_the_views() -> None:
    rendered, _ = render("[γραφείο](service:desk#hours)")
    assert rendered.html.strip() == '<p><a href="entry:services/desk#hours">γραφείο</a></p>'
    assert [(link.target, link.fragment) for link in rendered.links] == [(Reference("services", "desk"), "hours")]


def test_a_link_knows_its_line_and_column() -> None:
    rendered, _ = render("Πρώτη.\n\nΔεύτερη\n[γραφείο](service:desk)")
    at = rendered.links[0].at
    assert (at.line, at.column) == (10 + 1 + 3, 11)


def test_a_link_comes_out_of_a_pickle_as_it_was() -> None:
    rendered, _ = render("[γραφείο](service:desk#hours)")
    assert pickle.loads(pickle.dumps(rendered, 5)) == rendered


@pytest.mark.parametrize(
    "before", ["Λόγια", "1 & 2", "**3** και\n4", "- α\n- β\n\nγ", "[α](https://city.example/)", "`service:desk`"]
)
def test_a_link_knows_its_place_whatever_stands_before_it(before: str) -> None:
    markdown = f"{before}\n\nΔέλτα [γραφείο](service:desk)"
    at = render(markdown)[0].links[-1].at
    assert (at.line, at.column) == (11 + markdown.count("\n"), 17)


def test_an_address_in_angle_brackets_is_a_link() -> None:
    assert html("<https://city.example/>") == '<p><a href="https://city.example/">https://city.example/</a></p>'
    assert html("<desk@city.example>") == '<p><a href="mailto:desk@city.example">desk@city.example</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt&colon;alert(1)",
        "java&#115;cript:alert(1)",
        "<java&#x09;script:alert(1)>",
        "<&#1;javascript:alert(1)>",
        "< javascript:alert(1)>",
        "<\tjavascript:alert(1)>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "//evil.example",
        "\\\\\\\\evil.example",
        "/\\\\evil.example",
        "%2e%2e/x",
        "../x",
        "file:///etc/passwd",
        "https:evil.example",
        "https:///evil.example",
        "https://city.example@evil.example/",
        "http://[::1",
        "entry:services/desk",
        "blob:https://city.example/x",
    ],
)
def test_an_address_that_may_do_harm_is_refused_and_gone(address: str) -> None:
    rendered, problems = render(f"[λόγια]({address})")
    assert "link-address" in {problem.code for problem in problems}
    assert "href" not in rendered.html


def test_html_is_shown_as_it_was_typed() -> None:
    rendered, problems = render("<script>alert(1)</script> και <b onclick=x>β</b>")
    assert "<script" not in rendered.html
    assert "&lt;script&gt;" in rendered.html
    assert {problem.code for problem in problems} == {"markup-html"}


def test_html_in_code_is_what_the_writer_meant() -> None:
    assert html("`<b>`") == "<p><code>&lt;b&gt;</code></p>"


def test_what_looks_like_a_template_is_printed() -> None:
    assert html("{{ 7*7 }} {% include 'x' %} {{ ''.__class__ }}") == (
        "<p>{{ 7*7 }} {% include 'x' %} {{ ''.<strong>class</strong> }}</p>".replace("''", "''")
    )


def test_attributes_cannot_be_written() -> None:
    assert html("Ένα\n{: onclick=alert(1) .x }") == "<p>Ένα {: onclick=alert(1) .x }</p>"


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("![α](https://city.example/a.png)", "markup-image"),
        ("[](service:desk)", "link-empty"),
        ("[λόγια](tel:210 323 8000)", "link-address"),
        ("[λόγια][τίποτα]", "link-syntax"),
        ("# Μεγάλος τίτλος", "markup-heading"),
        ("#### Άλμα", "markup-heading"),
        ("###", "heading-empty"),
        ("Ένα &#x202e; δύο", "text-bidi"),
        ("> " * 30 + "βαθιά", "markup-depth"),
        ("-\t" * 30 + "βαθιά", "markup-depth"),
        ("[α " * 200, "markup-size"),
        ("".join("  " * n + "- α\n" for n in range(30)), "markup-depth"),
    ],
)
def test_what_a_text_must_not_hold(markdown: str, code: str) -> None:
    assert codes(markdown) == [code]


@pytest.mark.parametrize("before", [0, 1, 49, 50, 51, 99])
def test_a_sign_that_stands_a_hundred_times_in_a_row_is_told_wherever_it_stands(before: int) -> None:
    assert codes("α" * before + "!" * 100 + "α") == ["markup-depth"]
    assert codes("α" * before + "!" * 99 + "α" + "!" * 99) == []


def test_indented_lines_and_lines_of_hyphens_are_no_code_and_no_heading() -> None:
    assert html("    Ένα") == "<p>Ένα</p>"
    assert html("Ένα\n---") == "<p>Ένα</p><hr>"


def test_numbers_in_arabic_are_isolated_in_every_place() -> None:
    assert html("- **210 323 8000**", AR) == '<ul><li><strong><bdi dir="ltr">210 323 8000</bdi></strong></li></ul>'


def test_a_number_that_is_broken_over_two_lines_is_one_run() -> None:
    assert html("اتصل 210\n323 8000", AR) == '<p>اتصل <bdi dir="ltr">210 323 8000</bdi></p>'


def test_signs_that_markdown_sets_aside_come_back_whole_in_arabic() -> None:
    assert html("أ &amp; ب \\* ج 50\\*60", AR) == "<p>أ &amp; ب * ج 50*60</p>"


def test_code_is_not_cut_into_runs() -> None:
    assert html("أ `210 323 8000` ب", AR) == "<p>أ <code>210 323 8000</code> ب</p>"
