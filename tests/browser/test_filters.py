"""Several things chosen from a list at once."""

import itertools
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.model.base import Reference
from sitegen.pipeline import Result
from sitegen.publish import publish
from sitegen.resolve.choices import Marks
from sitegen.views import choosing
from tests.builders import built, service, small_site, with_real_look
from tests.views.test_choosing import LIST

FACTS = (
    "cost: {kind: free}", "cost: {kind: paid}", "papers_asked: no", "papers_asked: yes", "childcare: no", "online: yes",
    "languages: {spoken: [ar, fa]}", "languages: {spoken: ar}", "women_only: yes", "places: town-hall",
)  # fmt: skip
HOME = """
    content/pages/home/text.el.md
        ---
        title: Πόλη
        ---
    content/pages/home/text.en.md
        ---
        title: City
        ---
    content/pages/home/text.ar.md
        ---
        title: مدينة
        ---
"""
#: Hours as the script reads them: confirmed and always open, confirmed and always closed, not confirmed.
HOURS = {"soup": "2100-01-01||/////0-1440", "clinic": "2100-01-01||/////", "school": "||/////0-1440"}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A list on three pages, of services that have some of the facts."""
    chance = random.Random(6)
    more = "".join(
        service(f"s-{n}", ", ".join({f.partition(":")[0]: f for f in chance.sample(FACTS, 4)}.values()))
        for n in range(14)
    )
    config = with_real_look(small_site(tmp_path_factory.mktemp("list"), LIST + HOME + more))
    config.write_text(config.read_text(encoding="utf-8") + "page_size: 9\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        hours = {Reference("services", name): packed for name, packed in HOURS.items()}
        patched.setattr(choosing, "line_of", lambda entry, site: hours.get(entry.reference, ""))
        made = built(config)
    assert made.ok, made.problems
    return made


@pytest.fixture(scope="module")
def address(result: Result, tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("out") / "public"
    publish(result.artifacts, folder)
    return served(folder) + "en/services/"


@pytest.fixture
def opened(page: Page, address: str) -> Page:
    """The list in English, unfolded."""
    page.goto(address)
    page.locator(".choose > summary").click()
    return page


#: Whether these and no others are chosen.
PRESSED = """chosen => {
    const pressed = [...document.querySelectorAll("[aria-pressed=true]")].map((one) => one.dataset.choice);
    return `${pressed.sort()}` === `${chosen}`;
}"""


def choose(page: Page, *ids: str) -> None:
    for identifier in ids:
        before = page.locator(f"[data-choice='{identifier}']").get_attribute("aria-pressed")
        page.locator(f"[data-choice='{identifier}']").click()
        pressed(page, identifier, before != "true")


def pressed(page: Page, identifier: str, is_pressed: bool = True) -> None:
    """Waits until a choice is taken or is not: the list then shows what goes with it."""
    choice = page.locator(f"[data-choice='{identifier}']")
    expect(choice).to_have_attribute("aria-pressed", "true" if is_pressed else "false")


def said(page: Page) -> str:
    return page.locator("[data-said]").inner_text().strip()


def names(page: Page, part: str) -> list[str]:
    """The ids of the entries in a part of the results."""
    links = page.locator(f"[data-results] {part} a").evaluate_all("links => links.map((link) => link.href)")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def parts(marks: dict[str, Marks], chosen: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Those that fit and those of which it is not known, worked out once more and in another way."""
    fit, unknown = set(), set()
    for name, (has, lacks) in marks.items():
        facets = {
            one.partition("/")[0]: [c for c in chosen if c.partition("/")[0] == one.partition("/")[0]] for one in chosen
        }
        some = [any(choice in has for choice in those) for those in facets.values()]
        ruled_out = [
            not any(c in has for c in those) and all(c in lacks or key in lacks for c in those)
            for key, those in facets.items()
        ]
        if all(some):
            fit.add(name)
        elif not any(ruled_out):
            unknown.add(name)
    return fit, unknown


def test_every_combination_shows_an_entry_once_or_knows_that_it_does_not_fit(
    result: Result, address: str, page: Page
) -> None:
    assert result.site
    choices = result.site.choices["services"]
    marks = {reference.id: one for reference, one in choices.marks.items()}
    ids = [choice.id for choice in choices.offered]
    page.goto(address)
    for chosen in random.Random(7).sample([c for n in (1, 2, 3) for c in itertools.combinations(ids, n)], 40):
        page.evaluate("chosen => { location.hash = `by=${chosen}`; }", chosen)
        page.wait_for_function(PRESSED, arg=sorted(chosen))
        shown, apart = names(page, "ul.cards"), names(page, "details")
        assert (set(shown), set(apart)) == parts(marks, chosen), chosen
        assert len(shown) + len(apart) == len({*shown, *apart})


def test_two_choices_are_joined_and_counted_in_words(opened: Page) -> None:
    choose(opened, "free", "language/ar")
    found, unknown = len(names(opened, "ul.cards")), len(names(opened, "details"))
    assert said(opened) == f"{found} found. For {unknown} it is not known."
    assert {"clinic", "soup"} <= set(names(opened, "ul.cards"))
    assert "school" not in names(opened, "ul.cards") + names(opened, "details")
    assert opened.locator(".choose > summary").inner_text().strip() == "Free, Arabic"
    assert opened.locator("[data-choice='language/ar'] b").inner_text() == str(found)
    expect(opened.locator("[data-listed]")).to_be_hidden()


