"""The steps of the workflows, run as the workflows run them: as programs, on two copies of a small site."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.cli import main
from sitegen.pipeline import Request
from sitegen.translations.stamping import accept
from tests.builders import SITES, TODAY, built, small_site
from tests.conftest import missing
from tests.translations.test_state import OFFICE, SITE
from tools.review.comment import MARKER

ROOT = Path(__file__).resolve().parents[2]
PAGE = (
    "<!doctype html><html lang={{ view.page.language.code }}><title>{{ view.title }}</title>\n"
    "<main><h1>{{ view.title }}</h1><p>{{ view.summary }}</p>\n"
    "{% for part in view.sections %}<h2>{{ part.heading }}</h2>{{ part.html }}{% endfor %}</main>\n"
)


def step(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "tools/pull_request.py", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment, "no_proxy": "127.0.0.1"},
    )


def event(folder: Path, body: str = "", labels: tuple[str, ...] = (), fork: bool = False) -> Path:
    """The file that GitHub writes for `pull_request`, as far as it is read."""
    file = folder / "event.json"
    request = {
        "number": 7,
        "body": body,
        "labels": [{"name": name} for name in labels],
        "head": {"repo": {"full_name": "somebody/site" if fork else "city/site"}},
        "base": {"repo": {"full_name": "city/site"}},
    }
    file.write_text(json.dumps({"pull_request": request}), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose translations are accepted: with content of its own only, so that nothing else is written to."""
    config = small_site(tmp_path_factory.mktemp("accepted"), SITE)
    shutil.copytree(SITES / "sound/content", config.parent / "sound")
    text = config.read_text(encoding="utf-8").replace(str(SITES / "sound" / "content"), "sound")
    config.write_text(text, encoding="utf-8")
    (config.parent / "templates/pages/service.html").write_text(PAGE, encoding="utf-8")
    assert accept(Request(config, TODAY)).problems == ()
    return config.parent


