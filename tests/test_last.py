"""A build of which nothing has changed is not made again; whatever has changed, it is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import cli, pipeline
from tests.builders import service, small_site, write_tree


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Builds a small site on the command line; says whether the content was read for it."""
    config = small_site(tmp_path)
    engine, read = pipeline.build, []

    def noted(*given: object, **more: object) -> pipeline.Result:
        read.append(given)
        return engine(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "build", noted)

    def build(*options: str) -> bool:
        read.clear()
        day = () if "--now" in options else ("--now", "2026-11-22")
        assert cli.main(["build", "--config", str(config), *day, *options]) in (0, 1)
        return bool(read)

    return build


def test_a_build_of_which_nothing_changed_is_not_made_again_and_says_the_same(
    build: Callable[..., bool], capsys: pytest.CaptureFixture[str]
) -> None:
    assert build()
    said = capsys.readouterr()
    assert not build()
    assert capsys.readouterr() == said
    assert "warning" in said.err
    assert not build("--jobs", "2", "--lang", "el")


def test_warnings_that_were_kept_are_errors_when_they_are_asked_to_be(
    tmp_path: Path, build: Callable[..., bool]
) -> None:
    build()
    assert cli.main(["build", "--config", str(tmp_path / "site_config.yaml"), "--now", "2026-11-22", "--strict"]) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/services/new/text.el.md", "---\ntitle: Νέο\n---\n"),
        ("content/notices.yaml", ""),
        ("templates/pages/service.html", "<!doctype html><title>-</title>new\n"),
        ("assets/css/site.css", "p { margin: 0 }\n"),
        ("translations/ar.po", 'msgid ""\nmsgstr ""\n\nmsgid "Home"\nmsgstr "البيت"\n'),
        ("published.txt", "el/services/kem/index.html\n"),
        ("site_config.yaml", None),
        ("public/el/index.html", "changed by somebody else"),
        ("public/el/new.html", "laid there by somebody else"),
    ],
)
def test_whatever_has_changed_it_is_made_again(
    tmp_path: Path, build: Callable[..., bool], path: str, text: str | None
) -> None:
    build()
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{file.read_text(encoding='utf-8')}page_size: 7\n" if text is None else text, encoding="utf-8")
    assert build()


def test_what_was_taken_away_is_seen(tmp_path: Path, build: Callable[..., bool]) -> None:
    write_tree(tmp_path, "assets/css/more.css\n    p {}")
    build()
    (tmp_path / "assets/css/more.css").unlink()
    assert build()
    (tmp_path / "public/el/index.html").unlink()
    assert build()


def test_a_configuration_that_is_a_link_is_followed(tmp_path: Path, build: Callable[..., bool]) -> None:
    config, elsewhere = tmp_path / "site_config.yaml", tmp_path / "kept elsewhere.yaml"
    config.rename(elsewhere)
    config.symlink_to(elsewhere)
    build()
    assert not build()
    elsewhere.write_text(f"{elsewhere.read_text()}page_size: 7\n")
    assert build()


def test_a_link_that_comes_in_the_place_of_what_it_leads_to_is_refused(
    tmp_path: Path, build: Callable[..., bool]
) -> None:
    write_tree(tmp_path, service("first"))
    build()
    text = tmp_path / "content/services/first/text.el.md"
    text.rename(tmp_path / "elsewhere.md")
    text.symlink_to(tmp_path / "elsewhere.md")
    assert build()


def test_a_pipe_among_the_content_is_not_waited_for(tmp_path: Path, build: Callable[..., bool]) -> None:
    os.mkfifo(tmp_path / "content/pipe")
    assert build()


def test_times_of_inputs_say_nothing(tmp_path: Path, build: Callable[..., bool]) -> None:
    """A checkout sets them anew."""
    build()
    os.utime(tmp_path / "site_config.yaml", (1, 1))
    assert not build()


def test_another_day_another_address_and_another_folder_are_other_builds(
    tmp_path: Path, build: Callable[..., bool]
) -> None:
    build()
    assert build("--now", "2026-11-23")
    assert build("--base-url", "https://example.org/")
    assert build("--out", str(tmp_path / "elsewhere"))
    assert not build("--out", str(tmp_path / "elsewhere"))


def test_a_copy_of_the_site_is_not_taken_for_the_site_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built from its own folder, and then out of that of a copy as old as that build."""
    site, copy, out = tmp_path / "site", tmp_path / "copy", tmp_path / "out"
    small_site(site)
    shutil.copytree(site, copy)
    options = ("--out", str(out), "--now", "2026-11-22")
    monkeypatch.chdir(site)
    assert cli.main(["build", "--config", "site_config.yaml", *options]) == 0
    write_tree(site, "templates/pages/home.html\n    <!doctype html><title>-</title>new")
    monkeypatch.chdir(copy)
    assert cli.main(["build", "--config", "../site/site_config.yaml", *options]) == 0
    assert "new" in (out / "el/index.html").read_text(encoding="utf-8")


def test_what_was_saved_while_it_was_built_and_then_undone_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, page = small_site(tmp_path), tmp_path / "templates/pages/home.html"
    options, good, engine = ["build", "--config", str(config), "--now", "2026-11-22"], page.read_text(), pipeline.build

    def saved_meanwhile(*given: object, **more: object) -> pipeline.Result:
        page.write_text(f"{good}new")
        return engine(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "build", saved_meanwhile)
    assert cli.main(options) == 0
    monkeypatch.setattr(pipeline, "build", engine)
    page.write_text(good)
    assert cli.main(options) == 0
    assert "new" not in (tmp_path / "public/el/index.html").read_text()


def test_a_build_that_failed_is_made_again(tmp_path: Path, build: Callable[..., bool]) -> None:
    build()
    write_tree(tmp_path, "content/services/new/facts.yaml\n    [")
    assert build()
    assert build()
