"""The card to show: it covers the screen while it is the target of a link."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import built, small_site, with_real_look

PHONE = {"width": 320, "height": 640}
TREE = """
    content/vocabularies/situations.yaml
        - {id: way, title: {el: Στον δρόμο}}
    content/phrases.yaml
        - {id: take-me-here, situation: way, text: {el: Πηγαίνετέ με εδώ., en: Take me here.}, latin: Pigainete me edo.}
        - {id: call-for-me, situation: way, text: {el: Τηλεφωνήστε για μένα., en: Call for me.}}
        - {id: asked, situation: way, said_by: them, text: {el: Πώς λέγεστε;, en: What is your name?}}
    content/services/desk/facts.yaml
        source: city-page
        name: {language: el, name: Γραφείο Υποδοχής, latin: Grafeio Ypodochis}
        organisation: city
        topics: health
        places: town-hall
        phones: 210 323 8000
    content/services/lessons/facts.yaml
        {source: city-page, organisation: city, topics: health}
    content/services/lessons/text.el.md
        ---
        title: Μαθήματα
        ---
    content/services/quiet/facts.yaml
        {source: city-page, organisation: city, topics: health, sensitive: yes, phones: 210 000 0001}
    content/services/quiet/text.el.md
        ---
        title: Κρυφό κέντρο
        neutral_title: Σελίδα
        ---
    """


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("card")
    config = with_real_look(small_site(folder, TREE))
    config.write_text(config.read_text(encoding="utf-8") + "quick_exit: https://exit.example/\n", encoding="utf-8")
    result = built(config)
    assert result.ok, result.problems
    publish(result.artifacts, folder / "public")
    return served(folder / "public")


def shown(page: Page) -> str:
    """The text that can be seen in the middle column of the screen, from top to bottom."""
    return str(
        page.evaluate(
            """() => {
                const seen = new Set();
                for (let y = 2; y < innerHeight; y += 8) {
                    for (let x = 8; x < innerWidth; x += 16) seen.add(document.elementFromPoint(x, y));
                }
                return [...seen].map(element => element.closest('.to-show') ? '' : element.className).join('');
            }"""
        )
    )


def test_the_card_of_an_address_covers_the_screen_without_a_script(site: str, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(site + "en/services/desk/")
    card = page.locator("#show-at-town-hall")
    expect(card.get_by_text("Πηγαίνετέ με εδώ.")).to_be_hidden()
    page.get_by_role("link", name="Card to show").click()
    expect(card.get_by_text("Πηγαίνετέ με εδώ.")).to_be_visible()
    lines = [line for line in card.inner_text().splitlines() if line.strip()]
    assert lines == [
        "Πηγαίνετέ με εδώ.",
        "Γραφείο Υποδοχής",
        "Grafeio Ypodochis",
        "Λεωφόρος 1",
        "01067 Πόλη",
        "Leoforos 1",
        "210 323 8000",
        "Take me here. Γραφείο",
        "Close",
    ]
    box = card.bounding_box()
    assert box == {"x": 0, "y": 0, **PHONE}
    card.get_by_role("link", name="Close").click()
    expect(card.get_by_text("Πηγαίνετέ με εδώ.")).to_be_hidden()


def test_what_has_no_name_on_a_sign_stands_under_its_title_with_who_runs_it(site: str, page: Page) -> None:
    page.goto(site + "el/services/lessons/#show-card")
    assert page.locator("#show-card .on-card:visible").all_inner_texts() == ["Μαθήματα", "Ο Δήμος"]


def test_nothing_else_is_seen_or_reached_by_the_keyboard_while_it_is_open(
    site: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport=PHONE, color_scheme="dark")
    page.goto(site + "en/services/desk/")
    page.locator(".card-open:visible").last.click()
    expect(page.locator("#show-at-town-hall")).to_be_focused()
    assert shown(page) == ""
    colours = "(s => [s.color, s.backgroundColor])(getComputedStyle(document.activeElement))"
    assert page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    reached = set()
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('.to-show, body').id"))
    assert reached <= {"show-at-town-hall", ""}


def test_escape_closes_it_and_the_focus_returns_to_the_link(site: str, page: Page) -> None:
    page.goto(site + "en/phrases/")
    link = page.locator("#open-say-take-me-here")
    link.focus()
    page.keyboard.press("Enter")
    card = page.locator("#show-say-take-me-here:target")
    expect(card).to_be_visible()
    assert card.bounding_box()["y"] == 0  # type: ignore[index]
    page.keyboard.press("Escape")
    expect(page.locator(".to-show:target")).to_have_count(0)
    expect(link).to_be_focused()


def test_one_step_back_closes_it(site: str, page: Page) -> None:
    page.goto(site + "en/phrases/")
    page.locator("#open-say-take-me-here").click()
    expect(page.locator(".to-show:target")).to_be_visible()
    page.go_back()
    expect(page.locator(".to-show:target")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_one_step_back_does_not_open_again_what_was_closed(site: str, page: Page) -> None:
    page.goto(site + "en/phrases/")
    page.locator("#open-say-take-me-here").click()
    page.locator(".to-show:target .card-close").click()
    expect(page).to_have_url(site + "en/phrases/#open-say-take-me-here")
    page.go_back()
    expect(page).to_have_url(site + "en/phrases/")
    expect(page.locator(".to-show:target")).to_have_count(0)


def test_a_message_that_names_what_is_sensitive_is_not_shown_large(site: str, page: Page) -> None:
    page.goto(site + "en/services/desk/")
    assert page.locator("#show-message").count() == 1
    page.goto(site + "en/services/quiet/")
    assert page.locator("summary", has_text="A message to send or to show").count() == 1
    assert page.locator("#show-message, #open-message").count() == 0


def test_what_they_ask_is_to_be_understood_and_is_on_no_card(site: str, page: Page) -> None:
    page.goto(site + "en/phrases/")
    expect(page.locator("#asked")).to_be_visible()
    assert page.locator("#asked .card-open").count() == 0


def test_on_a_sensitive_page_it_names_nothing_leaves_no_step_and_keeps_the_exit(
    site: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport=PHONE)
    page.goto(site + "en/")
    page.goto(site + "en/services/quiet/")
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Card to show").click()
    card = page.locator("#show-card")
    expect(page.locator(".to-show:target")).to_have_count(1)
    assert page.evaluate("history.length") == before
    assert "Κρυφό" not in card.inner_text()
    assert "210 000 0001" in card.inner_text()
    assert page.evaluate("document.elementFromPoint(160, 10).closest('#exit') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".to-show:target")).to_have_count(0)
    assert page.evaluate("history.length") == before


def test_printed_while_it_is_open_it_stands_alone_on_the_paper(site: str, page: Page) -> None:
    page.goto(site + "en/services/desk/#show-at-town-hall")
    page.emulate_media(media="print")
    expect(page.locator("#show-at-town-hall .sign")).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    expect(page.locator(".card-close").filter(visible=True)).to_have_count(0)
    printed = page.evaluate("document.body.innerText")
    assert printed.split("\n")[0] == "Πηγαίνετέ με εδώ."
    page.goto(site + "en/services/desk/#")
    page.reload()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("Πηγαίνετέ με εδώ.").first).to_be_hidden()


@pytest.mark.parametrize("size", [(320, 480), (640, 320)])
def test_long_names_stay_on_a_small_screen(site: str, new_page: Callable[..., Page], size: tuple[int, int]) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(site + "ar/services/desk/#show-at-town-hall")
    page.evaluate(
        "document.querySelector('.sign bdi').textContent = 'Παναγιώτη Κανελλοπούλου-Παπαδιαμαντόπουλου 196–198'"
    )
    card = page.locator("#show-at-town-hall")
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
