"""In a real browser: a run inside an Arabic or Farsi line shows in the order in which it is written."""

import pytest
from playwright.sync_api import Page

from sitegen.languages.locale import SiteLanguage
from sitegen.markup.bidi import isolated, isolated_text
from sitegen.model.config import LanguageConfig

EL, AR, FA = (SiteLanguage(LanguageConfig(code=code)) for code in ("el", "ar", "fa"))
RUNS = [
    *("210 323 8000", "+30 210 323 8000", "(210) 323 8000", "(+30) 210 323 8000", "210-3238000", "*100#", "+18", "18+"),
    *("09:00–15:00", "15:00-09:00", "09:00 – 15:00", "2026-09-14", "14/9/2026", "4939/2022", "16-64", "2022–23"),
    *("150 €", "€150", "84,40 €", "67%", "100–550 €", "1.000,50 €"),
    *("desk@city.example", "https://city.example/a?b=c#d", "@unhcr", "#refugees", "gov.gr", "help.unhcr.org/greece"),
    *("C++", "B1+", "A1–B2", "LGBTQI+", "AT&T", "e-ΕΦΚΑ", "WhatsApp 210 323 8000", "Αλκαμένους 11", "U.K"),
]
#: Places of the letters of a run from left to right, by where each stands on the screen.
ORDER = """([run]) => {
    const line = document.querySelector("p"), walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), places = [];
    for (let node; (node = walker.nextNode());)
        for (let i = 0; i < node.length; i++) places.push([node, i]);
    const start = places.map(([node, i]) => node.data[i]).join("").indexOf(run);
    return places.slice(start, start + run.length).map(([node, i]) => {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        return range.getBoundingClientRect().left;
    });
}"""


def shown_in_order(page: Page, html: str, run: str) -> bool:
    page.set_content(f'<p dir="rtl" style="font: 16px sans-serif; white-space: nowrap">{html}</p>')
    lefts = page.evaluate(ORDER, [run])
    return len(lefts) == len(run) and lefts == sorted(lefts)


@pytest.mark.parametrize("own", [AR, FA], ids=["ar", "fa"])
def test_a_run_shows_as_it_is_written(own: SiteLanguage, page: Page) -> None:
    lines = {run: f"اتصل {run} اليوم." for run in RUNS}
    assert [run for run, line in lines.items() if not shown_in_order(page, isolated(line, own, EL), run)] == []


@pytest.mark.parametrize("own", [AR, FA], ids=["ar", "fa"])
def test_so_does_one_in_a_title(own: SiteLanguage, page: Page) -> None:
    lines = {run: f"اتصل {run} اليوم." for run in RUNS}
    assert [run for run, line in lines.items() if not shown_in_order(page, isolated_text(line, own, EL), run)] == []


@pytest.mark.parametrize(
    "run", ["210 323 8000", "+30 210 323 8000", "09:00–15:00", "B1+", "*100#", "@unhcr", "(210) 323 8000"]
)
def test_without_isolation_it_would_not(run: str, page: Page) -> None:
    assert not shown_in_order(page, f"اتصل {run} اليوم.", run)
