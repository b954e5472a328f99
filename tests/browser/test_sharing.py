"""Passing a page on, in a real browser: what the links and the device's sheet are given, and the code on paper."""

import base64
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import built, small_site, with_real_look

BASE = "https://example.org/athens/"
SITE = """
content/services/desk/facts.yaml
    {source: city-page, organisation: city, topics: health, places: town-hall, phones: 210 323 8000}
content/services/desk/text.en.md
    ---
    title: Desk & papers
    summary: For 100 % of them?
    ---
content/services/desk/text.ar.md
    ---
    title: المكتب
    summary: للأوراق.
    ---
content/pages/home/facts.yaml
    {}
content/pages/home/text.el.md
    ---
    title: Πόλη
    ---
"""
IN_ENGLISH = [
    "Desk & papers · Πόλη",
    "For 100 % of them?",
    "Call first: 210 323 8000",
    "Λεωφόρος 1, 01067 Πόλη",
    BASE + "en/services/desk/",
]
#: The width and height of a picture, and the red of each of its pixels.
PIXELS = """async (picture) => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    return [image.width, image.height, [...data].filter((_, n) => n % 4 === 0)];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("shared")
    result = built(with_real_look(small_site(folder / "site", SITE)), BASE)
    assert result.ok, result.problems
    publish(result.artifacts, folder / "public")
    return served(folder / "public")


def ways(page: Page) -> dict[str, str]:
    """Where each link leads, by its name."""
    links = page.locator(".share p").first.locator("a")
    return {link.inner_text(): link.get_attribute("href") or "" for link in links.all()}


def test_each_way_is_given_the_whole_text(address: str, page: Page, foreign_requests: list[str]) -> None:
    page.goto(address + "en/services/desk/")
    page.locator(".share summary").click()
    found, text = ways(page), "\n".join(IN_ENGLISH)
    assert list(found) == ["WhatsApp", "Viber", "Telegram", "SMS", "E-mail"]
    for name, start in (
        ("WhatsApp", "https://wa.me/?text="),
        ("Viber", "viber://forward?text="),
        ("SMS", "sms:?&body="),
    ):
        assert found[name].startswith(start)
        assert unquote(found[name].removeprefix(start)) == text
    telegram = parse_qs(urlsplit(found["Telegram"]).query)
    assert telegram == {"url": [IN_ENGLISH[-1]], "text": ["\n".join(IN_ENGLISH[:-1])]}
    mail = parse_qs(urlsplit(found["E-mail"]).query)
    assert mail == {"body": ["\r\n".join(IN_ENGLISH)], "subject": [IN_ENGLISH[0]]}
    assert foreign_requests == []


def test_without_a_script_each_way_is_given_the_address(address: str, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + "en/services/desk/")
    page.locator(".share summary").click()
    found = ways(page)
    assert len(found) == 5
    assert all(unquote(href).endswith("=" + IN_ENGLISH[-1]) for href in found.values())
    expect(page.get_by_text("Copy", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="This page as plain text")).to_be_visible()


def test_the_text_can_be_copied(address: str, new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + "en/services/desk/")
    page.locator(".share summary").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="✓ Copy")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "\n".join(IN_ENGLISH)


def test_a_text_that_may_not_be_copied_is_shown_and_chosen(address: str, page: Page) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = async () => { throw new DOMException('', 'NotAllowedError'); };"
    )
    page.goto(address + "en/services/desk/")
    page.locator(".share summary").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("textbox", name="Copy")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "\n".join(IN_ENGLISH)


def test_from_right_to_left_each_line_keeps_its_order(address: str, new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + "ar/services/desk/")
    page.locator(".share summary").click()
    page.locator(".share button").click()
    expect(page.locator(".share button")).to_contain_text("✓")
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[1:] == [
        "\u200fللأوراق.\u200f",
        "\u200fيُرجى الاتصال أولًا: \u2066210 323 8000\u2069\u200f",
        "\u200f\u2066Λεωφόρος 1, 01067 Πόλη\u2069\u200f",
        BASE + "ar/services/desk/",
    ]


def test_a_device_with_a_sheet_has_one_button(address: str, page: Page) -> None:
    page.add_init_script("navigator.share = async (given) => { window.given = given; };")
    page.goto(address + "en/services/desk/")
    expect(page.locator(".share summary")).to_be_hidden()
    page.get_by_role("button", name="Share").click()
    page.wait_for_function("window.given")
    assert page.evaluate("given") == {"title": IN_ENGLISH[0], "text": "\n".join(IN_ENGLISH)}


@pytest.mark.parametrize(("reason", "shown"), [("NotAllowedError", True), ("AbortError", False)])
def test_the_ways_are_shown_when_the_sheet_fails_but_not_when_it_is_closed(
    reason: str, shown: bool, address: str, page: Page
) -> None:
    page.add_init_script(
        f"navigator.share = async () => {{ window.asked = true; throw new DOMException('', '{reason}'); }};"
    )
    page.goto(address + "en/services/desk/")
    page.get_by_role("button", name="Share").click()
    page.wait_for_function("window.asked")
    expect(page.get_by_role("link", name="WhatsApp")).to_be_visible(visible=shown)


def test_the_code_is_fetched_for_paper_only_and_reads_as_the_short_address(
    address: str, new_page: Callable[..., Page]
) -> None:
    page, fetched = new_page(), list[str]()
    page.on("request", lambda request: fetched.append(request.url.removeprefix(address)))
    page.goto(address + "en/services/desk/", wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert "s/desk/code.svg" not in fetched
    page.pdf()
    assert "s/desk/code.svg" in fetched
    page.emulate_media(media="print")
    code = page.get_by_role("img", name="QR")
    page.wait_for_function("document.querySelector('[alt=QR]').complete")
    assert read(code.screenshot(), new_page()) == BASE + "s/desk/"
    expect(page.get_by_text(BASE + "s/desk/")).to_be_visible()


def read(png: bytes, blank: Page) -> str:
    """What the QR code in a screenshot says. Its pixels are told by a page without a policy."""
    picture = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    width, height, red = blank.evaluate(PIXELS, picture)
    found = zxingcpp.read_barcodes(memoryview(bytes(red)).cast("B", (height, width)))
    assert len(found) == 1
    return str(found[0].text)
