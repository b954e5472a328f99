"""The site below a path of its host, as GitHub Pages serves it: nothing is asked for outside that path, nothing is missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from sitegen.publish import publish
from tests.builders import built, service, small_site, with_real_look
from tests.test_addresses_stay import EXAM

NAME = "athens-info"
PAGES = 15


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """A small site with the look of the real one, built for the address that it is served at."""
    host = tmp_path_factory.mktemp("host")
    address = f"{served(host)}{NAME}/"
    result = built(with_real_look(small_site(tmp_path_factory.mktemp("site"), EXAM + service("desk"))), address)
    assert result.ok, result.problems
    publish(result.artifacts, host / NAME)
    return address


def test_pages_are_walked_and_nothing_leads_out_or_is_missing(page: Page, address: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    walk, found = [address, f"{address}404.html", f"{address}en/exams/b1/"], set[str]()
    for number in range(PAGES):
        page.goto(walk[number])
        links = page.evaluate("[...document.links].map(a => a.href).filter(a => a.startsWith(location.origin))")
        found.update(link.partition("#")[0] for link in links)
        walk += [link for link in dict.fromkeys(links) if link.endswith("/") and link not in walk]
    assert {link for link in found if not link.startswith(address)} == set()
    assert [link for link in sorted(found) if not page.request.get(link).ok] == []
    asked = [answer for answer in answers if not answer.url.endswith("/favicon.ico")]  # the browser's own wish
    assert [(answer.status, answer.url) for answer in asked if not answer.ok] == []
    assert all(answer.url.startswith(address) for answer in asked)
    assert any(".css?" in answer.url for answer in asked)
