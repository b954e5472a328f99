"""What is made of the answers of other sites. The other site is always one on this machine."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sitegen.links.answer import DAY, Answer, Outcome
from sitegen.links.asking import Asker, _host, _seconds, public
from sitegen.links.hosts import Hosts

STATUSES = {"/fine": 200, "/gone": 404, "/over": 410, "/error": 500, "/closed": 403, "/": 200, "/404": 200, "/el/": 200}
REDIRECTS = {
    "/moved": (301, "/fine"),
    "/moved-twice": (308, "/moved"),
    "/for-now": (302, "/fine"),
    "/moved-then-for-now": (301, "/for-now"),
    "/moved-to-nothing": (301, "/gone"),
    "/old/page": (301, "/"),
    "/old/greek-page": (302, "/el/"),
    "/old/lost-page": (302, "/404"),
    "/round": (302, "/and-round"),
    "/and-round": (302, "/round"),
    "/to-file": (302, "file:///etc/passwd"),
    "/to-inside": (302, "http://10.0.0.1/"),
    "/to-name": (302, "http://someone@127.0.0.1/"),
    "/to-greek": (301, "/σελίδα"),
    "/to-signs": (301, "/fine?\x1b[31m\u202e"),
}


class Site(BaseHTTPRequestHandler):
    """Another site. It remembers what it was asked."""

    asked: list[tuple[str, str]]
    agents: set[str]
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path))
        self.agents.add(self.headers["User-Agent"])
        if self.path in REDIRECTS:
            self.answer(*REDIRECTS[self.path])
        elif self.path.startswith("/endless/"):
            self.answer(302, f"/endless/{int(self.path[9:]) + 1}")
        elif self.path.partition("?")[0] in STATUSES:
            self.answer(STATUSES[self.path.partition("?")[0]])
        elif self.path == "/%CF%83%CE%B5%CE%BB%CE%AF%CE%B4%CE%B1":
            self.answer(200)
        else:
            getattr(self, "say_" + self.path[1:].replace("-", "_"))()

    do_GET = do_HEAD  # noqa: N815 - named by the library

    def answer(self, status: int, location: str = "", **headers: str) -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location.encode().decode("latin-1"))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.close_connection = True

    def say_no_head(self) -> None:
        self.answer(405 if self.command == "HEAD" else 200)

    def say_drops_head(self) -> None:
        if self.command == "GET":
            self.answer(200)

    def say_nothing(self) -> None:
        time.sleep(1)

    def say_slowly(self) -> None:
        for letter in b"HTTP/1.1 200 OK\r\n" * 20:
            self.wfile.write(bytes([letter]))
            time.sleep(0.02)

    def say_rubbish(self) -> None:
        self.wfile.write(b"\x00\x01 rubbish\r\n\r\n")

    def say_huge(self) -> None:
        self.answer(405 if self.command == "HEAD" else 200)
        while self.command == "GET":
            self.wfile.write(b"x" * 65_536)
            self.server.sent += 65_536  # type: ignore[attr-defined]

    def say_once_busy(self) -> None:
        first = Counter(self.asked)["HEAD", self.path] == 1
        self.answer(429 if first else 200, **({"Retry_After": "1"} if first else {}))

    def say_busy(self) -> None:
        self.answer(503, Retry_After="7200")

    def say_too_many(self) -> None:
        self.answer(429)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    sent = 0

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asks may hang up."""


@pytest.fixture(scope="module")
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), Site) as made:
        threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture(autouse=True)
def _nothing_asked_yet() -> None:
    Site.asked, Site.agents = [], set()


def _here(ip: str) -> bool:
    return ip == "127.0.0.1"


@pytest.fixture
def asker() -> Asker:
    return Asker("link-check/1.0 (+https://site.example/)", Hosts(pause=0), _here)


def address(server: _Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def outcome(answer: Answer) -> tuple[str, str]:
    return answer.outcome.value, answer.leads_to.partition("/")[2].partition("/")[2].partition("/")[2] or answer.detail


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fine", ("fine", "")),
        ("/gone", ("missing", "404")),
        ("/over", ("missing", "410")),
        ("/error", ("faulty", "500")),
        ("/closed", ("refused", "403")),
        ("/moved", ("moved", "fine")),
        ("/moved-twice", ("moved", "fine")),
        ("/for-now", ("fine", "")),
        ("/moved-then-for-now", ("moved", "for-now")),
        ("/moved-to-nothing", ("missing", "404")),
        ("/to-file", ("lost", "file:///etc/passwd")),
        ("/to-name", ("lost", "http://someone@127.0.0.1/")),
        ("/to-inside", ("inside", "")),
        ("/to-greek", ("moved", "σελίδα")),
        ("/to-signs", ("moved", "fine?%1B[31m%E2%80%AE")),
        ("/drops-head", ("fine", "")),
        ("/no-head", ("fine", "")),
        ("/rubbish", ("silent", "BadStatusLine")),
        ("/busy", ("busy", "")),
        ("/too-many", ("busy", "")),
    ],
)
def test_what_an_answer_means(server: _Server, asker: Asker, path: str, expected: tuple[str, str]) -> None:
    assert outcome(asker.ask(address(server, path))) == expected


@pytest.mark.parametrize("path", ["/nothing", "/slowly"])
def test_a_site_that_says_nothing_or_letter_by_letter_is_slow(server: _Server, path: str) -> None:
    hasty = Asker("link-check/1.0", Hosts(pause=0), _here, patience=0.3)
    assert hasty.ask(address(server, path)).outcome is Outcome.SLOW


@pytest.mark.parametrize("path", ["/round", "/endless/1"])
def test_redirects_without_end_are_given_up(server: _Server, asker: Asker, path: str) -> None:
    assert asker.ask(address(server, path)).outcome is Outcome.LOST
    assert len(Site.asked) <= 11


