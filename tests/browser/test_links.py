"""Every link of every page leads to a file of the site and, with a fragment, to an element of it that is there."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"<(?:a|area|form|iframe|img|link|script|source|use)\b[^>]*>")
_ADDRESS = re.compile(r' (?:href|src|action)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')


def dead_links(public: Path) -> set[str]:
    """The links inside a published site that lead to nothing, each with a page that has it."""
    files = {file.relative_to(public).as_posix() for file in public.rglob("*") if file.is_file()}
    pages = {path: (public / path).read_text(encoding="utf-8") for path in files if path.endswith(".html")}

    @cache
    def ids(path: str) -> set[str]:
        return set(map(unescape, _ID.findall(pages[path])))

    def alive(page: str, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return True
        target = page
        if parts.path:
            target = normpath(join("/", dirname(page), unquote(parts.path))).strip("/")
            target = target if target in files else join(target, "index.html")
        by_script = "=" in parts.fragment  # what was chosen, or searched for
        anywhere = not parts.fragment or by_script or target not in pages
        return target in files and (anywhere or unquote(parts.fragment) in ids(target))

    return {
        f"{page}: {address}"
        for page, html in pages.items()
        for address in {unescape(found) for tag in _TAG.findall(html) for found in _ADDRESS.findall(tag)}
        if not alive(page, address)
    }


def test_every_link_of_every_page_leads_somewhere(public: Path) -> None:
    assert dead_links(public) == set()


def test_a_link_to_nothing_is_seen(tmp_path: Path) -> None:
    (tmp_path / "fa").mkdir()
    (tmp_path / "fa/calendar.ics").write_text("")
    (tmp_path / "index.html").write_text('<h1 id="τίτλος"></h1><a href="fa/">')
    links = (
        "../#τίτλος",
        "../#no",
        "calendar.ics",
        "lost.ics",
        "../x/",
        "#q=1",
        "https://city.example/",
        "?v=1",
        "tel:112",
    )
    (tmp_path / "fa/index.html").write_text("".join(f'<a class="a" href="{link}">' for link in links))
    found = {line.partition(": ")[2] for line in dead_links(tmp_path)}
    assert found == {"../#no", "lost.ics", "../x/"}
