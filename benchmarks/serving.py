"""The site as a host would serve it, for what measures pages: built for the address that it is served at, compressed,
with the headers that the site itself asks for in `_headers`; and the place of the figures in docs/performance.md.
"""

import gzip
import mimetypes
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PERFORMANCE = ROOT / "docs" / "performance.md"
TEXTS = (".html", ".css", ".js", ".json", ".geojson", ".svg", ".txt", ".xml", ".ics", ".webmanifest", ".atom")


class Host(ThreadingHTTPServer):
    """Serves a folder on a free port of this machine."""

    folder = Path()

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._compressed: dict[Path, bytes] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    @cached_property
    def rules(self) -> list[tuple[re.Pattern[str], list[tuple[str, str]]]]:
        """The blocks of `_headers`: an address that may hold `:name` and end in `*`, and headers below it."""
        found: list[tuple[re.Pattern[str], list[tuple[str, str]]]] = []
        for line in (self.folder / "_headers").read_text(encoding="utf-8").splitlines():
            if line.startswith("/"):
                pattern = re.sub(":[a-z]+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
                found.append((re.compile(pattern), []))
            elif ":" in line:
                name, _, value = line.partition(":")
                found[-1][1].append((name.strip(), value.strip()))
        return found

    def headers_of(self, address: str) -> list[tuple[str, str]]:
        return [header for pattern, headers in self.rules if pattern.fullmatch(address) for header in headers]

    def compressed(self, file: Path) -> bytes:
        if file not in self._compressed:
            self._compressed[file] = gzip.compress(file.read_bytes(), 9)
        return self._compressed[file]


class _Handler(BaseHTTPRequestHandler):
    server: Host
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = self.server.folder / (path.strip("/") + ("/index.html" if path.endswith("/") else "")).lstrip("/")
        status = 200 if file.is_file() else 404
        file = file if file.is_file() else self.server.folder / "404.html"
        is_text = file.suffix in TEXTS
        data = self.server.compressed(file) if is_text else file.read_bytes()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(data)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        for name, value in self.server.headers_of(path):
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    do_HEAD = do_GET  # noqa: N815 - named by the library

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hosted() -> Iterator[Host]:
    """This site, built for the address that it is served at."""
    with tempfile.TemporaryDirectory() as folder, Host() as host:
        host.folder = Path(folder) / "public"
        options = ["--base-url", host.address, "--out", str(host.folder)]
        done = subprocess.run([sys.executable, ROOT / "build.py", "build", *options], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit("The site could not be built; nothing was measured.")
        thread = threading.Thread(target=host.serve_forever, daemon=True)
        thread.start()
        yield host
        host.shutdown()
        thread.join()


def heaviest(public: Path, folder: str, language: str) -> str:
    """The heaviest page of a folder of the site that search engines may list, as `folder/name/`."""
    pages = [page for page in (public / language / folder).glob("*/index.html") if is_listed(page)]
    return f"{folder}/{max(pages, key=lambda page: len(gzip.compress(page.read_bytes(), 9))).parent.name}/"


def is_listed(page: Path) -> bool:
    return 'name="robots" content="noindex' not in page.read_text(encoding="utf-8")


def browser() -> str:
    """The Chrome or Chromium that is installed."""
    found = subprocess.run([ROOT / "tools" / "browser.sh"], capture_output=True, text=True, check=False)
    return found.stdout.strip() or sys.exit("No Chrome or Chromium found: run `make test`, or set CHROMIUM=/path/to/it")


def processors() -> str:
    """How many processors the machine has, and their own name where Linux tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{os.cpu_count()} × {names[0] if names else platform.machine()}"


def machine() -> str:
    """What it was measured on, and how busy it was: other work on the machine makes every page slower."""
    version = subprocess.run([browser(), "--version"], capture_output=True, text=True, check=False).stdout
    chrome = re.search(r"[\d.]+", version)
    return (
        f"{processors()}, {platform.system()}, Chromium {chrome[0] if chrome else '?'}, load {os.getloadavg()[1]:.1f}"
    )


def write(part: str, text: str) -> None:
    """Puts new figures into docs/performance.md, between the marks of a part."""
    page = PERFORMANCE.read_text(encoding="utf-8")
    begin, end = f"<!-- {part} -->\n", f"<!-- end of {part} -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    if not after:
        sys.exit(f"docs/performance.md has no place for the figures of {part}.")
    PERFORMANCE.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
