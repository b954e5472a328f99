"""What hosts take and read, before the site goes there."""

import dataclasses
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.hosting.limits import HOSTS, Host, beyond, for_host
from sitegen.pipeline import Request, Result, build
from sitegen.planned import Artifact, PlannedFile
from tests.builders import TODAY, in_lines, small_site

MIB = 1024 * 1024


def found(artifacts: list[Artifact], host: Host) -> list[str]:
    rules = {artifact.path: artifact.data for artifact in artifacts}
    return in_lines(beyond([artifact.finished for artifact in artifacts], rules, host, "site_config.yaml"))


def pages(count: int, folder: str = "el") -> list[Artifact]:
    return [Artifact(f"{folder}/{number}.txt", b"") for number in range(count)]


def built_for(config: Path, target: str | None, base_url: str | None = None) -> Result:
    return build(Request(config, TODAY, base_url, target=target))


def paths(config: Path, target: str | None, base_url: str | None = None) -> set[str]:
    result = built_for(config, target, base_url)
    assert result.ok, result.problems
    return {artifact.path for artifact in result.artifacts}


# --- what a host takes ------------------------------------------------------------------------------------


def test_cloudflare_takes_twenty_thousand_files_and_not_one_more() -> None:
    assert found(pages(20_000), HOSTS["cloudflare"]) == []
    assert found(pages(20_001), HOSTS["cloudflare"]) == [
        "site_config.yaml:1:1 host-files the site has 20,001 files; Cloudflare Pages takes 20,000"
    ]


def test_netlify_takes_any_number_of_files_but_not_in_one_folder() -> None:
    parted = pages(30_000, "el") + pages(30_000, "en")
    assert found(parted, HOSTS["netlify"]) == []
    assert found(pages(54_001), HOSTS["netlify"]) == [
        "site_config.yaml:1:1 host-files the folder el/ has 54,001 files; Netlify takes 54,000 in one folder"
    ]


def test_each_file_that_is_too_large_is_named() -> None:
    files = [
        Artifact("fits.pdf", bytes(25 * MIB)),
        Artifact("a.pdf", bytes(25 * MIB + 1)),
        Artifact("b.pdf", bytes(26 * MIB)),
    ]
    assert found(files, HOSTS["cloudflare"]) == [
        "a.pdf:1:1 host-size a.pdf has 26,214,401 bytes; Cloudflare Pages takes files of 26,214,400",
        "b.pdf:1:1 host-size b.pdf has 27,262,976 bytes; Cloudflare Pages takes files of 26,214,400",
    ]
    assert found(files, HOSTS["github"]) == []


def test_github_takes_a_gigabyte_in_all() -> None:
    host = dataclasses.replace(HOSTS["github"], site_bytes=1000)
    assert HOSTS["github"].site_bytes == 10**9
    assert found([Artifact("a", bytes(600)), Artifact("b", bytes(400))], host) == []
    assert found([Artifact("a", bytes(600)), Artifact("b", bytes(401))], host) == [
        "site_config.yaml:1:1 host-size the site has 1,001 bytes; GitHub Pages takes 1,000"
    ]


def headers(rules: int, value: str = "no-store") -> list[Artifact]:
    text = "".join(f"/page-{number}/*\n  Cache-Control: {value}\n\n" for number in range(rules))
    return [Artifact("_headers", f"# rules\n{text}".encode())]


def test_the_first_rule_for_headers_that_would_not_be_read_is_shown() -> None:
    assert found(headers(100), HOSTS["cloudflare"]) == []
    assert found(headers(101), HOSTS["cloudflare"]) == [
        "_headers:302:1 host-rules 101 rules for headers; Cloudflare Pages reads the first 100"
    ]
    assert found(headers(101), HOSTS["netlify"]) == []


def test_a_header_that_is_too_long_is_shown() -> None:
    assert found(headers(1, "x" * 1983), HOSTS["cloudflare"]) == []
    assert found(headers(1, "x" * 1984), HOSTS["cloudflare"]) == [
        "_headers:3:1 host-rules a line of 2,001 characters; Cloudflare Pages reads 2,000"
    ]


