"""The jobs of the workflows, step by step, as GitHub would run them: on a repository with a small site in it.

What an action does is done by hand here, as far as the steps after it need it. The programs of a step are already
there, so nothing is installed.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.pipeline import Request
from sitegen.translations.stamping import accept
from tests.builders import SITES, TODAY, small_site
from tests.review.test_steps import change, event
from tests.review.test_workflows import ALL
from tests.translations.test_state import SITE

ROOT = Path(__file__).resolve().parents[2]
#: What is not run here, and why.
ELSEWHERE = {
    ".ci/run": "runs all tests, this one too",
    "pull_request.py screenshots": "needs a browser: tests/review/test_steps.py",
    "pull_request.py post": "needs GitHub: tests/review/test_steps.py",
}


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    done = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the program and a small site whose translations are accepted."""
    folder = tmp_path_factory.mktemp("origin")
    config = small_site(folder, SITE + "assets/css/site.css\n    p {}\n")
    shutil.copytree(SITES / "sound/content", folder / "sound")
    text = config.read_text(encoding="utf-8").replace(str(SITES / "sound" / "content"), "sound")
    config.write_text(text, encoding="utf-8")
    assert accept(Request(config, TODAY)).problems == ()
    for name in ("build.py", "Makefile"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tools/setup.sh").write_text("#!/bin/sh\n", encoding="utf-8")
    (folder / "sitegen").symlink_to(ROOT / "sitegen")
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / ".gitignore").write_text("/.cache/\n/public/\n/problems.json\n__pycache__/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "first")
    git(folder, "config", "receive.denyCurrentBranch", "ignore")
    return folder


@pytest.fixture
def origin(accepted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(accepted, tmp_path / "origin", symlinks=True)


class Workspace:
    """The folder that the steps of a job run in, and what `${{ … }}` stands for there."""

    def __init__(self, folder: Path, origin: Path, values: Mapping[str, str]) -> None:
        self.folder = folder
        self.origin = origin
        self.values = {**values, "runner.temp": str(folder / "temp")}
        self.said = ""
        (folder / "temp").mkdir(parents=True)

    def filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ *(.+?) *\}\}", lambda found: self.values[found[1]], text)

    def job(self, workflow: str, name: str) -> None:
        for step in ALL[workflow]["jobs"][name]["steps"]:
            if "run" in step:
                self.run(step)
            elif step["uses"].startswith("actions/checkout@"):
                asked = step.get("with", {})
                folder = self.folder / asked.get("path", "repository")
                git(self.folder, "clone", "--quiet", str(self.origin), str(folder))
                git(folder, "checkout", "--quiet", self.filled(asked.get("ref", "main")))

    def run(self, step: dict[str, Any]) -> None:
        if any(name in step["run"] for name in ELSEWHERE):
            return
        told = {name: self.filled(value) for name, value in step.get("env", {}).items()}
        files = {f"GITHUB_{name}": str(self.folder / name.lower()) for name in ("OUTPUT", "STEP_SUMMARY", "EVENT_PATH")}
        outer = {
            name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "GITHUB_"))
        }
        repository = self.folder / "repository"
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", self.filled(step["run"])],
            cwd=repository if repository.is_dir() else self.folder,
            env={**outer, **files, **told},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        self.said += done.stdout
        assert done.returncode == 0, f"{step['run']}\n{done.stdout}{done.stderr}"


def test_the_site_is_built_for_the_address_that_pages_has(origin: Path, tmp_path: Path) -> None:
    space = Workspace(tmp_path / "job", origin, {"steps.pages.outputs.base_url": "https://city.github.io/athens-info"})
    space.job("site.yml", "build")
    public = space.folder / "repository/public"
    assert "https://city.github.io/athens-info/el/services/office/" in (public / "sitemap.xml").read_text()
    assert (public / ".nojekyll").is_file()
    assert not (public / "_headers").exists()
    assert "::warning" not in space.said


