"""Search in a real browser: the same words as in Python, the right entries first, nothing that leaves the page."""

import gzip
import json
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from benchmarks.search import NOISE, asked, by_class, mean, recall, table
from sitegen.languages.normal import keys, stem
from tests.browser.conftest import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "assets" / "js" / "search.js"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"

#: Signs whose case, composition or place in a word programs disagree about.
NASTY = [
    "ΟΔΟΣ Οδός οδοσ ς Σ ΑΣ Σ.", "ΐΰϊϋΪΫ ᾳῃῳ ᾼ Ὀδυσσεύς", "İstanbul ısı IĞDIR", "ﬁ ﬀ ﬆ Ǆ ǅ ǆ ĸ ŉ ſ ẛ ẞ ß", "½ ² № ™ Ω K Å",
    "ﻻ ﷲ ﷺ ﭐ ﺀ ﯾ", "ۀ ة ۃ ے ۓ ئ ؤ أ إ آ ٱ", "می‌خواهم می خواهم میخواهم نمی‌دانم", "خانه‌ها خانه ها خانههایی", "مُسْتَشْفًى مـــستشفى",
    "Α.Μ.Κ.Α. Α.Μ.Κ.Α Ο.Η.Ε. a.b.cd ...a.. .a.b.", "１１２ ۱۱۲ ١١٢ ௧ ५ 𝟙𝟙𝟚", "𝒢𝓇ℯ𝑒𝓀 𐐀𐐨 🏥👩‍🦽🇬🇷", "a\u0301\u0315\u0300 \u200e\u200f\u202a\u2066x\u2069",
    "b1 B2 covid-19 8a 3eno vo8eia", "รักษา ভাষা አማርኛ שפה ქართული Ქ Русский İİ", "\u0000\ufffe\uffff \u00ad soft\u00adhyphen", "ééÉ ﷽ ㍿ ㎏",
]  # fmt: skip


def strings() -> Iterator[str]:
    """The words of the content, strings of signs of every script, the nasty ones."""
    words: set[str] = set()
    for file in sorted((ROOT / "content").rglob("*.*")):
        words.update(file.read_text(encoding="utf-8").split())
    yield from sorted(words)
    chance = random.Random(2026)
    signs = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    near = [sign for sign in signs if sign < "\u0800"]  # Latin, Greek, Cyrillic, Hebrew, Arabic
    greek, arabic = ("".join(map(chr, span)) for span in (range(0x370, 0x400), range(0x600, 0x700)))
    for kind in (signs, near, greek + "ab. ", arabic + "\u200c .", "aeiouybcdghkmnpqstvwx38 ."):
        for _ in range(2_000):
            yield "".join(chance.choices(kind, k=chance.randint(1, 12)))
    yield from NASTY


def test_words_become_the_same_in_python_and_in_the_browser(page: Page) -> None:
    given = list(strings())
    assert len(given) > 20_000
    page.add_script_tag(path=SCRIPT)
    found = page.evaluate(
        "given => given.map(text => siteSearch.keys(text).map(key => [key, siteSearch.stem(key)]))", given
    )
    expected = [[[key, stem(key)] for key in keys(text)] for text in given]
    assert [pair for pair in zip(given, expected, found, strict=True) if pair[1] != pair[2]] == []


@pytest.fixture
def site(served: Callable[[Path], str], public: Path) -> str:
    return served(public)


@pytest.fixture
def requests(page: Page) -> list[Request]:
    """Everything that the page asks for."""
    made: list[Request] = []
    page.on("request", lambda request: made.append(request))
    return made


def test_the_right_entry_is_among_the_first_five_and_few_others_are(page: Page, site: str) -> None:
    rows = asked(page, site)
    telling = [row for row in rows if row.kind != NOISE]
    assert recall(telling) >= 0.95, table(rows)
    assert {kind: recall(group) for kind, group in by_class(rows).items() if recall(group) < 0.85} == {}
    assert mean(telling) <= 5, table(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_search_in_the_letters_of_the_language_costs_few_kilobytes(language: str, public: Path) -> None:
    alphabet = "arabic" if language in ("ar", "fa") else "latin"
    files = ["assets/js/search.js", f"{language}/search/lines.json", f"{language}/search/{alphabet}.json"]
    lines = (public / language / "a-z" / "index.html").read_text(encoding="utf-8").count('<use href="#i')
    beyond = json.loads((public / files[1]).read_text(encoding="utf-8"))["beyond"]
    most = max(16, 45 * (lines + len(beyond)) / 1000)  # 16 for this site, 45 for 1,000 entries
    assert sum(len(gzip.compress((public / file).read_bytes(), 9)) for file in files) <= most * 1024


def test_nothing_is_fetched_before_one_searches_and_only_the_alphabet_that_is_typed(
    page: Page, site: str, requests: list[Request]
) -> None:
    def fetched() -> list[str]:
        return [
            request.url.partition("/search/")[2].partition("?")[0] for request in requests if "/search/" in request.url
        ]

    page.goto(f"{site}fa/a-z/")
    page.wait_for_load_state("networkidle")
    assert fetched() == []
    page.locator("input[type=search]").fill("دکتر")
    expect(page.locator("#found ol li").first).to_be_visible()
    assert sorted(fetched()) == ["arabic.json", "lines.json"]
    with page.expect_response("**/search/latin.json*"):
        page.locator("input[type=search]").fill("giatros")
    expect(page).to_have_url(re.compile("#q=giatros$"))
    expect(page.locator("#found ol li").first).to_be_visible()
    assert sorted(fetched()) == ["arabic.json", "latin.json", "lines.json"]


def test_it_works_under_a_strict_policy_without_eval_or_wasm(page: Page, site: str) -> None:
    def strict(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})

    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.route("**/*", strict)
    page.goto(f"{site}el/a-z/#q=giatros")
    expect(page.locator("#found ol li").first).to_be_visible()
    assert refused == []
    script = SCRIPT.read_text(encoding="utf-8")
    assert not any(word in script for word in ("eval(", "Function(", "WebAssembly", "import("))


