"""Every page, as a reader's browser sees it."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, ROOT


def html_files(public: Path) -> list[Path]:
    return sorted(public.rglob("*.html"))


def test_all_html_is_valid(public: Path, nu_validate: Callable[..., list[str]]) -> None:
    assert nu_validate([public]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_kind_of_page_and_text_has_a_contrast_of_seven_to_one_by_day_and_in_the_dark(
    language: str,
    kinds: dict[str, str],
    public: Path,
    served: Callable[[Path], str],
    new_page: Callable[..., Page],
    axe: Callable[..., list[str]],
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    found = {}
    for kind, path in kinds.items():
        page.emulate_media(color_scheme="light")
        page.goto(f"{served(public)}{language}/{path}")
        found[kind] = axe(page)
        if language in ("en", "ar"):  # colours are the same in every language
            page.emulate_media(color_scheme="dark")
            found[f"{kind} in the dark"] = axe(page, only=["color-contrast-enhanced"])
    assert {kind: violations for kind, violations in found.items() if violations} == {}


@pytest.mark.parametrize("path", ["", "404.html"])
def test_axe_finds_nothing_on_the_pages_in_all_languages(
    path: str, public: Path, served: Callable[[Path], str], page: Page, axe: Callable[..., list[str]]
) -> None:
    page.goto(served(public) + path)
    assert axe(page) == []


#: Opens pages one after another in four frames of 320 pixels, and gives those that are wider.
WIDER_THAN_320 = """async addresses => {
    const wide = [];
    const look = async () => {
        const frame = document.body.appendChild(document.createElement("iframe"));
        frame.style.cssText = "width: 320px; height: 640px; border: 0";
        for (let address; (address = addresses.shift()); ) {
            await new Promise(loaded => { frame.onload = loaded; frame.src = address; });
            if (frame.contentDocument.documentElement.scrollWidth > 320) wide.push(address);
        }
    };
    await Promise.all([look(), look(), look(), look()]);
    return wide;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_at_320_pixels(
    language: str, public: Path, served: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(bypass_csp=True)  # frames are the test's own
    page.goto(served(public) + "404.html")
    files = [f"/{file.relative_to(public).as_posix()}" for file in html_files(public / language)]
    assert len(files) > 100
    assert page.evaluate(WIDER_THAN_320, files) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_spacing_of_wcag_1_4_12_loses_nothing(
    language: str, kinds: dict[str, str], public: Path, served: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, bypass_csp=True)  # and so is the style
    for path in kinds.values():
        page.goto(f"{served(public)}{language}/{path}")
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
            "p { margin-block-end: 2em !important }"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_asks_another_origin_or_for_what_is_not_there_or_what_its_policy_forbids(
    language: str,
    kinds: dict[str, str],
    public: Path,
    served: Callable[[Path], str],
    page: Page,
    foreign_requests: list[str],
) -> None:
    missing: list[str] = []
    said: list[str] = []  # also what the page's own policy refused
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda fault: said.append(f"{page.url}: {fault}"))
    for path in ("", *(f"{language}/{path}" for path in kinds.values())):
        page.goto(served(public) + path)
    assert foreign_requests == []
    assert [url for url in missing if not url.endswith("/favicon.ico")] == []
    assert [line for line in said if "404 (" not in line] == []


def test_first_view_of_every_page_is_at_most_20_kilobytes(public: Path) -> None:
    style = len(gzip.compress((public / "assets/css/site.css").read_bytes(), 9))
    heavy = {
        str(file.relative_to(public)): size
        for file in html_files(public)
        if (size := style + len(gzip.compress(file.read_bytes(), 9))) > 20_000
    }
    assert heavy == {}


def test_no_page_has_inline_script_or_style(public: Path) -> None:
    for file in html_files(public):
        html = file.read_text(encoding="utf-8")
        assert "<style" not in html, file
        assert " style=" not in html, file
        assert " onclick=" not in html, file
        data = html.count('<script type="application/ld+json">')  # a block of data is not run
        assert html.count("<script") - data == html.count("<script src="), file


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_there_without_javascript(
    language: str, kinds: dict[str, str], public: Path, served: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{served(public)}{language}/{kinds['pages/service.html']}")
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    expect(page.locator("main h1")).to_be_visible()
    page.locator(".knowledge details summary").click()
    expect(page.locator(".knowledge .show")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_alone_reaches_the_content_and_the_languages(
    language: str, public: Path, served: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{served(public)}{language}/services/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    assert page.locator(".skip").evaluate("skip => skip.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    reached = set()
    page.goto("about:blank")
    page.goto(f"{served(public)}{language}/services/")
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('hreflang') || ''"))
    assert set(LANGUAGES) - {language} <= reached


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_phone_number_reads_from_left_to_right_on_a_right_to_left_page(
    language: str, public: Path, served: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{served(public)}{language}/helplines/")
    positions = page.evaluate(
        """() => {
            const node = [...document.querySelectorAll("main a[href^='tel:+'] bdi")].map(e => e.firstChild)
                .find(text => text.data.includes(" "));
            return [...node.data].map((_, i) => {
                const range = document.createRange();
                range.setStart(node, i); range.setEnd(node, i + 1);
                return range.getBoundingClientRect().left;
            });
        }"""
    )
    assert positions == sorted(positions)
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"


@pytest.mark.parametrize("name", ["choosing", "finding", "site", "study"])
def test_a_style_sheet_means_the_same_without_its_comments_and_spaces(name: str, public: Path, page: Page) -> None:
    rules = """text => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return [...sheet.cssRules].map(rule => rule.cssText.replace(/\\s/g, ""));
    }"""
    path = f"assets/css/{name}.css"
    written, published = ((folder / path).read_text(encoding="utf-8") for folder in (ROOT, public))
    assert len(published) < len(written)
    assert page.evaluate(rules, published) == page.evaluate(rules, written)
