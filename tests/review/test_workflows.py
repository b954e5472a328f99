"""The workflows ask for no more than they need, and run scripts that exist. (YAML is all that can be tried here.)"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github/workflows"
#: What the author of a pull request writes: never a part of a script.
WRITTEN = re.compile(r"\$\{\{[^}]*(github\.event|head_ref|github\.actor)[^}]*\}\}")


def workflow(name: str) -> dict[str, Any]:
    found = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    found["on"] = found.pop(True)  # YAML 1.1 reads `on` as true
    return found


ALL = {file.name: workflow(file.name) for file in sorted(FOLDER.glob("*.yml"))}
STEPS = [
    pytest.param(step, id=f"{name}-{job}-{number}")
    for name, found in ALL.items()
    for job, described in found["jobs"].items()
    for number, step in enumerate(described["steps"])
]


@pytest.mark.parametrize("step", STEPS)
def test_every_script_that_is_named_exists(step: dict[str, Any]) -> None:
    for name in re.findall(r"(?:^|[\s\"/])((?:tools|\.ci)/[\w./-]+|build\.py)", step.get("run", "")):
        assert (ROOT / name).is_file(), name


@pytest.mark.parametrize("step", STEPS)
def test_what_an_author_writes_is_never_put_into_a_script(step: dict[str, Any]) -> None:
    assert not WRITTEN.search(step.get("run", ""))


@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_the_tool_is_one_that_it_has(step: dict[str, Any]) -> None:
    tool = (ROOT / "tools/pull_request.py").read_text(encoding="utf-8")
    for name in re.findall(r"pull_request\.py ([a-z]+)", step.get("run", "")):
        assert f'("{name}", run_{name}' in tool


def test_permissions_are_given_to_jobs_one_by_one() -> None:
    assert {name: found["permissions"] for name, found in ALL.items()} == {
        "pull-request-comment.yml": {},
        "pull-request.yml": {},
        "site.yml": {"contents": "read"},
    }
    assert {job: found["permissions"] for job, found in ALL["pull-request.yml"]["jobs"].items()} == {
        "accept": {"contents": "write"},
        "compare": {"contents": "read"},
    }
    assert ALL["pull-request-comment.yml"]["jobs"]["comment"]["permissions"] == {
        "actions": "read",
        "contents": "read",
        "pull-requests": "write",
    }


def test_no_workflow_gives_a_fork_the_rights_of_the_repository() -> None:
    assert all("pull_request_target" not in found["on"] for found in ALL.values())


def test_the_job_that_writes_runs_only_for_branches_of_this_repository_and_only_code_of_the_base() -> None:
    job = ALL["pull-request.yml"]["jobs"]["accept"]
    assert "head.repo.full_name == github.repository" in job["if"]
    checkouts = {s["with"]["path"]: s["with"] for s in job["steps"] if s.get("uses", "").startswith("actions/checkout")}
    assert checkouts["engine"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert checkouts["engine"]["persist-credentials"] is False
    for step in job["steps"]:
        run = step.get("run", "")
        assert not re.search(r"(?:^|\s)(?:head|base)/\S*(?:\.py|\.sh|/python)", run), run


def test_the_job_that_runs_the_code_of_a_request_keeps_no_token() -> None:
    steps = ALL["pull-request.yml"]["jobs"]["compare"]["steps"]
    checkouts = [step["with"] for step in steps if step.get("uses", "").startswith("actions/checkout")]
    assert [found["persist-credentials"] for found in checkouts] == [False]
    assert "secrets." not in (FOLDER / "pull-request.yml").read_text(encoding="utf-8")


def test_the_job_that_comments_checks_out_nothing_of_the_request() -> None:
    found = ALL["pull-request-comment.yml"]
    assert found["on"]["workflow_run"]["workflows"] == [ALL["pull-request.yml"]["name"]]
    steps = found["jobs"]["comment"]["steps"]
    assert [s.get("with") for s in steps if "checkout" in s.get("uses", "")] == [{"persist-credentials": False}]


@pytest.mark.parametrize("step", STEPS)
def test_an_action_is_pinned_to_a_commit_that_nobody_can_move(step: dict[str, Any]) -> None:
    assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) if "uses" in step else step["run"]


def test_one_version_of_an_action_is_used_everywhere() -> None:
    lines = {
        line.strip("- ") for file in FOLDER.glob("*.yml") for line in file.read_text().splitlines() if "uses:" in line
    }
    assert len(lines) == len({line.partition("@")[0] for line in lines})
    assert all(re.search(r" # v\d+\.\d+\.\d+$", line) for line in lines)


def test_every_job_ends_and_takes_no_rights_that_it_does_not_name() -> None:
    for found in ALL.values():
        for described in found["jobs"].values():
            assert 0 < described["timeout-minutes"] <= 30
            assert "permissions" in described or found["permissions"] in ({}, {"contents": "read"})


def test_only_the_main_branch_of_the_repository_itself_is_published() -> None:
    jobs = ALL["site.yml"]["jobs"]
    asked = jobs["build"]["if"].split(" && ")
    assert asked == [
        "github.ref == 'refs/heads/main'",
        "github.event_name != 'pull_request'",
        "!github.event.repository.fork",
    ]
    assert jobs["publish"]["needs"] == "build"  # and is passed over when that is
    assert "if" not in jobs["publish"]
    granted = [j for found in ALL.values() for j, d in found["jobs"].items() if "pages" in str(d.get("permissions"))]
    assert granted == ["build", "publish"]


def test_dotfiles_are_published_and_shown_in_previews() -> None:
    """The actions leave them out unless they are told (upload-artifact 4.4, upload-pages-artifact 4)."""
    uploads = {
        step["with"]["path"]: step["with"]
        for step in (param.values[0] for param in STEPS)
        if "upload" in step.get("uses", "")
    }  # type: ignore[union-attr, index]
    assert {path for path, given in uploads.items() if given.get("include-hidden-files")} == {
        "public",
        "head/public\nscreenshots\n",
    }


def test_what_is_kept_between_builds_depends_on_all_that_it_is_made_of() -> None:
    steps = ALL["site.yml"]["jobs"]["build"]["steps"]
    [kept] = [step["with"] for step in steps if step.get("uses", "").startswith("actions/cache@")]
    assert kept["path"] == ".cache/sitegen"
    assert kept["key"].startswith(kept["restore-keys"])
    patterns = re.findall(r"'([^']+)'", kept["key"])
    assert set(patterns) == {
        *("sitegen/**", "requirements*.txt", "site_config.yaml"),
        *("content/**", "templates/**", "translations/**", "assets/**"),
    }
    assert all([*ROOT.glob(pattern)] for pattern in patterns)


def test_a_job_that_writes_takes_nothing_from_a_cache_that_the_code_of_a_request_could_have_filled() -> None:
    steps = ALL["pull-request.yml"]["jobs"]["accept"]["steps"]
    assert not [step for step in steps if "cache" in step.get("with", {}) or "actions/cache" in step.get("uses", "")]
