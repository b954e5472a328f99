"""An address that was leads to where its page is now, on every kind of host."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.hosting.redirects import Move, caddy, nginx
from sitegen.publish import publish
from tests.builders import built, codes_of, problems_of, service, small_site, with_real_look
from tests.servers import SERVERS, serving_with

CHAIN = """
    content/redirects.yaml
        - {id: first, was: services/first, to: services/second}
        - {id: second, was: services/second, to: services/third}
        - {id: gone, was: services/gone}
        - {id: line, was: services/line, to: helplines/112}
"""
TOPIC = "    content/vocabularies/topics.yaml\n        - {id: bread, title: {el: Ψωμί}}\n"


def files_of(config: Path) -> dict[str, str]:
    result = built(config)
    assert result.ok, problems_of(config)
    return {artifact.path: artifact.data.decode(errors="replace") for artifact in result.artifacts}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site", service("third") + CHAIN)


def printed(config: Path, server: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert main(["redirects", server, "--config", str(config), *more]) == 0
    return capsys.readouterr().out


def test_a_chain_leads_to_its_end_at_once(config: Path) -> None:
    files = files_of(with_real_look(config))
    for old in ("first", "second"):
        assert '<meta http-equiv="refresh" content="0; url=../third/">' in files[f"en/services/{old}/index.html"]
    assert 'http-equiv="refresh"' not in files["en/services/gone/index.html"]


def test_hosts_that_read_it_get_a_line_for_each_address_that_moved(config: Path) -> None:
    lines = files_of(config)["_redirects"].splitlines()
    assert lines[:3] == [f"/{code}/services/first/ /{code}/services/third/ 301" for code in ("el", "en", "ar")]
    assert "/ar/services/line/ /ar/helplines/#112 301" in lines
    assert not [line for line in lines if "gone" in line]


def test_cloudflare_can_read_every_line(config: Path) -> None:
    """developers.cloudflare.com/pages/configuration/redirects: three parts, these codes, 1,000 characters, each once."""
    lines = [line.split() for line in files_of(config)["_redirects"].splitlines()]
    assert {(len(line), line[2]) for line in lines} == {(3, "301")}
    assert len({line[0] for line in lines}) == len(lines)
    assert max(len(" ".join(line)) for line in lines) <= 1000


def test_netlify_shows_no_old_page_instead(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "/en/services/first/ /en/services/third/ 301!\n" in printed(config, "netlify", capsys)


def test_a_browser_keeps_nothing_of_the_way_to_a_sensitive_page(tmp_path: Path) -> None:
    rows = "\n    content/redirects.yaml\n        - {id: a, was: services/old, to: services/shelter}\n"
    files = files_of(small_site(tmp_path, service("shelter", "sensitive: yes") + rows))
    assert "/en/services/old/ /en/services/shelter/ 302\n" in files["_redirects"]
    assert "/:language/services/old/*\n  Cache-Control: no-store\n" in files["_headers"]


def test_servers_get_the_path_that_the_site_stands_below(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(config, "nginx", capsys, "--base-url", "https://example.org/athens/")
    assert "location = /athens/en/services/first/ { return 301 /athens/en/services/third/; }\n" in said


def test_a_site_where_nothing_moved_has_no_such_file(tmp_path: Path) -> None:
    assert "_redirects" not in files_of(small_site(tmp_path))


def test_an_old_address_leads_on_in_a_language_that_came_later(config: Path) -> None:
    config.write_text(config.read_text().replace("[el, en, ar]", "[el, en, ar, fa]"))
    assert "fa/services/first/index.html" in files_of(config)


def test_redirects_that_lead_nowhere_are_errors_each_at_its_place(tmp_path: Path) -> None:
    rows = """
    content/redirects.yaml
        - {id: a, was: services/a, to: services/b}
        - {id: b, was: services/b, to: services/a}
        - {id: in, was: services/in, to: services/a}
        - {id: twice, was: services/a, to: services/desk}
        - {id: no-page, was: services/c, to: topics/lessons}
        - {id: itself, was: services/d, to: services/d}
    """
    found = [line.split(" ", 2)[:2] for line in problems_of(small_site(tmp_path, rows))]
    assert found == [
        ["content/redirects.yaml:1:32", "redirect-loop"],
        ["content/redirects.yaml:2:32", "redirect-loop"],
        ["content/redirects.yaml:4:20", "redirect-twice"],
        ["content/redirects.yaml:5:38", "redirect-nowhere"],
        ["content/redirects.yaml:6:37", "redirect-loop"],
    ]


def test_a_redirect_onto_what_was_taken_out_later_says_that_it_is_gone(tmp_path: Path) -> None:
    rows = "content/redirects.yaml\n    - {id: a, was: services/a, to: services/b}\n    - {id: b, was: services/b}\n"
    files = files_of(with_real_look(small_site(tmp_path, rows)))
    assert "This page is gone" in files["en/services/a/index.html"]


def test_an_address_that_is_taken_again_is_an_error(tmp_path: Path) -> None:
    rows = "\n    content/redirects.yaml\n        - {id: a, was: services/a, to: services/desk}\n"
    assert "redirect-taken" in codes_of(small_site(tmp_path, service("a") + rows))


def test_a_topic_can_be_taken_out_and_its_address_leads_on(tmp_path: Path) -> None:
    config = small_site(
        tmp_path, TOPIC + "        - {id: food, title: {el: Φαγητό}}\n" + service("a").replace("health", "food")
    )
    assert main(["remove", "topics/bread", "--to", "topics/food", "--config", str(config)]) == 0
    assert (tmp_path / "content/vocabularies/topics.yaml").read_text() == "- {id: food, title: {el: Φαγητό}}\n"
    assert "/en/topics/bread/ /en/topics/food/ 301\n" in files_of(config)["_redirects"]


def test_the_address_of_a_topic_that_nothing_is_about_any_more_can_lead_on(tmp_path: Path) -> None:
    rows = "    content/redirects.yaml\n        - {id: bread, was: topics/bread, to: topics/health}\n"
    files = files_of(small_site(tmp_path, TOPIC + rows))
    assert "/en/topics/bread/ /en/topics/health/ 301\n" in files["_redirects"]


# --- real servers, where they are installed --------------------------------------------------------------

MOVES = (Move("en/services/first/", "en/services/third/"), Move("en/services/gone/", ""))


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, config: Path, tmp_path: Path) -> Iterator[str]:
    """A real server with the lines that are written for it."""
    out = tmp_path / "public"
    publish(built(with_real_look(config)).artifacts, out)
    lines = {"nginx": nginx, "caddy": caddy}[request.param](MOVES)
    with serving_with(request.param, lines, out, tmp_path) as address:
        yield address


def answer(address: str) -> tuple[int, str, str]:
    """Status, where it ended and what was read there."""
    try:
        with urllib.request.urlopen(address) as found:
            return found.status, found.url, found.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.url, refused.read().decode()


def test_a_real_server_leads_on_and_shows_what_is_gone(server: str) -> None:
    for form in ("en/services/first/", "en/services/first"):
        status, address, _ = answer(server + form)
        assert (status, address) == (200, f"{server}en/services/third/"), form
    status, _, page = answer(f"{server}en/services/gone/")
    assert status == 410
    assert "This page is gone" in page