@pytest.fixture
def sides(accepted: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The site before and after."""
    return shutil.copytree(accepted, tmp_path / "base"), shutil.copytree(accepted, tmp_path / "head")


def change(head: Path, name: str, old: str, new: str) -> None:
    file = head / "content/services/office" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def states(head: Path) -> dict[str, tuple[str, ...]]:
    """The outdated parts of the entry by language."""
    site = built(head / "site_config.yaml").site
    assert site
    return {code: site.states[OFFICE, code].changed for code in ("en", "ar")}


# --- accept ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "labels", "left"),
    [
        ("Mended a slip.\r\n\r\nAccept: services/office en\r\n", (), ("ar",)),
        ("accept: all ar", (), ("en",)),
        ("", ("translations-accepted",), ()),
        ("", ("another-label",), ("en", "ar")),
    ],
)
def test_a_line_or_a_label_accepts(
    sides: tuple[Path, Path], tmp_path: Path, body: str, labels: tuple[str, ...], left: tuple[str, ...]
) -> None:
    base, head = sides
    change(head, "facts.yaml", "el: Πάντα.", "el: Ποτέ.")  # made from the source in both languages
    done = step("accept", base, head, "--event", event(tmp_path, body, labels))
    assert done.returncode == 0, done.stderr
    assert tuple(code for code, parts in states(head).items() if parts) == left


def test_what_was_outdated_before_and_was_not_looked_at_stays_so_unless_it_is_named(
    sides: tuple[Path, Path], tmp_path: Path
) -> None:
    base, head = sides
    for side in sides:
        change(side, "text.el.md", "Έτσι.", "Αλλιώς.")
    change(head, "text.el.md", "Τώρα.", "Ποτέ.")
    done = step("accept", base, head, "--event", event(tmp_path, labels=("translations-accepted",)))
    assert "left: services/office en was outdated before" in done.stdout
    assert states(head)["en"] == ("#how", "#when")
    assert step("accept", base, head, "--event", event(tmp_path, "accept: services/office")).returncode == 0
    assert states(head) == {"en": (), "ar": ()}


def test_a_translation_that_the_request_mends_is_accepted(sides: tuple[Path, Path], tmp_path: Path) -> None:
    base, head = sides
    for side in sides:
        change(side, "text.el.md", "Έτσι.", "Αλλιώς.")
    change(head, "text.en.md", "So.", "Otherwise.")
    assert step("accept", base, head, "--event", event(tmp_path, "accept: all")).returncode == 0
    assert states(head)["en"] == ()


@pytest.mark.parametrize(
    "body",
    ["accept: services/none", "accept: services/office xx", "accept: services/office el", "accept: ../../etc/passwd"],
)
def test_a_name_that_is_not_there_accepts_nothing(sides: tuple[Path, Path], tmp_path: Path, body: str) -> None:
    base, head = sides
    change(head, "facts.yaml", "el: Πάντα.", "el: Ποτέ.")
    before = {path: path.read_bytes() for path in head.rglob("*") if path.is_file()}
    done = step("accept", base, head, "--event", event(tmp_path, f"{body}\n"))
    assert {path: path.read_bytes() for path in head.rglob("*") if path.is_file()} == before
    assert "not there" in done.stderr or "not understood" in done.stdout


@pytest.mark.parametrize("body", ["accept: $(touch pwned)", "accept: `touch pwned`\n::set-output x"])
def test_nothing_in_a_description_is_run_or_printed_as_a_command(
    sides: tuple[Path, Path], tmp_path: Path, body: str
) -> None:
    done = step("accept", *sides, "--event", event(tmp_path, body))
    assert done.returncode == 0
    assert not any(line.lstrip().startswith("::") for line in (done.stdout + done.stderr).splitlines())
    assert not [*tmp_path.rglob("pwned")]
    assert not Path("pwned").exists()


def test_nothing_is_written_to_a_fork(sides: tuple[Path, Path], tmp_path: Path) -> None:
    base, head = sides
    change(head, "facts.yaml", "el: Πάντα.", "el: Ποτέ.")
    done = step("accept", base, head, "--event", event(tmp_path, "accept: all", fork=True))
    assert done.returncode == 0
    assert all(states(head).values())


def test_content_with_errors_is_not_accepted(sides: tuple[Path, Path], tmp_path: Path) -> None:
    base, head = sides
    change(head, "facts.yaml", "organisation: city", "organisation: nobody")
    done = step("accept", base, head, "--event", event(tmp_path, "accept: all"))
    assert done.returncode == 1
    assert "reference-dangling" in done.stderr


def test_what_was_accepted_is_committed_to_the_branch_and_nothing_else(tmp_path: Path) -> None:
    """The step of the workflow itself, on a repository. The name of a branch may be anything that git allows."""
    branch = "mend;touch${IFS}pwned"
    jobs = yaml.safe_load((ROOT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8"))["jobs"]
    script = next(one["run"] for one in jobs["accept"]["steps"] if one.get("id") == "commit")
    (tmp_path / "engine").symlink_to(ROOT)
    run(tmp_path, "git", "init", "--quiet", "--bare", "origin")
    run(tmp_path, "git", "clone", "--quiet", "origin", "head")
    head, output = tmp_path / "head", tmp_path / "output"
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    run(head, "git", "checkout", "--quiet", "-b", branch)
    run(head, "git", *identity, "commit", "--quiet", "--allow-empty", "--message", "first")
    run(head, "git", "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
    for text in ("", "stamped"):
        if text:
            (head / "text.fa.md").write_text(text, encoding="utf-8")
        run(tmp_path, "bash", "-e", "-c", script, BRANCH=branch, GITHUB_OUTPUT=str(output))
    log = run(tmp_path / "origin", "git", "log", "--format=%s", branch)
    assert log.splitlines() == ["Accept translations, as the pull request says", "first"]
    written = output.read_text(encoding="utf-8").splitlines()
    assert written[1] == f"commit={run(tmp_path / 'origin', 'git', 'rev-parse', branch).strip()}"
    assert not [*tmp_path.rglob("pwned")]


def run(folder: Path, *command: str, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# --- compare and comment -----------------------------------------------------------------------------------


@pytest.fixture
def compared(sides: tuple[Path, Path], tmp_path: Path) -> tuple[dict[str, Any], str]:
    """What changes when a text, a fact and a row change, and the comment."""
    _base, head = sides
    change(head, "text.el.md", "Τώρα.", "Κάθε μέρα.")
    change(head, "facts.yaml", "kind: free", "kind: unknown")
    build_both(sides)
    return steps(sides, event(tmp_path))


def build_both(sides: tuple[Path, Path]) -> None:
    for side in sides:
        done = subprocess.run(
            [
                sys.executable,
                ROOT / "build.py",
                "--config",
                side / "site_config.yaml",
                "--now",
                "2026-11-22",
                "--format",
                "json",
            ],
            capture_output=True,
            check=False,
        )
        (side / "problems.json").write_bytes(done.stderr)


def steps(sides: tuple[Path, Path], told: Path) -> tuple[dict[str, Any], str]:
    changes, text = told.parent / "review/changes.json", told.parent / "comment.md"
    done = step("compare", *sides, "--event", told, "--to", changes)
    assert done.returncode == 0, done.stderr
    done = step("comment", changes, "--to", text, "--run", "https://example.org/run")
    assert done.returncode == 0, done.stderr
    return json.loads(changes.read_bytes()), text.read_text(encoding="utf-8")


def test_what_changes_for_readers_and_translators_is_found(compared: tuple[dict[str, Any], str]) -> None:
    changes, _ = compared
    assert changes["number"] == 7
    assert [(p["path"], p["language"], p["what"], p["words"]) for p in changes["pages"]] == [
        (
            "el/services/office/index.html",
            "el",
            "changed",
            [{"near": "Πότε", "before": "Τώρα.", "after": "Κάθε μέρα."}],
        )
    ]
    assert changes["facts"] == [
        {"entry": "services/office", "field": "cost.kind", "before": "free", "after": "unknown"}
    ]
    assert [(o["language"], o["entry"], o["parts"], o["words"]) for o in changes["outdated"]] == [
        ("en", "services/office", ["#when"], 3)
    ]


def test_the_comment_says_it(compared: tuple[dict[str, Any], str]) -> None:
    _, text = compared
    assert text.startswith(MARKER)
    assert "1 page changed." in text
    assert "(https://example.org/run)" in text
    assert len(text) < 3_000


def test_a_problem_that_was_there_before_is_not_told_though_its_line_moved(
    sides: tuple[Path, Path], tmp_path: Path
) -> None:
    _, head = sides
    change(head, "facts.yaml", "source:", "# a remark\nsource:")
    build_both(sides)
    changes, _ = steps(sides, event(tmp_path))
    assert changes["problems"] == []
    assert changes["pages"] == []


def test_when_it_cannot_be_built_the_new_problems_are_told(sides: tuple[Path, Path], tmp_path: Path) -> None:
    change(sides[1], "facts.yaml", "organisation: city", "organisation: nobody")
    build_both(sides)
    changes, text = steps(sides, event(tmp_path))
    assert changes["built"] is False
    assert "reference-dangling" in [problem["code"] for problem in changes["problems"]]
    assert "cannot be built" in text


def test_a_request_that_mends_what_could_not_be_built_is_not_blamed_for_it(
    sides: tuple[Path, Path], tmp_path: Path
) -> None:
    change(sides[0], "facts.yaml", "organisation: city", "organisation: nobody")
    build_both(sides)
    changes, text = steps(sides, event(tmp_path))
    assert (changes["built"], changes["comparable"], changes["pages"]) == (True, False, [])
    assert "cannot be built" not in text
    assert "Before it could not be" in text


def test_a_fork_is_told_what_to_run(sides: tuple[Path, Path], tmp_path: Path) -> None:
    change(sides[1], "facts.yaml", "el: Πάντα.", "el: Ποτέ.")
    build_both(sides)
    changes, text = steps(sides, event(tmp_path, labels=("translations-accepted",), fork=True))
    assert changes["commands"] == ["services/office en", "services/office ar"]
    assert "translations accept services/office ar" in text


def test_pages_that_are_new_or_gone_are_told(sides: tuple[Path, Path], tmp_path: Path) -> None:
    _, head = sides
    (head / "content/services/office").rename(head / "content/services/bureau")
    build_both(sides)
    changes, text = steps(sides, event(tmp_path))
    found = {(p["path"], p["what"]) for p in changes["pages"] if p["language"] == "el"}
    assert {("el/services/bureau/index.html", "added"), ("el/services/office/index.html", "removed")} <= found
    assert "`services/office` is gone" in text


# --- pictures ----------------------------------------------------------------------------------------------


def test_pictures_are_taken_of_changed_pages_for_phones_and_desks(
    compared: tuple[dict[str, Any], str], sides: tuple[Path, Path], tmp_path: Path
) -> None:
    if subprocess.run([ROOT / "tools/browser.sh"], capture_output=True, check=False).returncode:
        missing("No Chrome or Chromium found")
    done = step("screenshots", tmp_path / "review/changes.json", sides[1] / "public", "--to", tmp_path / "shots")
    assert done.returncode == 0, done.stderr
    files = {file.name: file.read_bytes() for file in (tmp_path / "shots").iterdir()}
    assert set(files) == {"el-services-office-360.png", "el-services-office-1280.png"}
    assert {name: int.from_bytes(data[16:20], "big") for name, data in files.items()} == {
        "el-services-office-360.png": 360,
        "el-services-office-1280.png": 1280,
    }


# --- post --------------------------------------------------------------------------------------------------


@contextmanager
def github(comments: list[dict[str, Any]], fork: str = "somebody/site", branch: str = "mend") -> Iterator[str]:
    """As much of GitHub's interface as is used, and its address. The pull request 7 is of a branch of a fork."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            is_request = self.path == "/repos/city/site/pulls/7"
            self.answer({"head": {"repo": {"full_name": fork}, "ref": branch}} if is_request else comments)

        def do_POST(self) -> None:
            assert self.path == "/repos/city/site/issues/7/comments"
            comments.append({"id": len(comments) + 1, "user": {"type": "Bot"}, **self.data()})
            self.answer({})

        def do_PATCH(self) -> None:
            number = int(self.path.rpartition("/")[2])
            next(one for one in comments if one["id"] == number).update(self.data())
            self.answer({})

        def data(self) -> dict[str, str]:
            assert self.headers["Authorization"] == "Bearer t0ken"
            return dict(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def answer(self, value: object) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def posted(tmp_path: Path, address: str, text: str, number: int = 7) -> subprocess.CompletedProcess[str]:
    run = {"head_repository": {"full_name": "somebody/site"}, "head_branch": "mend"}
    (tmp_path / "run.json").write_text(json.dumps({"workflow_run": run}), encoding="utf-8")
    (tmp_path / "changes.json").write_text(json.dumps({"number": number, "built": True}), encoding="utf-8")
    (tmp_path / "comment.md").write_text(f"{MARKER}\n{text}", encoding="utf-8")
    where = {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": "city/site", "GITHUB_TOKEN": "t0ken"}
    files = (tmp_path / "comment.md", tmp_path / "changes.json")
    return step("post", *files, "--event", tmp_path / "run.json", **where)


def test_one_comment_is_kept_up_to_date(tmp_path: Path) -> None:
    comments: list[dict[str, Any]] = [
        {"id": 1, "user": {"type": "User"}, "body": f"{MARKER}\nnot ours: a person wrote it"}
    ]
    with github(comments) as address:
        for text in ("first", "second"):
            done = posted(tmp_path, address, text)
            assert done.returncode == 0, done.stderr
    assert [one["body"] for one in comments[1:]] == [f"{MARKER}\nsecond"]
    assert "not ours" in comments[0]["body"]


@pytest.mark.parametrize("other", [{"fork": "victim/site"}, {"branch": "another"}])
def test_a_number_of_another_pull_request_is_refused(tmp_path: Path, other: dict[str, str]) -> None:
    comments: list[dict[str, Any]] = []
    with github(comments, **other) as address:
        done = posted(tmp_path, address, "text")
    assert done.returncode == 1
    assert "is not of the branch" in done.stderr
    assert comments == []


@pytest.mark.parametrize("data", ['{"number": "7/../8", "built": true}', "[]", "{", "\x00"])
def test_what_is_handed_over_and_is_no_data_of_ours_is_refused(tmp_path: Path, data: str) -> None:
    (tmp_path / "changes.json").write_text(data, encoding="utf-8")
    done = step("comment", tmp_path / "changes.json", "--to", tmp_path / "comment.md")
    assert done.returncode == 1
    assert done.stderr.startswith("refused: ")
    assert not (tmp_path / "comment.md").exists()


def test_the_site_in_these_tests_is_sound(sides: tuple[Path, Path]) -> None:
    assert main(["check", "--config", str(sides[0] / "site_config.yaml"), "--now", "2026-11-22"]) == 0
