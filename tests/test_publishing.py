"""What docs/publishing.md tells a publisher to write and to run."""

import argparse
import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from sitegen.cli import _parser

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"(?:^|`)(?:\.venv/bin/python )?build\.py (\w[^`\n>]*)", PAGE, re.MULTILINE)
NETLIFY = tomllib.loads(next(text for kind, text in BLOCKS if kind == "toml"))
CLOUDFLARE = next(text for kind, text in BLOCKS if "CF_PAGES_URL" in text)


def parsed(words: list[str]) -> argparse.Namespace:
    return _parser().parse_args(words)


def made(command: str, folder: Path, **environment: str) -> argparse.Namespace:
    """What `make` is asked for by a command, as the host would run it."""
    fake = folder / "make"
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    path = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-eu", "-c", command], env={**path, **environment}, capture_output=True, text=True, check=True
    )
    target, options = done.stdout.splitlines()
    assert target == "site"
    return parsed(["build", *shlex.split(options.removeprefix("ARGS="))])


@pytest.mark.parametrize("command", [c for c in COMMANDS if "--to" not in c])
def test_every_command_is_one_that_there_is(command: str) -> None:
    words = [word for word in shlex.split(command) if word != "…"]
    names = {"rename": ["a/b", "a/c"], "remove": ["a/b", "--gone"], "headers": ["nginx"]}
    parsed(words + names.get(words[0], []) if len(words) == 1 else words)


@pytest.mark.parametrize("options", re.findall(r'^make site ARGS="([^"]*)"', PAGE, re.MULTILINE))
def test_every_option_of_make_is_one_of_the_program(options: str) -> None:
    assert parsed(["build", *shlex.split(options)]).base_url.startswith("https://")


@pytest.mark.parametrize("script", sorted(set(re.findall(r"\b(tools/[a-z_]+\.(?:sh|py))", PAGE))))
def test_every_script_is_there(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK) or script.endswith(".py")
    assert (ROOT / script).is_file()


def test_netlify_builds_for_itself_at_the_address_that_it_names(tmp_path: Path) -> None:
    told = {"URL": "https://athens.example.org", "DEPLOY_PRIME_URL": "https://deploy-preview-7--athens.netlify.app"}
    asked = made(NETLIFY["build"]["command"], tmp_path, **told)
    assert (asked.target, asked.base_url) == ("netlify", told["URL"])
    for context in NETLIFY["context"].values():
        asked = made(context["command"], tmp_path, **told)
        assert (asked.target, asked.base_url) == ("netlify", told["DEPLOY_PRIME_URL"])
    assert NETLIFY["build"]["publish"] == "public"


@pytest.mark.parametrize(("branch", "address"), [("main", None), ("mend", "https://a1b2c3.athens.pages.dev")])
def test_cloudflare_builds_for_the_domain_or_for_a_preview(tmp_path: Path, branch: str, address: str | None) -> None:
    asked = made(CLOUDFLARE, tmp_path, CF_PAGES_BRANCH=branch, CF_PAGES_URL="https://a1b2c3.athens.pages.dev")
    assert (asked.target, asked.base_url) == ("cloudflare", address)
