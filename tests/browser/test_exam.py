"""Practice and the mock exam in a real browser: what is asked, what is right, what comes back."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES

DAY = 20_779  #: days since 1970: 22 November 2026
CORE = "const core = globalThis.siteExam;"


@pytest.fixture
def site(served: Callable[[Path], str], public: Path) -> str:
    return served(public)


@pytest.fixture
def page(new_page: Callable[..., Page], site: str) -> Iterator[Page]:
    """A page whose clock stands still, and which must not raise anything."""
    opened = new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.clock.set_fixed_time("2026-11-22T10:00:00Z")
    opened.goto(f"{site}en/study/practice/")
    yield opened
    assert faults == []


def run(page: Page, code: str, argument: object = None) -> object:
    """What a piece of code gives that knows what the script gives to tests as ``core``."""
    return page.evaluate(f"async (given) => {{ {CORE} {code} }}", argument)


def questions_of(public: Path, language: str = "en") -> dict[str, dict[str, object]]:
    found = {}
    for file in sorted(public.glob(f"{language}/study/*/questions.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        found |= {q["id"]: {**q, "area": data["area"], "chapter": data["chapter"]} for q in data["questions"]}
    return found


def test_ten_thousand_papers_are_made_as_the_exam_is(page: Page, public: Path) -> None:
    counts = run(
        page,
        """
        const parts = { history: 6, institutions: 6, geography: 4, culture: 4 };
        const seen = {};
        let wrong = 0;
        for (let number = 1; number <= 10000; number += 1) {
          const made = core.paper(number, given, parts);
          const areas = made.map((q) => q.area);
          const right = Object.entries(parts).every(([area, n]) => areas.filter((one) => one === area).length === n);
          if (!right || new Set(made.map((q) => q.id)).size !== 20) wrong += 1;
          for (const q of made) seen[q.id] = (seen[q.id] ?? 0) + 1;
        }
        const again = core.paper(4711, given, parts).map((q) => q.id).join();
        return { wrong, seen, same: again === core.paper(4711, given, parts).map((q) => q.id).join() };
        """,
        list(questions_of(public).values()),
    )
    assert isinstance(counts, dict)
    assert (counts["wrong"], counts["same"]) == (0, True)
    seen, asked = counts["seen"], questions_of(public)
    assert set(seen) == set(asked)  # every question has its turn …
    for area, count in {"history": 6, "institutions": 6, "geography": 4, "culture": 4}.items():
        own = [seen[q] for q in asked if asked[q]["area"] == area]
        fair = 10_000 * count / len(own)
        assert 0.85 * fair < min(own), area  # … and none is asked much more often than another
        assert max(own) < 1.15 * fair, area


def test_points_are_two_for_each_right_answer_and_an_open_one_is_wrong(page: Page, public: Path) -> None:
    result = run(
        page,
        """
        const parts = { history: 6, institutions: 6, geography: 4, culture: 4 };
        const asked = core.paper(7, given, parts);
        const right = asked.map(core.solution);
        const some = right.map((answer, place) => (place < 7 ? answer : place < 10 ? answer.slice(1) : []));
        return [core.score(asked, right, 2), core.score(asked, some, 2), core.score(asked, [], 2)];
        """,
        list(questions_of(public).values()),
    )
    assert isinstance(result, list)
    whole, some, none = result
    assert (whole["points"], whole["of"], whole["missed"]) == (40, 40, {})
    assert {area: one["of"] for area, one in whole["areas"].items()} == {
        "history": 12, "institutions": 12, "geography": 8, "culture": 8,
    }  # fmt: skip
    assert (some["points"], sum(some["missed"].values())) == (14, 13)
    assert none["points"] == 0


def test_what_is_missed_comes_back_the_same_day_and_what_is_right_later_and_later(page: Page) -> None:
    days = run(
        page,
        """
        let known = {};
        const due = [];
        for (const right of [true, true, true, true, true, false, true]) {
          known = core.learnt(known, "a", right, given);
          due.push(known.a[1] - given);
        }
        return due;
        """,
        DAY,
    )
    assert days == [1, 3, 7, 21, 21, 0, 1]


def test_what_is_due_is_asked_before_what_is_new_and_the_rest_last(page: Page) -> None:
    order = run(
        page,
        """
        const known = { later: [3, given + 5], due: [1, given], missed: [0, given] };
        const questions = ["new", "later", "due", "missed"].map((id) => ({ id }));
        return core.next(known, questions, 4, given, 1).map((q) => q.id);
        """,
        DAY,
    )
    assert order == ["missed", "due", "new", "later"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('{"known": {"a": [1, 20780]}}', {"a": [1, 20780]}),
        ('{"known": {"a": [9, 1], "b": "x", "<img>": [0, 1], "c": [0, 1.5]}}', {}),
        ("[]", {}),
        ("null", {}),
    ],
)
def test_of_a_file_only_what_we_wrote_is_taken(page: Page, text: str, known: dict[str, object]) -> None:
    assert run(page, "return core.kept(given)", text) == known


def answer(page: Page, right: bool, asked: dict[str, dict[str, object]]) -> None:
    """Answers the question on the page."""
    words = page.locator("#ask .asked").inner_text()
    plain = {str(q["question"]).split("___")[0]: q for q in asked.values()}
    question = next(q for start, q in plain.items() if words.startswith(start))
    wanted = run(page, "return core.solution(given)", question)
    assert isinstance(wanted, list)
    for place, select in enumerate(page.locator("#ask select").all()):
        if right:
            select.select_option(wanted[place])
        else:
            others = select.locator("option").all_inner_texts()[1:]
            select.select_option(next(text for text in others if text != wanted[place]))
    radios = page.locator("#ask input[type=radio]")
    if radios.count():
        values = [one.get_attribute("value") for one in radios.all()]
        value = wanted[0] if right else next(v for v in values if v != wanted[0])
        radios.nth(values.index(value)).check()
    page.locator("#ask form > button").click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_practice_is_done_with_the_keyboard_and_kept(
    page: Page, site: str, public: Path, language: str
) -> None:
    asked = questions_of(public, language)
    page.goto(f"{site}{language}/study/practice/")
    page.locator("#choose button").press("Enter")
    for number in range(10):
        expect(page.locator("#ask .question")).to_be_visible()
        assert page.locator("#ask .asked").get_attribute("lang") == "el"
        assert page.locator("#ask .asked").get_attribute("dir") == "ltr"
        answer(page, number % 2 == 0, asked)
        expect(page.locator("#ask .verdict")).to_be_visible()
        expect(page.locator("#said")).not_to_be_empty()  # a screen reader is told
        expect(page.locator("#ask button.button")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator("#choose")).to_be_visible()
    expect(page.locator("#ask .verdict")).to_contain_text("5")
    stored = page.evaluate("JSON.parse(localStorage.getItem(Object.keys(localStorage)[0])).known")
    assert sorted(stored.values()) == [[0, DAY]] * 5 + [[1, DAY + 1]] * 5
    page.reload()
    expect(page.locator("#known")).to_contain_text("10")
    page.locator("#forget").click()
    page.wait_for_function("localStorage.length === 0")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mock_exam_of_a_number_is_marked_and_says_what_to_read(page: Page, site: str, language: str) -> None:
    page.add_init_script("Math.random = () => 0.4711;")  # of the number that comes when one asks for another
    page.goto(f"{site}{language}/study/mock/#42")
    expect(page.locator("#ask fieldset")).to_have_count(20)
    first = page.locator("#ask .asked").all_inner_texts()
    page.locator("#paper button.button").click()
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#points")).to_contain_text("40")
    expect(page.locator("#study a")).not_to_have_count(0)
    page.goto("about:blank")
    page.goto(f"{site}{language}/study/mock/#42")
    expect(page.locator("#ask fieldset")).to_have_count(20)
    assert page.locator("#ask .asked").all_inner_texts() == first
    page.locator("#again").click()
    expect(page.locator("#ask .asked")).not_to_have_text(first)


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("name", ["practice", "mock"])
def test_nothing_is_wider_than_a_small_phone(page: Page, site: str, language: str, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}{language}/study/{name}/#9")
    if name == "practice":
        page.locator("#choose button").click()
    expect(page.locator("#ask fieldset").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_paper_is_printed_without_buttons_and_with_an_answer_sheet(page: Page, site: str) -> None:
    page.goto(f"{site}el/study/mock/#42")
    expect(page.locator("#ask fieldset")).to_have_count(20)
    page.emulate_media(media="print")
    expect(page.locator("#sheet")).to_be_visible()
    expect(page.locator("#paper button").filter(visible=True)).to_have_count(0)


def test_a_printed_question_names_what_there_is_to_choose_from(page: Page, site: str) -> None:
    page.goto(f"{site}fa/study/mock/#42")
    expect(page.locator("#ask fieldset")).to_have_count(20)
    choosing = page.locator("#ask fieldset", has=page.locator("select"))
    assert choosing.count()
    expect(page.locator("#ask .bank").first).to_be_hidden()
    page.emulate_media(media="print")
    for asked in choosing.all():
        offered = {
            option for option in asked.locator("select").first.locator("option").all_inner_texts() if option != "…"
        }
        printed = asked.locator(".bank")
        expect(printed).to_be_visible()
        assert set(printed.inner_text().split(" · ")) == offered
        assert printed.get_attribute("lang") == "el"


def test_the_script_is_at_most_twelve_kilobytes_and_each_file_of_questions_at_most_25(public: Path) -> None:
    assert len(gzip.compress((public / "assets/js/exam.js").read_bytes())) <= 12 * 1024
    files = list(public.glob("*/study/*/questions.json"))
    assert files
    assert max(file.stat().st_size for file in files) <= 25 * 1024


@pytest.mark.parametrize(("voices", "buttons"), [("el-GR", 4), ("fa-IR", 0)])
def test_what_is_to_be_heard_is_read_aloud_where_there_is_a_greek_voice(
    new_page: Callable[..., Page], site: str, voices: str, buttons: int
) -> None:
    page = new_page()
    page.add_init_script(f"""
        const voice = {{ lang: "{voices}" }};
        speechSynthesis.getVoices = () => [voice];
        window.SpeechSynthesisUtterance = class {{ constructor(text) {{ this.text = text; }} }};
        speechSynthesis.speak = (said) => (window.said = said);
    """)
    page.goto(f"{site}ar/study/listening/")
    found = page.locator("article button.small")
    expect(found).to_have_count(buttons)
    if buttons:
        expect(page.locator("[lang=el].paper").first).to_be_hidden()  # the text stays hidden until it is asked for
        found.first.click()
        page.wait_for_function("window.said")
        said = page.evaluate("[said.text, said.lang, said.voice.lang]")
        assert said[0].strip()
        assert "<" not in said[0]
        assert said[1:] == ["el", "el-GR"]
