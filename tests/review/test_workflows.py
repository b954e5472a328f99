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
