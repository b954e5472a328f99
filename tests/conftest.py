"""What the tests share: a real browser, a server for a folder, axe and the Nu HTML checker.

Browser tests use the installed Chrome or Chromium (`tools/browser.sh` finds it; `make test` installs it).
Without CI=true a test whose tool is missing is skipped and says so; under CI=true it fails.
"""

import functools
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, configuration, settings
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.builders import KEPT

ROOT = Path(__file__).resolve().parent.parent
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
CI = os.environ.get("CI") == "true"

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
FOREIGN = re.compile(r"^(?!(https?|wss?)://127\.0\.0\.1[:/])(https?|wss?):", re.IGNORECASE)
PATIENCE = 60_000  #: milliseconds that a browser has for anything: it needs few of them, but the machine may be busy
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

configuration.set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
# The same examples in every run, and none refused because the machine is slow; FUZZ_EXAMPLES=2000 looks for new ones.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")
expect.set_options(timeout=PATIENCE)


def pytest_configure(config: pytest.Config) -> None:
    """Tests of the real site begin with what `make check` has worked out."""
    checked = ROOT / ".cache" / "sitegen" / "kept.sqlite"
    if not hasattr(config, "workerinput") and checked.is_file():
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(checked, KEPT)


def missing(what: str) -> NoReturn:
    """Skip the test that needs `what`; fail it under CI, where everything must be there."""
    if CI:
        pytest.fail(f"{what} (under CI this is a failure)", pytrace=False)
    pytest.skip(what)


# --- a browser -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of this test process."""
    found = subprocess.run([ROOT / "tools" / "browser.sh"], capture_output=True, text=True, check=False)
    if found.returncode:
        missing("No Chrome or Chromium found: run `make test`, or set CHROMIUM=/path/to/it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.stdout.strip(), headless=True, args=CHROMIUM_ARGUMENTS, timeout=PATIENCE
        )
        yield browser
        browser.close()


@pytest.fixture
def foreign_requests() -> list[str]:
    """What the pages of this test asked of any origin but 127.0.0.1; all of it was blocked."""
    return []


@pytest.fixture
def new_page(chromium: Browser, foreign_requests: list[str]) -> Iterator[Callable[..., Page]]:
    """`new_page(**options)` opens a page in a context of its own.

    The options are those of Playwright's new_context: `viewport={"width": 360, "height": 640}`,
    `color_scheme="dark"`, `forced_colors="active"`, `java_script_enabled=False` … Service workers are off
    unless asked for with `service_workers="allow"`.
    """

    def block(route: Route) -> None:
        foreign_requests.append(route.request.url)
        route.abort()

    with ExitStack() as contexts:

        def open_page(**options: Any) -> Page:
            context = chromium.new_context(**{"service_workers": "block", **options})
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE)
            context.route(FOREIGN, block)
            context.route_web_socket(FOREIGN, lambda socket: foreign_requests.append(socket.url))
            return context.new_page()

        yield open_page


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page in a new context with the default options."""
    return new_page()


# --- a server --------------------------------------------------------------------------------------------


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test shows what it asserts."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of 127.0.0.1; the value is its address, ending in a slash."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """`served(folder)` serves the folder until the end of the session and returns its address."""
    with ExitStack() as servers:
        yield functools.cache(lambda folder: servers.enter_context(serving(folder)))


# --- axe -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """`axe(page)` returns what is wrong with a page, one line a violation and element; empty is good.

    All rules of WCAG 2.2 A and AA and axe's best practices run, but for those named in `disable`; with `only`, those
    rules and no others. Contrast is to be 7:1 (1.4.6), which says more than 4.5:1 (1.4.3) of the same text.
    The page's context must let scripts run; a strict Content-Security-Policy does not matter.
    """
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    script = (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")

    def run(page: Page, disable: Iterable[str] = (), only: Iterable[str] = ()) -> list[str]:
        rules = {rule: {"enabled": True} for rule in ("target-size", "color-contrast-enhanced")}
        rules |= {"color-contrast": {"enabled": False}}
        rules |= {rule: {"enabled": False} for rule in disable}
        options = {"runOnly": WCAG_22_AA, "rules": rules, "resultTypes": ["violations"], "preload": False}
        if only:
            options |= {"runOnly": {"type": "rule", "values": list(only)}, "rules": {}}
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(f"() => {{ {script} }}")
        results = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html'][:200]}"
            for violation in results["violations"]
            for node in violation["nodes"]
        ]

    return run


# --- the Nu HTML checker ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def nu_validate() -> Callable[..., list[str]]:
    """`nu_validate(paths)` checks many files in one run and returns one line an error; empty is good.

    A folder stands for all HTML files below it. `warnings=True` returns the checker's warnings too.
    """
    if not VNU.is_file():
        missing("HTML is not validated: vnu-jar is not installed; run `make test`")
    java = subprocess.run(["sh", "-c", "java -version"], capture_output=True, check=False)
    if java.returncode:
        missing("HTML is not validated: there is no Java; run `make test`")

    def run(paths: Iterable[Path], warnings: bool = False) -> list[str]:
        options = ["--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
        command = ["java", "-Xmx1g", "-jar", str(VNU), *options, *(str(path) for path in paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        messages = json.loads(done.stdout)["messages"]
        return [
            f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
            for message in messages
            if warnings or message["type"] != "info"
        ]

    return run
