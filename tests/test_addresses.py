"""Links inside the site are relative: the same bytes work on a domain and under a sub-path."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.addresses import absolute, entry_path, relative
from sitegen.model.types.helpline import HELPLINES
from sitegen.model.types.page import PAGES
from sitegen.model.types.service import SERVICES

PAGE = "fa/services/kem/index.html"


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("fa/services/kem/index.html", "./"),
        ("fa/services/kem/index.html#hours", "#hours"),
        ("fa/services/desk/index.html", "../desk/"),
        ("fa/services/desk/index.html#hours", "../desk/#hours"),
        ("fa/services/index.html", "../"),
        ("fa/index.html", "../../"),
        ("index.html", "../../../"),
        ("el/services/kem/index.html", "../../../el/services/kem/"),
        ("fa/helplines/index.html#112", "../../helplines/#112"),
        ("assets/css/site.css", "../../../assets/css/site.css"),
    ],
)
def test_addresses_from_a_page(target: str, written: str) -> None:
    assert relative(target, PAGE) == written


def test_addresses_from_the_root() -> None:
    assert relative("el/index.html", "index.html") == "el/"
    assert relative("index.html", "index.html") == "./"
    assert relative("assets/a.css", "index.html") == "assets/a.css"


PATHS = st.lists(st.sampled_from(["el", "fa", "services", "kem"]), max_size=4).map(
    lambda p: "/".join([*p, "index.html"])
)


@given(PATHS, PATHS)
def test_a_browser_finds_every_page_from_every_page(target: str, page: str) -> None:
    there = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), relative(target, page)))
    assert there == posixpath.normpath("/" + posixpath.dirname(target))


def test_whole_addresses_end_in_folders() -> None:
    base = "https://city.example/help/"
    assert absolute("fa/services/kem/index.html", base) == base + "fa/services/kem/"
    assert absolute("index.html", base) == base
    assert absolute("fa/helplines/index.html#112", base) == base + "fa/helplines/#112"
    assert absolute("404.html", base) == base + "404.html"


def test_where_entries_stand() -> None:
    assert entry_path("fa", SERVICES, "kem") == "fa/services/kem/index.html"
    assert entry_path("fa", HELPLINES, "112") == "fa/helplines/index.html#112"
    assert entry_path("fa", PAGES, "about") == "fa/about/index.html"
    assert entry_path("fa", PAGES, "home") == "fa/index.html"