def redirects(plain: int, patterned: int) -> list[Artifact]:
    lines = [f"/old-{number}/ /new/ 301" for number in range(plain)]
    lines += [f"/:language/old-{number}/* /:language/new/ 301" for number in range(patterned)]
    return [Artifact("_redirects", ("# moved\n" + "\n".join(lines)).encode())]


def test_redirects_with_patterns_are_counted_apart() -> None:
    assert found(redirects(2000, 100), HOSTS["cloudflare"]) == []
    assert found(redirects(2001, 101), HOSTS["cloudflare"]) == [
        "_redirects:2002:1 host-rules 2,001 redirects of one kind; Cloudflare Pages reads the first 2,000",
        "_redirects:2103:1 host-rules 101 redirects of one kind; Cloudflare Pages reads the first 100",
    ]
    long = Artifact("_redirects", f"/{'a' * 990}/ /new/ 301\n".encode())
    assert [line.split()[1] for line in found([long], HOSTS["cloudflare"])] == ["host-rules"]


# --- what a host reads ------------------------------------------------------------------------------------


def test_without_a_target_everything_is_as_it_was(tmp_path: Path) -> None:
    written = paths(small_site(tmp_path), None)
    assert "_headers" in written
    assert not written & {".nojekyll", "CNAME"}


@pytest.mark.parametrize("target", ["cloudflare", "netlify"])
def test_hosts_that_read_rules_get_them_and_no_files_of_others(tmp_path: Path, target: str) -> None:
    config = small_site(tmp_path)
    assert paths(config, target) == paths(config, None)


def test_github_gets_no_rules_that_it_does_not_read(tmp_path: Path) -> None:
    config = small_site(tmp_path)
    everywhere = paths(config, None)
    assert paths(config, "github") == (everywhere - {"_headers", "_redirects"}) | {".nojekyll"}
    assert [f.path for f in for_host([PlannedFile("_redirects", data=b"")], HOSTS["github"], None)] == [".nojekyll"]


def test_a_redirect_goes_before_the_page_at_the_old_address_where_the_host_must_be_told() -> None:
    file = PlannedFile("_redirects", data=b"# moved\n/el/a/ /el/b/ 301\n/en/a/ /en/b/ 302\n")
    [told] = for_host([file], HOSTS["netlify"], None)
    assert told.data == b"# moved\n/el/a/ /el/b/ 301!\n/en/a/ /en/b/ 302!\n"
    assert for_host([file], HOSTS["cloudflare"], None) == [file]


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://athens.example.org/", "athens.example.org\n"),
        ("https://city.github.io/", None),
        ("https://city.github.io/athens-info/", None),
        ("https://example.org/athens-info/", None),
        ("https://citygithub.io/", "citygithub.io\n"),
        ("https://αθήνα.example/", None),
        (None, None),
    ],
)
def test_the_domain_is_named_only_where_the_site_is_its_root(address: str | None, named: str | None) -> None:
    files = {file.path: file.data for file in for_host([], HOSTS["github"], address)}
    assert files.get("CNAME") == (named.encode() if named else None)


# --- the command ------------------------------------------------------------------------------------------


def test_a_site_that_its_host_does_not_take_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config, out = small_site(tmp_path / "site"), tmp_path / "public"
    command = ["build", "--config", str(config), "--out", str(out), "--now", "2026-11-22", "--target", "cloudflare"]
    assert main(command) == 0
    before = sorted(out.rglob("*"))
    monkeypatch.setitem(HOSTS, "cloudflare", dataclasses.replace(HOSTS["cloudflare"], files=3))
    config.write_text(f"{config.read_text(encoding='utf-8')}# changed, so that it is built again\n", encoding="utf-8")
    assert main(command) == 1
    assert sorted(out.rglob("*")) == before
    assert "Cloudflare Pages takes 3" in capsys.readouterr().err


def test_a_host_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "--config", str(small_site(tmp_path)), "--target", "elsewhere"])
    assert ended.value.code == 2


def test_the_command_line_names_the_hosts_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--help"])
    assert "{" + ",".join(HOSTS) + "}" in capsys.readouterr().out
