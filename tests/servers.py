"""Real servers that publish a folder, where they are installed: what is written for them is tried in them."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SERVERS = ("nginx", "caddy")
#: Where nginx keeps what it is sent; those of the system are not ours to write to.
_KEPT = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def serving_with(name: str, lines: str, public: Path, folder: Path) -> Iterator[str]:
    """A server that publishes ``public`` with the lines that were written for it; its address."""
    number = port()
    if name == "nginx":
        site = f"server {{ listen 127.0.0.1:{number}; root {public};\n{lines}}}\n"
    else:
        body = "".join(f"\t{line}\n" for line in lines.splitlines())
        site = f"http://127.0.0.1:{number} {{\n\troot * {public}\n\tfile_server\n{body}}}\n"
    with running(name, site, folder, number) as address:
        yield address


@contextmanager
def running(name: str, site: str, folder: Path, number: int) -> Iterator[str]:
    """A server with one site, at a port of this machine; its address. Skips the test where it is not installed."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed: its lines are not tried in it")
    (folder / "conf").write_text(_configuration(name, site, folder), encoding="utf-8")
    with subprocess.Popen(_command(name, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(process, number)
            yield f"http://127.0.0.1:{number}/"
        finally:
            process.terminate()


def port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _configuration(name: str, site: str, folder: Path) -> str:
    if name == "caddy":
        return f"{{\n\tadmin off\n\tauto_https off\n}}\n{site}"
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in _KEPT)
    return (
        f"user {getpass.getuser()}; daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{places}{site}}}\n"
    )


def _command(name: str, folder: Path) -> list[str]:
    if name == "caddy":
        return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "conf")]
    return ["nginx", "-c", str(folder / "conf"), "-p", str(folder)]


def _wait(process: subprocess.Popen[bytes], number: int) -> None:
    """Until it answers, ten seconds at most."""
    for _ in range(200):
        assert process.poll() is None, "the server did not start: its configuration lies in `conf`"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", number)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the server does not answer")
