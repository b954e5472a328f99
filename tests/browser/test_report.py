"""The editors' report on the real site, as a browser shows it and as it is printed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sitegen.pipeline import Result
from sitegen.report import report_of
from tests.builders import real_site


@pytest.fixture(scope="module", params=["el", "fa"])
def folder(request: pytest.FixtureRequest, result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the report in a language."""
    made = report_of(result, real_site(), request.param)
    assert made.ok, made.problems
    out = tmp_path_factory.mktemp("report")
    (out / "index.html").write_bytes(made.artifacts[0].data)
    return out


def test_the_report_is_valid_html(folder: Path, nu_validate: Callable[..., list[str]]) -> None:
    assert nu_validate([folder]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_all_tables_open_and_contrast_is_seven_to_one(
    scheme: str,
    folder: Path,
    served: Callable[[Path], str],
    new_page: Callable[..., Page],
    axe: Callable[..., list[str]],
) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.goto(served(folder))
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_report_never_scrolls_sideways(
    width: int, folder: Path, served: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": width, "height": 740})
    page.goto(served(folder))
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_bars_begin_where_lines_begin(folder: Path, served: Callable[[Path], str], page: Page) -> None:
    page.goto(served(folder))
    edges = page.evaluate(
        """() => {
            const drawing = document.querySelector(".drawing").getBoundingClientRect();
            const bar = document.querySelector(".drawing .mark").getBoundingClientRect();
            const rtl = getComputedStyle(document.documentElement).direction === "rtl";
            return rtl ? [drawing.right, bar.right] : [drawing.left, bar.left];
        }"""
    )
    assert edges[0] == pytest.approx(edges[1], abs=1)


def test_no_chart_is_higher_than_a_printed_page(
    folder: Path, served: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 688, "height": 1017})  # A4 without its margins of 14 mm
    page.emulate_media(media="print")
    page.goto(served(folder))
    heights = page.evaluate("[...document.querySelectorAll('.chart')].map(one => one.getBoundingClientRect().height)")
    assert max(heights) <= 1017
