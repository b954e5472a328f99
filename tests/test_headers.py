"""The headers that servers are told, and the policy that a page carries itself."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.hosting.headers import DIRECTIVES, EVERYWHERE, FOR_GOOD, POLICY_OF_PAGE, caddy, nginx, rules
from sitegen.publish import publish
from tests.builders import built, service, small_site, with_real_look
from tests.servers import SERVERS, port, running, serving_with

HIDDEN = """
    content/services/shelter/facts.yaml
        source: city-page
        organisation: city
        topics: health
        sensitive: yes
    content/services/shelter/text.el.md
        ---
        title: Ξενώνας
        ---
"""


def parsed(headers: str) -> dict[str, dict[str, str]]:
    """A `_headers` file: the headers of each pattern."""
    found: dict[str, dict[str, str]] = {}
    pattern = ""
    for line in headers.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in found[pattern], line
            found[pattern][name] = value
        elif line:
            pattern = line
            found[pattern] = {}
    return found


def files_of(config: Path) -> dict[str, bytes]:
    result = built(config)
    assert result.ok, result.problems
    return {artifact.path: artifact.data for artifact in result.artifacts}


def test_headers_allow_a_page_its_own_files_and_nothing_else(tmp_path: Path) -> None:
    headers = parsed(files_of(small_site(tmp_path))["_headers"].decode())
    policy = dict(part.split(" ", 1) for part in headers["/*"]["Content-Security-Policy"].split("; "))
    assert policy.pop("frame-ancestors") == "'none'"
    assert policy == DIRECTIVES
    assert set(policy.values()) == {"'none'", "'self'"}
    assert headers["/assets/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}


def test_a_sensitive_page_is_not_stored_in_any_language(tmp_path: Path) -> None:
    headers = parsed(files_of(small_site(tmp_path, HIDDEN))["_headers"].decode())
    assert headers["/:language/services/shelter/*"]["Cache-Control"] == "no-store"


def test_a_sensitive_choice_from_a_list_is_not_stored_either(tmp_path: Path) -> None:
    others = "".join(service(f"other-{number}") for number in range(8))
    config = small_site(tmp_path, service("women", "women_only: yes") + service("free", "cost: {kind: free}") + others)
    headers = parsed(files_of(config)["_headers"].decode())
    assert headers["/:language/services/by/women/*"]["Cache-Control"] == "no-store"
    assert "/:language/services/by/free/*" not in headers


def test_headers_keep_within_what_cloudflare_reads(tmp_path: Path) -> None:
    """100 rules, 2,000 characters a line, one splat a pattern (developers.cloudflare.com/pages/configuration/headers)."""
    text = files_of(small_site(tmp_path, HIDDEN))["_headers"].decode()
    assert len(parsed(text)) <= 100
    assert max(len(line) for line in text.splitlines()) <= 2000
    assert all(pattern.count("*") == 1 for pattern in parsed(text))


def test_a_page_carries_the_policy_itself_for_hosts_without_headers(tmp_path: Path) -> None:
    files = files_of(with_real_look(small_site(tmp_path)))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY_OF_PAGE}">'.replace("'", "&#39;")
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    assert pages
    assert [path for path, html in pages.items() if meta not in html] == []


def test_the_command_says_the_headers_for_a_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = small_site(tmp_path, HIDDEN)
    assert main(["headers", "cloudflare", "--config", str(config)]) == 0
    assert capsys.readouterr().out == files_of(config)["_headers"].decode()


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_site_below_a_path_has_its_rules_there(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    base = ("--base-url", "https://example.org/v1.0/athens/")
    assert main(["headers", name, "--config", str(small_site(tmp_path, HIDDEN)), *base]) == 0
    said = capsys.readouterr().out
    assert "/v1.0/athens/404.html" in said
    patterns = re.findall(r"\^\S+", said)
    for path in ("/v1.0/athens/el/services/shelter/", "/v1.0/athens/assets/css/site.css"):
        assert [pattern for pattern in patterns if re.match(pattern, path)], path
    assert not [pattern for pattern in patterns if re.match(pattern, "/v1-0/athens/assets/")]


def test_security_txt_names_whom_to_tell_while_it_is_true(tmp_path: Path) -> None:
    config = small_site(tmp_path)
    assert ".well-known/security.txt" not in files_of(config)
    config.write_text(config.read_text() + "contact: help@example.org\nbase_url: https://example.org/\n")
    assert files_of(config)[".well-known/security.txt"].decode() == (
        "Contact: mailto:help@example.org\nExpires: 2027-05-21T00:00:00Z\nPreferred-Languages: el, en, ar\n"
        "Canonical: https://example.org/.well-known/security.txt\n"
    )


# --- real servers, where they are installed --------------------------------------------------------------


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A real server with the lines that are written for it."""
    out = tmp_path / "public"
    publish(built(small_site(tmp_path / "site", HIDDEN)).artifacts, out)
    lines = {"nginx": nginx, "caddy": caddy}[request.param](rules(["services/shelter"]))
    with serving_with(request.param, lines, out, tmp_path) as address:
        yield address


def answer(address: str) -> tuple[int, Mapping[str, str]]:
    try:
        with urllib.request.urlopen(address) as found:
            return found.status, dict(found.headers)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, dict(refused.headers)


def test_a_real_server_sends_them_with_every_answer(server: str) -> None:
    for path, status in (("", 200), ("ar/services/shelter/", 200), ("assets/css/none.css", 404), ("nothing/", 404)):
        code, headers = answer(server + path)
        assert code == status
        assert {name: headers.get(name) for name in EVERYWHERE} == EVERYWHERE, path
    assert answer(server + "ar/services/shelter/")[1]["Cache-Control"] == "no-store"
    assert "Cache-Control" not in answer(server)[1]


def test_the_block_of_the_manual_is_a_server_that_serves_the_site(tmp_path: Path) -> None:
    out, number = tmp_path / "public", port()
    config = small_site(tmp_path / "site", HIDDEN)
    (config.parent / "assets/css/site.css").write_text("p {}\n")
    config.write_text(config.read_text() + "contact: help@example.org\n")
    publish(built(config).artifacts, out)
    (tmp_path / "headers.conf").write_text(nginx(rules(["services/shelter"])))
    page = (Path(__file__).resolve().parent.parent / "docs/publishing.md").read_text(encoding="utf-8")
    block = page.partition("```nginx\n")[2].partition("```")[0]
    block = block.replace("listen 443 ssl;", f"listen 127.0.0.1:{number};").replace("/srv/www/site", str(out))
    block = re.sub(r"    ssl_.*\n", "", block.replace("/etc/nginx/headers.conf", str(tmp_path / "headers.conf")))
    with running("nginx", block, tmp_path, number) as address:
        assert answer(address + "el/services/shelter/")[1]["Cache-Control"] == "no-store"
        assert answer(address + ".well-known/security.txt")[0] == 200
        assert answer(address + "places.geojson")[1]["Content-Type"] == "application/geo+json"
        assert answer(address + "assets/css/site.css")[1]["Cache-Control"] == FOR_GOOD["Cache-Control"]
        assert answer(address + "x/y/z/")[0] == 404
