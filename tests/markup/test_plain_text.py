"""HTML as plain text."""

import pytest

from sitegen.markup.plain_text import as_line, as_text


def test_each_block_is_a_line_and_a_heading_has_an_empty_one_before_it() -> None:
    html = (
        "<p>Name</p><h2>Hours</h2><table><tr><th>Monday</th><td>9</td></tr></table><ul><li>one</li>\n<li>two</li></ul>"
    )
    assert as_text(html, "ltr").split("\n") == ["Name", "", "Hours", "Monday: 9", "- one", "- two"]


def test_what_is_for_the_eye_alone_is_left_out() -> None:
    html = (
        '<p>Tap <svg class="icon"><path d="M0 0"/></svg><a href="tel:112">112</a><span class="src"><a>1</a></span></p>'
    )
    assert as_text(html + "<p hidden>later</p><span hidden>never</span><p></p><ul><li></li></ul>", "ltr") == "Tap 112"
    empty = '<ul>\n<li>\n<span dir="ltr">\n<svg class="icon"><path d="M0 0"/></svg></span>\n</li>\n</ul>'
    assert as_text(empty, "rtl") == ""


def test_signs_of_html_are_text_again() -> None:
    assert as_text("<p>a &lt;b&gt; &amp; &#34;c&#34;</p>", "ltr") == 'a <b> & "c"'


def test_a_line_from_right_to_left_keeps_its_order_wherever_it_is_shown() -> None:
    assert (
        as_text('<p>اتصل: <bdi dir="ltr">210 323 8000</bdi></p>', "rtl") == "\u200fاتصل: \u2066210 323 8000\u2069\u200f"
    )
    assert as_text('<p dir="ltr">https://example.org/</p>', "rtl") == "https://example.org/"


def test_words_from_right_to_left_stand_apart_in_a_line_from_left_to_right() -> None:
    assert as_text('<p>in <bdi dir="rtl">فارسی</bdi></p>', "ltr") == "in \u2067فارسی\u2069"
    assert as_text('<p dir="rtl">فارسی <bdi dir="ltr">KEM</bdi></p><p>then</p>', "ltr") == (
        "\u200fفارسی \u2066KEM\u2069\u200f\nthen"
    )


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("words", ["Call  first:", ""])
def test_words_and_a_number_are_the_line_that_they_are_as_html(words: str, direction: str) -> None:
    html = f'<p>{words} <bdi dir="ltr">210 323 8000</bdi></p>'
    assert as_line(words, "210 323 8000", direction) == as_text(html, direction)
