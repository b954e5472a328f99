"""HTML is sanitised; what is told to be plain is what the sanitiser would leave as it is."""

import os

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from sitegen.markup.clean import clean, is_plain, sanitised

PLAIN = [
    "",
    "<p>Ένα <strong>δύο</strong> <em>τρία</em>, &lt;b&gt; A&amp;B ' \" …</p>",
    "<h3>Τίτλος</h3>\n<p>Λόγια</p>",
    "<ul>\n<li>α</li>\n<li>β</li>\n</ul>",
    '<ol start="3">\n<li>α</li>\n</ol>\n<ol>\n<li>β</li>\n</ol>',
    '<p><a href="entry:services/kem#hours">γραφείο</a> <a href="#who">εδώ</a></p>',
    '<p><a href="https://www.city.example/a_b?c=1&amp;d=2#e">α</a> <strong><a href="tel:112">112</a></strong></p>',
    '<p><bdi lang="el" dir="ltr">ΕΚΑΒ</bdi> <bdi dir="ltr">210 323 8000</bdi></p>',
    "<table>\n<thead>\n<tr>\n<th>α</th>\n<th>β</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>γ</td>\n<td>δ</td>\n</tr>\n</tbody>\n</table>",
]


@pytest.mark.parametrize("html", PLAIN)
def test_what_is_plain_the_sanitiser_leaves_as_it_is(html: str) -> None:
    assert is_plain(html)
    assert sanitised(html) == html


NOT_PLAIN = [
    "<p onclick=alert(1)>α</p>",
    "<p>α<script>alert(1)</script></p>",
    "<p>α",
    "<p>\n<p>α</p>",
    "α</p>",
    "<p>α</li>",
    "<li>α</li>",
    "<ul>\n<li>α</li>\n</ol>",
    "<ul>\n<p>α</p>\n</ul>",
    "<table>\n<tr>\n<td>α</td>\n</tr>\n</table>",
    "<p><strong>α</p>",
    "<p><strong>α</em></p>",
    "<p>α & β</p>",
    "<p>α\u00a0β &#34;γ&#34;</p>",
    '<p><a href="javascript:alert(1)">α</a></p>',
    '<p><a href="//evil.example">α</a></p>',
    '<p><a href="https://">α</a></p>',
    '<p><a href="https://city.example:99999/">α</a></p>',
    '<p><a href="https://xn--a.example/">α</a></p>',
    '<p><a href="https://1.2.3.999/">α</a></p>',
    '<p><a href="entry://a:b/">α</a></p>',
    '<p><a href="#a" title="α">β</a></p>',
    '<p><a href="#a">α <a href="#b">β</a></a></p>',
    '<ol start="x">\n<li>α</li>\n</ol>',
    '<p><bdi dir="auto">α</bdi></p>',
    "<=p>",
    "<p>α</p><!-- β -->",
]


@pytest.mark.parametrize("html", NOT_PLAIN)
def test_what_is_not_plain_is_given_to_the_sanitiser(html: str) -> None:
    assert not is_plain(html)
    assert clean(html) == sanitised(html)


INLINE = [
    *["λόγια", "كلمة", "a b", " ", "\n", "&amp;", "&lt;", "'", '"'] * 2, "<strong>", "</strong>", "<em>", "</em>", "<br>", "</a>",
    '<a href="', '<a href="#a">β</a>', '<a href="entry:services/kem">α</a>', '<a href="https://', "city.example", "1.2", "xn--a",
    "-", ".", "/", "?", "%zz", "#", '">', "mailto:", "tel:", "entry:", "//", ":8", "@", "&quot;", "&nbsp;", "\u00a0", "\u2028",
    "\u0085", "\t", "\x00", "\x7f", '<bdi dir="ltr">5</bdi>', '<bdi lang="el" dir="rtl">', "</bdi>", "<", ">", "=", "<p>", "</li>",
]  # fmt: skip
LINE = st.lists(st.sampled_from(INLINE), max_size=5).map("".join)
BLOCK = st.one_of(
    st.tuples(st.sampled_from(["p", "h3", "h4", "li", "td"]), LINE).map("<{0[0]}>{0[1]}</{0[0]}>".format),
    st.tuples(st.sampled_from(["ul", "ol"]), LINE).map("<{0[0]}>\n<li>{0[1]}</li>\n</{0[0]}>".format),
    LINE.map(
        "<table>\n<thead>\n<tr>\n<th>{0}</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{0}</td>\n</tr>\n</tbody>\n</table>".format
    ),
    LINE.map('<p><a href="https://{}">α</a></p>'.format),
    st.sampled_from(["<ul>", "</ul>", "<tr>", "</table>", "<p>", "", "α"]),
)


@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "500")))
@given(st.lists(BLOCK, max_size=3).map("\n".join))
def test_the_sanitiser_changes_nothing_of_what_is_told_to_be_plain(html: str) -> None:
    event("plain" if is_plain(html) else "not plain")
    assert clean(html) == sanitised(html)
