"""The same content gives the same bytes, whatever machine, clock, language and folder it is built in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def built(root: Path, out: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "build.py", "build", "--now", "2026-11-22", "--base-url", "https://example.org/x/"]
    command += ["--out", str(out)]
    subprocess.run(command, cwd=root, env=os.environ | environment, check=True, capture_output=True)
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Path]:
    """The site as a copy of its folder makes it, with another zone, language, seed and umask; and where it lies."""
    elsewhere = tmp_path_factory.mktemp("a folder elsewhere")
    for name in ("content", "templates", "assets", "translations", "sitegen"):
        shutil.copytree(ROOT / name, elsewhere / name)
    for name in ("site_config.yaml", "build.py"):
        shutil.copy(ROOT / name, elsewhere)
    old_mask = os.umask(0o077)
    try:
        environment = {"TZ": "Asia/Tehran", "LANG": "el_GR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"}
        return built(elsewhere, elsewhere / "out", **environment), elsewhere / "out"
    finally:
        os.umask(old_mask)


def test_time_zone_language_hash_seed_and_folder_change_no_byte(
    tmp_path: Path, elsewhere: tuple[dict[str, bytes], Path]
) -> None:
    one, two = built(ROOT, tmp_path / "one", TZ="UTC", LANG="C", PYTHONHASHSEED="1"), elsewhere[0]
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert len(one) > 250


def test_the_modes_of_files_do_not_depend_on_the_umask(elsewhere: tuple[dict[str, bytes], Path]) -> None:
    _, out = elsewhere
    assert {oct(p.stat().st_mode & 0o777) for p in out.rglob("*") if p.is_file()} == {"0o644"}
    assert oct(out.stat().st_mode & 0o777) == "0o755"
