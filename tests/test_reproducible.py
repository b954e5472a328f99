"""The same content gives the same bytes, whatever machine, clock, language and folder it is built in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def built(root: Path, out: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "build.py", "build", "--now", "2026-11-22", "--base-url", "https://example.org/x/"]
    command += ["--out", str(out)]
    subprocess.run(command, cwd=root, env=os.environ | environment, check=True, capture_output=True)
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def test_time_zone_language_hash_seed_and_folder_change_no_byte(tmp_path: Path) -> None:
    one = built(ROOT, tmp_path / "one", TZ="UTC", LANG="C", PYTHONHASHSEED="1")
    elsewhere = tmp_path / "a folder elsewhere"
    elsewhere.mkdir()
    for name in ("content", "templates", "assets", "translations", "sitegen"):
        shutil.copytree(ROOT / name, elsewhere / name)
    for name in ("site_config.yaml", "build.py"):
        shutil.copy(ROOT / name, elsewhere)
    old_mask = os.umask(0o077)
    try:
        two = built(
            elsewhere, tmp_path / "two", TZ="Asia/Tehran", LANG="el_GR.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="77"
        )
    finally:
        os.umask(old_mask)
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert len(one) > 250


def test_the_modes_of_files_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    old_mask = os.umask(0o077)
    try:
        built(ROOT, tmp_path / "out")
    finally:
        os.umask(old_mask)
    assert {oct(p.stat().st_mode & 0o777) for p in (tmp_path / "out").rglob("*") if p.is_file()} == {"0o644"}
    assert oct((tmp_path / "out").stat().st_mode & 0o777) == "0o755"