def test_entries_of_other_pages_keep_their_address(opened: Page, address: str) -> None:
    choose(opened, "free")
    links = opened.locator("[data-results] a").evaluate_all("links => links.map((link) => link.href)")
    assert links
    assert all(re.fullmatch(re.escape(address) + r"[a-z0-9-]+/", link) for link in links)


def test_back_takes_the_last_choice_away(opened: Page, address: str) -> None:
    choose(opened, "free", "papers")
    expect(opened).to_have_url(f"{address}#by=free,papers")
    opened.go_back()
    pressed(opened, "papers", False)
    expect(opened).to_have_url(f"{address}#by=free")
    opened.go_back()
    pressed(opened, "free", False)
    expect(opened.locator("[data-listed]")).to_be_visible()
    expect(opened.locator("[data-results]")).to_be_hidden()


def test_a_link_inside_the_page_takes_no_choice_away(opened: Page, address: str) -> None:
    choose(opened, "free")
    opened.locator(".skip").focus()
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(f"{address}#content")
    choose(opened, "papers")
    expect(opened).to_have_url(f"{address}#by=free,papers")
    opened.go_back()
    pressed(opened, "papers", False)
    pressed(opened, "free")


def test_an_address_with_choices_shows_them_and_can_be_cleared(page: Page, address: str) -> None:
    page.goto(f"{address}#by=free,language/ar,nonsense")
    expect(page.locator("[data-said]")).not_to_be_empty()
    assert page.locator(".choose > summary").inner_text().strip() == "Free, Arabic"
    page.locator(".choose > summary").click()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-listed]")).to_be_visible()
    expect(page).to_have_url(address)
    expect(page.locator("[data-said]")).to_be_empty()
    expect(page.locator(".choose > summary")).to_be_focused()


@pytest.mark.parametrize(
    "fragment", ["by=free%2Clanguage%2Far", "by=free,free,language/ar,", "by=free,language/ar&x=%E0%A4"]
)
def test_an_address_that_was_changed_on_its_way_shows_the_same(fragment: str, page: Page, address: str) -> None:
    page.goto(f"{address}#{fragment}")
    expect(page.locator("[data-said]")).not_to_be_empty()
    assert page.locator(".choose > summary").inner_text().strip() == "Free, Arabic"
    expect(page).to_have_url(f"{address}#by=free,language/ar")


def test_what_is_sensitive_leaves_the_address_that_it_came_in(page: Page, address: str) -> None:
    page.goto(f"{address}#by=women,free")
    pressed(page, "women")
    expect(page).to_have_url(address)


def test_what_is_sensitive_stands_in_no_address(opened: Page, address: str) -> None:
    choose(opened, "women", "free")
    expect(opened).to_have_url(address)
    opened.go_back()
    pressed(opened, "free", False)
    pressed(opened, "women")
    opened.reload()
    pressed(opened, "women")


def test_the_keyboard_chooses_and_goes_to_the_list(opened: Page) -> None:
    opened.locator("[data-choice=free]").focus()
    opened.keyboard.press("Space")
    pressed(opened, "free")
    opened.get_by_role("button", name="Show the list").focus()
    opened.keyboard.press("Enter")
    expect(opened.locator(".choose")).not_to_have_attribute("open", "")
    expect(opened.locator("[data-results]")).to_be_focused()


def test_open_now_is_asked_only_where_hours_can_be_read(opened: Page, address: str) -> None:
    choose(opened, "open")
    assert names(opened, "ul.cards") == ["soup"]
    assert "clinic" not in names(opened, "details")
    assert "school" in names(opened, "details")
    opened.goto("about:blank")
    opened.route(re.compile("/hours.js"), lambda route: route.abort())
    opened.goto(address)
    opened.locator(".choose > summary").click()
    expect(opened.locator("[data-choice=free]")).to_be_visible()
    expect(opened.locator("[data-choice=open]")).to_be_hidden()


def test_without_javascript_the_choices_lead_to_true_pages(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address)
    page.locator(".choose > summary").click()
    page.locator("[data-choice=free]").click()
    expect(page).to_have_url(f"{address}by/free/")
    expect(page.get_by_role("link", name="soup")).to_be_visible()
    page.get_by_role("link", name="Choose more than one thing").click()
    expect(page).to_have_url(f"{address}#by=free")
    expect(page.locator("[data-listed]")).to_be_visible()


def test_without_a_connection_a_choice_leads_to_its_page(opened: Page, address: str) -> None:
    opened.goto("about:blank")
    opened.route(re.compile("/page-[0-9]+/$"), lambda route: route.abort())
    opened.goto(address)
    opened.locator(".choose > summary").click()
    opened.locator("[data-choice=free]").click()
    expect(opened).to_have_url(f"{address}by/free/")


@pytest.mark.parametrize("language", ["el", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_choosing(
    language: str, scheme: str, address: str, new_page: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    page = new_page(viewport={"width": 320, "height": 740}, color_scheme=scheme)
    page.goto(address.replace("/en/", f"/{language}/") + "#by=free,step-free")
    expect(page.locator("[data-said]")).not_to_be_empty()
    page.locator(".choose > summary").click()
    expect(page.locator(".choose .button").first).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    targets = page.locator(":is(.choice, .choose .button):visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(targets) >= 44