@pytest.mark.parametrize(("days", "warned"), [(44, False), (45, True), (59, True)])
def test_before_github_pauses_the_daily_build_it_is_said(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, warned: bool
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{int(time.time()) - days * 86400 - 3600} +0000")
    git(origin, "commit", "--quiet", "--allow-empty", "--message", "the last for long")
    space = Workspace(tmp_path / "job", origin, {})
    git(tmp_path, "clone", "--quiet", str(origin), str(space.folder / "repository"))
    space.run({"run": "tools/before_pause.sh"})
    assert space.said.startswith("::warning title=The daily build will pause::") == warned
    assert (space.folder / "step_summary").exists() == warned
    assert (f"{days} days" in space.said) == warned


def test_a_pull_request_is_accepted_compared_and_commented_on(origin: Path, tmp_path: Path) -> None:
    base = git(origin, "rev-parse", "HEAD")
    git(origin, "checkout", "--quiet", "-b", "mend")
    change(origin, "facts.yaml", "el: Πάντα.", "el: Ποτέ.")
    git(origin, "commit", "--quiet", "--all", "--message", "A note is mended")
    values = {"github.event.pull_request.base.sha": base, "github.event.pull_request.head.ref": "mend"}

    space = Workspace(tmp_path / "accept", origin, values)
    shutil.copy(event(tmp_path, "accept: services/office en"), space.folder / "event_path")
    space.job("pull-request.yml", "accept")
    commit = git(origin, "rev-parse", "mend")
    assert (space.folder / "output").read_text() == f"commit={commit}\n"
    assert git(origin, "log", "-1", "--format=%an: %s", "mend") == (
        "github-actions[bot]: Accept translations, as the pull request says"
    )

    values["needs.accept.outputs.commit || github.sha"] = commit
    space = Workspace(tmp_path / "compare", origin, values)
    shutil.copy(event(tmp_path), space.folder / "event_path")
    space.job("pull-request.yml", "compare")
    assert (space.folder / "head/public/index.html").is_file()
    assert (space.folder / "head/.cache/sitegen/kept.sqlite").is_file()

    review = space.folder / "review"
    told = {
        "github.server_url": "https://github.com",
        "github.repository": "city/site",
        "github.event.workflow_run.id": "7",
    }
    space = Workspace(tmp_path / "comment", origin, told)
    shutil.copytree(review, space.folder / "temp/review")
    space.job("pull-request-comment.yml", "comment")
    comment = (space.folder / "temp/comment.md").read_text(encoding="utf-8")
    assert "https://github.com/city/site/actions/runs/7" in comment
    assert "#### To translate again: `ar` 1 word" in comment  # and not `en`, which was accepted


def test_content_with_errors_is_built_on_neither_side_and_stops_nothing(origin: Path, tmp_path: Path) -> None:
    for side in ("base", "head"):
        shutil.copytree(origin, tmp_path / side, symlinks=True)
    change(tmp_path / "head", "facts.yaml", "organisation: city", "organisation: nobody")
    subprocess.run([ROOT / "tools/before_and_after.sh", "base", "head"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "base/public/index.html").is_file()
    assert not (tmp_path / "head/public").exists()
    assert "reference-dangling" in (tmp_path / "head/problems.json").read_text(encoding="utf-8")


def test_every_step_is_run_here_or_elsewhere() -> None:
    jobs = {(name, job) for name, found in ALL.items() for job in found["jobs"]}
    run_here = {
        ("site.yml", "build"),
        ("pull-request.yml", "accept"),
        ("pull-request.yml", "compare"),
        ("pull-request-comment.yml", "comment"),
    }
    for name, job in jobs - run_here:
        commands = [step["run"] for step in ALL[name]["jobs"][job]["steps"] if "run" in step]
        assert all(command in ELSEWHERE for command in commands), (name, job)


@pytest.mark.parametrize("name", ALL)
def test_a_step_is_one_command(name: str) -> None:
    steps = [step for job in ALL[name]["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "\n" in step.get("run", "")] == []
