"""The command line as its users meet it: what it prints, and the code that it ends with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.commands import building
from tests.builders import small_site, write_tree

ROOT = Path(__file__).resolve().parent.parent
FINE, CONTENT, USAGE, DEFECT = 0, 1, 2, 3


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "build.py", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site")


def test_a_sound_site_is_published(site: Path) -> None:
    done = run("build", "--config", site, "--now", "2026-11-22")
    assert done.returncode == FINE, done.stderr
    assert (site.parent / "public" / "el" / "index.html").is_file()


def test_building_is_what_it_does_when_nothing_is_said(site: Path) -> None:
    assert cli.main(["--config", str(site), "--out", str(site.parent / "here")]) == FINE
    assert (site.parent / "here" / "el" / "index.html").is_file()


def test_wrong_content_leaves_the_published_site_byte_for_byte(site: Path) -> None:
    assert run("--config", site).returncode == FINE
    before = tree(site.parent / "public")
    write_tree(site.parent, "content/services/desk/facts.yaml\n    titel: x\n")
    done = run("--config", site)
    (site.parent / "content/services/desk/facts.yaml").unlink()
    assert done.returncode == CONTENT
    assert "did you mean" not in done.stdout
    assert "content/services/desk/facts.yaml:1:1: error: `titel` is not a field here" in done.stderr
    assert tree(site.parent / "public") == before


def test_a_wrong_template_leaves_the_published_site_too(site: Path) -> None:
    assert run("--config", site).returncode == FINE
    before = tree(site.parent / "public")
    (site.parent / "templates/pages/home.html").write_text("{{ veiw }}")
    assert run("--config", site).returncode == CONTENT
    assert tree(site.parent / "public") == before


def test_a_missing_or_wrong_configuration_is_a_matter_of_the_command(tmp_path: Path) -> None:
    assert run("--config", tmp_path / "nothing.yaml").returncode == USAGE
    assert run("--config", tmp_path).returncode == USAGE
    (tmp_path / "site_config.yaml").write_bytes(b"\xff\xfe")
    assert run("check", "--config", tmp_path / "site_config.yaml").returncode == USAGE


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["--no-such-option"], ["--now", "yesterday"], ["--now", "2026-02-30"], ["--base-url", "javascript:x"],
     ["--base-url", "city.example"], ["--base-url", "https://city.example/?a"], ["--format", "xml"]],
)  # fmt: skip
def test_a_wrong_command_is_refused(site: Path, arguments: list[str]) -> None:
    head, *rest = arguments if arguments == ["nothing"] else ["build", *arguments]
    done = run(head, "--config", site, *rest)
    assert done.returncode == USAGE
    assert "Traceback" not in done.stderr


def test_a_place_that_must_not_be_replaced_is_refused(site: Path) -> None:
    before = tree(site.parent)
    for out in (site.parent, site.parent / "content", site.parent / "typo" / "public", site, Path("/")):
        assert cli.main(["--config", str(site), "--out", str(out)]) == USAGE
    assert {path: data for path, data in tree(site.parent).items() if ".cache" not in path} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("schema", "--out"),
        ("reference", "--out"),
        ("translations", "export", "en", "--all", "--to"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_told(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    (site.parent / "here").write_text("a file\n", encoding="utf-8")
    assert cli.main([*arguments, str(site.parent / "here" / "made.xlsx"), "--config", str(site)]) == USAGE
    told = capsys.readouterr().err
    assert "cannot be written" in told
    assert "defect" not in told


@pytest.mark.parametrize("epoch", ["abc", "-1e9", "9" * 30])
def test_a_wrong_source_date_is_refused(site: Path, epoch: str) -> None:
    done = run("check", "--config", site, SOURCE_DATE_EPOCH=epoch)
    assert (done.returncode, "Traceback" in done.stderr) == (USAGE, False)


def test_an_address_gets_its_slash(site: Path) -> None:
    assert cli.main(["--config", str(site), "--base-url", "https://city.example/help"]) == FINE
    assert b"https://city.example/help/sitemap.xml" in (site.parent / "public" / "robots.txt").read_bytes()


def test_warnings_fail_only_when_asked_to(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--config", str(site)]) == FINE
    assert cli.main(["check", "--strict", "--config", str(site)]) == CONTENT
    assert "translation-missing" in capsys.readouterr().err


def test_problems_for_programs_are_json(site: Path) -> None:
    write_tree(site.parent, "content/services/desk/facts.yaml\n    titel: x\n")
    done = run("check", "--format", "json", "--config", site)
    found = [problem for problem in json.loads(done.stderr) if problem["severity"] == "error"]
    assert [(p["file"], p["line"], p["column"], p["code"]) for p in found] == [
        ("content/services/desk/facts.yaml", 1, 1, "field-unknown")
    ]


def test_problems_for_github_are_annotations(site: Path) -> None:
    write_tree(site.parent, 'content/services/desk/facts.yaml\n    emails: "100%,x"\n')
    done = run("check", "--format", "github", "--config", site)
    wanted = "::error file=content/services/desk/facts.yaml,line=1,col=9,title=field-value::`emails`: “100%25,x” must"
    assert wanted in done.stderr


def test_there_is_no_colour_in_a_pipe_or_a_file(site: Path) -> None:
    assert "\033" not in run("check", "--config", site).stderr


def test_errors_are_shown_even_behind_a_hundred_warnings(site: Path) -> None:
    rows = "".join(f"    - {{id: term-{n}, title: {{el: Όρος}}}}\n" for n in range(200))
    write_tree(site.parent, "content/vocabularies/a.yaml\n" + rows + "content/zzz.yaml\n    - id: x\n")
    done = run("check", "--config", site)
    assert "content/zzz.yaml:1:1: error" in done.stderr
    assert done.stderr.count("\n") < 450


def test_a_reader_who_goes_away_changes_nothing(site: Path) -> None:
    write_tree(site.parent, "content/services/desk/facts.yaml\n    titel: x\n")
    command = f"'{sys.executable}' '{ROOT / 'build.py'}' check --config '{site}' 2>&1 >/dev/null | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True)
    assert done.returncode == CONTENT


def test_a_name_in_a_path_cannot_forge_an_annotation(site: Path) -> None:
    folder = site.parent / "content" / "services" / "x\n::error::forged"
    folder.mkdir(parents=True)
    (folder / "facts.yaml").write_text("a: b")
    for style in ("text", "github"):
        done = run("check", "--format", style, "--config", site)
        assert "\n::error::forged" not in done.stderr


def test_a_defect_of_ours_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def defect(*arguments: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(building, "check", defect)
    assert cli.main(["check"]) == DEFECT
    assert "defect of the program" in capsys.readouterr().err
