"""A drawing that a page shows several times stands in it once."""

from pathlib import Path

from sitegen.icons import drawn, inline_svg, mark
from tests.builders import built, small_site, with_real_look

PHONE = inline_svg('<svg viewBox="0 0 24 24" stroke="currentColor"><path d="M5 4h4"/></svg>')
DOOR = inline_svg('<svg viewBox="0 0 24 24" stroke="currentColor"><path d="M3 12h9"/></svg>')


ICONS = {"phone": PHONE, "door": DOOR, "entrance": DOOR}


def test_an_icon_that_is_shown_once_stays_where_it_is() -> None:
    page = f"<body><p>{mark('phone')}</p><p>{mark('door')}</p></body></html>\n"
    assert drawn(page, ICONS) == f"<body><p>{PHONE}</p><p>{DOOR}</p></body></html>\n"


def test_an_icon_that_is_shown_again_is_a_symbol_at_the_end_of_the_body() -> None:
    marks = "".join(f"<p>{mark(name)}</p>" for name in ("phone", "door", "phone"))
    page = drawn(f"<body>{marks}</body></html>\n", ICONS)
    assert page.count("M5 4h4") == 1
    assert page.count('<use href="#drawn-1"/>') == 2
    assert DOOR in page
    assert page.index("<symbol") > page.rindex("<p>")
    assert '<symbol id="drawn-1" viewBox="0 0 24 24" fill="none"' in page
    assert page.endswith("</symbol></svg></div>\n</body></html>\n")


def test_two_names_of_one_drawing_are_the_same_icon() -> None:
    page = drawn(f"<body>{mark('door')}{mark('entrance')}</body>", ICONS)
    assert page.count("M3 12h9") == 1
    assert page.count('<use href="#drawn-1"/>') == 2


def test_a_page_without_icons_is_as_it_was() -> None:
    assert drawn("<body></body>", ICONS) == "<body></body>"


def test_the_list_of_everything_draws_its_icons_once_and_names_them_by_number(tmp_path: Path) -> None:
    config = with_real_look(small_site(tmp_path))
    drawing = "pytablericons:pytablericons/icons/outline/building.svg"
    config.write_text(f"{config.read_text(encoding='utf-8')}icons: {{organisation: {drawing}}}\n", encoding="utf-8")
    page = next(a.data.decode() for a in built(config).artifacts if a.path == "el/a-z/index.html")
    assert page.count('<symbol id="i0" viewBox="0 0 24 24"') == 1
    assert '<use href="#i0"/>' in page
    assert "&lt;" not in page