def test_no_request_carries_the_words_and_the_address_keeps_them(
    page: Page, site: str, requests: list[Request]
) -> None:
    page.goto(f"{site}en/")
    page.locator("input[type=search]").fill("shelter zebra")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}en/a-z/#q=shelter%20zebra")
    expect(page.locator("#found [role=status]")).not_to_be_empty()
    page.locator("input[type=search]").fill("καταφύγιο")
    page.wait_for_function("new URLSearchParams(location.hash.slice(1)).get('q') === 'καταφύγιο'")
    expect(page.locator("#found ol li").first).to_be_visible()
    sent = [f"{request.url} {request.post_data or ''} {request.headers}" for request in requests]
    assert [line for line in sent if any(word in line for word in ("shelter", "zebra", "%CE%BA", "καταφύγιο"))] == []


#: Whether the whole of what was typed is answered: the answers to its first letters are gone.
ANSWERED = """typed => {
    const words = new URLSearchParams(location.hash.slice(1)).get("q");
    return words === typed && document.querySelector("#found ol a");
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_leads_into_what_is_found_and_back(language: str, page: Page, site: str) -> None:
    page.goto(f"{site}{language}/a-z/")
    field = page.locator("input[type=search]")
    field.press_sequentially("amk")
    results = page.locator("#found ol a")
    page.wait_for_function(ANSWERED, arg="amk")
    assert str(results.count()) in page.locator("#found [role=status]").inner_text()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    expect(field).to_have_value("")
    expect(page).to_have_url(f"{site}{language}/a-z/")


def test_on_a_phone_what_is_found_stands_on_the_screen(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{site}ar/a-z/#q=AMKA")
    expect(page.locator("#found ol a").first).to_be_in_viewport(ratio=1)
    expect(page.locator("input[type=search]")).to_be_in_viewport(ratio=1)


def test_words_that_no_entry_knows_do_not_hide_what_another_word_finds(page: Page, site: str) -> None:
    page.goto(f"{site}en/a-z/#q=my lovely xylophone interview")
    expect(page.locator("#found ol a", has_text="Interview").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "words"), [("en", "doctor"), ("ar", "qqqqq")])
def test_axe_finds_nothing_while_something_is_found_or_not(
    language: str, words: str, scheme: str, new_page: Callable[..., Page], site: str, axe: Callable[..., list[str]]
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto(f"{site}{language}/a-z/#q={words}")
    expect(page.locator("#found [role=status]")).not_to_be_empty()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_link_to_a_letter_takes_neither_the_words_nor_what_is_found_away(page: Page, site: str) -> None:
    page.goto(f"{site}en/a-z/#q=doctor")
    expect(page.locator("#found ol li").first).to_be_visible()
    page.locator("a[href='#letter-2']").click()
    expect(page).to_have_url(f"{site}en/a-z/#letter-2")
    expect(page.locator("input[type=search]")).to_have_value("doctor")


def test_where_nothing_is_found_there_are_helplines_and_topics(page: Page, site: str) -> None:
    page.goto(f"{site}en/a-z/#q=qqqqq")
    expect(page.locator("#found [role=status]")).to_have_text("Nothing found")
    expect(page.locator("#nothing a[href$='/helplines/']")).to_be_visible()
    expect(page.locator("main .topics a").first).to_be_visible()


def test_an_index_that_cannot_be_had_is_said(page: Page, site: str) -> None:
    page.route("**/search/*.json*", lambda route: route.abort())
    page.goto(f"{site}en/a-z/#q=doctor")
    expect(page.locator("#found [role=status]")).to_contain_text("could not be loaded")


def test_without_a_script_the_page_is_the_list_from_a_to_z(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}en/a-z/")
    expect(page.locator("form.search")).to_be_hidden()
    expect(page.locator("#found")).to_be_hidden()
    expect(page.locator("h2#letter-1 + ul a").first).to_be_visible()
    page.goto(f"{site}en/")
    expect(page.locator("a#without-search")).to_be_visible()