@pytest.mark.parametrize(
    ("path", "reached"), [("/old/page", ""), ("/old/greek-page", "el/"), ("/old/lost-page", "404")]
)
def test_a_page_that_became_a_front_page_or_a_page_of_errors_is_not_there(
    server: _Server, asker: Asker, path: str, reached: str
) -> None:
    answer = asker.ask(address(server, path))
    assert (answer.outcome, answer.leads_to) == (Outcome.ASTRAY, address(server, f"/{reached}"))


def test_a_page_is_asked_for_by_head_alone_and_under_our_name(server: _Server, asker: Asker) -> None:
    asker.ask(address(server, "/fine"))
    assert Site.asked == [("HEAD", "/fine")]
    assert Site.agents == {"link-check/1.0 (+https://site.example/)"}


def test_a_fragment_is_never_sent_and_letters_of_other_scripts_are_escaped(server: _Server, asker: Asker) -> None:
    assert asker.ask(address(server, "/σελίδα#τέλος")).outcome is Outcome.FINE
    assert Site.asked == [("HEAD", "/%CF%83%CE%B5%CE%BB%CE%AF%CE%B4%CE%B1")]


def test_of_a_huge_page_next_to_nothing_is_read(server: _Server, asker: Asker) -> None:
    assert asker.ask(address(server, "/huge")).outcome is Outcome.FINE
    time.sleep(0.1)
    assert server.sent < 20_000_000  # what fits between two programs; it would go on for ever


def test_a_site_that_asks_to_come_back_soon_is_asked_again_then(server: _Server, asker: Asker) -> None:
    begun = time.monotonic()
    assert asker.ask(address(server, "/once-busy")).outcome is Outcome.FINE
    assert time.monotonic() - begun >= 1


def test_a_site_that_asks_for_hours_is_left_alone_with_all_its_addresses(server: _Server, asker: Asker) -> None:
    first, second = (asker.ask(address(server, path)) for path in ("/busy", "/fine"))
    assert [path for _, path in Site.asked] == ["/busy"]
    assert second.outcome is Outcome.BUSY
    assert first.again - first.asked == pytest.approx(7200, abs=2)
    assert second.again - second.asked == pytest.approx(7200, abs=2)


def test_what_works_is_asked_again_after_a_week_and_what_does_not_after_a_day(server: _Server, asker: Asker) -> None:
    fine, gone = (asker.ask(address(server, path)) for path in ("/fine", "/gone"))
    assert (fine.again - fine.asked) / DAY == pytest.approx(7)
    assert (gone.again - gone.asked) / DAY == pytest.approx(1)


def test_nobody_listens_there(asker: Asker) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        answer = asker.ask(f"http://127.0.0.1:{closed.getsockname()[1]}/")
    assert (answer.outcome, answer.detail) == (Outcome.SILENT, "Connection refused")


def test_a_name_that_cannot_be_one_has_no_site(asker: Asker) -> None:
    assert asker.ask(f"http://{'a' * 64}.example/").outcome is Outcome.NO_HOST
    assert asker.ask("http://xn--/\u200d").outcome is Outcome.NO_HOST


# --- certificates ----------------------------------------------------------------------------------------------


def test_a_site_that_does_not_speak_tls_is_told(server: _Server, asker: Asker) -> None:
    assert asker.ask(address(server, "/fine").replace("http:", "https:")).outcome is Outcome.CERTIFICATE


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which makes the certificate, is not installed")
def test_a_certificate_that_browsers_warn_of_is_told(asker: Asker, tmp_path: Path) -> None:
    key, made = tmp_path / "key.pem", tmp_path / "made.pem"
    options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=127.0.0.1"]
    subprocess.run(["openssl", "req", "-x509", *options, "-keyout", key, "-out", made], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    with _Server(("127.0.0.1", 0), Site) as other:
        other.socket = context.wrap_socket(other.socket, server_side=True)
        threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        answer = asker.ask(f"https://127.0.0.1:{other.server_port}/fine")
        other.shutdown()
    assert (answer.outcome, answer.detail) == (Outcome.CERTIFICATE, "self-signed certificate")


# --- what must not be reached ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "ff02::1",
     "::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::10.0.0.1", "fec0::1"],
)  # fmt: skip
def test_an_address_inside_a_network_is_not_public(ip: str) -> None:
    assert not public(ip)


@pytest.mark.parametrize("ip", ["193.92.1.1", "2a02:587::1", "64:ff9b::193.92.1.1"])
def test_an_address_of_the_open_internet_is(ip: str) -> None:
    assert public(ip)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_content_cannot_reach_this_machine_under_any_name(server: _Server, host: str) -> None:
    answer = Asker("link-check/1.0", Hosts(pause=0)).ask(f"http://{host}:{server.server_port}/fine")
    assert answer.outcome in (Outcome.INSIDE, Outcome.NO_HOST)
    assert Site.asked == []


# --- small things ------------------------------------------------------------------------------------------------


def test_a_greek_host_is_looked_up_as_it_is_registered() -> None:
    assert _host("https://Υπηρεσίες.ελ/σελίδα") == "xn--kxalbf8bhkfn.xn--qxam"
    assert _host("https://ελλάς.example/") == _host("https://ΕΛΛΆς.example/") == "xn--hxarsa0b.example"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("9" * 12, 30 * DAY),
        ("tomorrow", 3600),
        ("", 3600),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", 3600),
    ],
)
def test_how_long_a_site_wants_to_be_left_alone(header: str, seconds: float) -> None:
    assert _seconds(header) == seconds


def test_it_may_also_name_the_moment() -> None:
    moment = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 600))
    assert _seconds(moment) == pytest.approx(600, abs=2)
    assert _seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
