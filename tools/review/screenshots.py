"""Pictures of changed pages as phones and desks show them."""

from __future__ import annotations

import functools
import itertools
import subprocess
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path as File

from playwright.sync_api import sync_playwright

from tools.review.changes import Page

WIDTHS = (360, 1280)
MOST = 20  #: pictures
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def chosen(pages: Iterable[Page], most: int = MOST // len(WIDTHS)) -> list[Page]:
    """The pages to take: of each language in turn, what is new, then what changed most."""
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: (page.what != "added", -len(page.words) - page.more, page.path)):
        if page.what != "removed":
            groups[page.language].append(page)
    turns = itertools.zip_longest(*groups.values())
    return [page for turn in turns for page in turn if page][:most]


def screenshots(pages: Iterable[Page], site: File, folder: File, browser: str) -> list[File]:
    """Writes the pictures of the chosen pages of a built site and gives their files. Nothing else is loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[File] = []
    with _served(site) as address, sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser, headless=True, args=ARGUMENTS)
        for page, width in itertools.product(chosen(pages), WIDTHS):
            context = program.new_context(viewport={"width": width, "height": 800}, service_workers="block")
            context.route(lambda url: not url.startswith(address), lambda route: route.abort())
            tab = context.new_page()
            tab.goto(address + page.path)
            name = page.path.removesuffix("index.html").strip("/").replace("/", "-") or "index"
            file = folder / f"{name}-{width}.png"
            tab.screenshot(path=file, full_page=True, animations="disabled")
            context.close()
            files.append(file)
        program.close()
    return files


def browser() -> str:
    """The program of the browser, as ``tools/browser.sh`` finds it."""
    found = subprocess.run([File(__file__).parents[1] / "browser.sh"], capture_output=True, text=True, check=True)
    return found.stdout.strip()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def _served(folder: File) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
