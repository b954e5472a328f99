"""`build.py links`: which addresses of a site it asks, what it remembers, what it says. Other sites are on this machine."""

import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.commands.shared import CONTENT, FINE, USAGE
from sitegen.links import asking, hosts
from sitegen.links.answer import DAY, Answer, Outcome, certain
from sitegen.links.found import outside
from sitegen.links.hosts import Hosts, RestingError
from sitegen.links.memory import Memory, memory_file, remembered
from sitegen.links.round import asked
from sitegen.links.told import agent
from sitegen.pipeline import Request
from sitegen.report import report_on
from tests.builders import TODAY, built, small_site, with_real_look

CONTENT_FILES = """
content/services/desk/facts.yaml
    source: city-page
    organisation: city
    topics: health
    websites: http://HOST/fine#hours
content/services/desk/text.el.md
    ---
    title: Γραφείο
    ---
    Δείτε [τη σελίδα](http://HOST/fine) και
    [την παλιά](http://HOST/gone), ή
    [τη νέα](http://HOST/moved).
"""


class Site(BaseHTTPRequestHandler):
    asked: list[tuple[float, str]]

    def do_HEAD(self) -> None:
        self.asked.append((time.monotonic(), self.path))
        self.send_response({"/gone": 404, "/moved": 301}.get(self.path, 200))
        if self.path == "/moved":
            self.send_header("Location", "/fine")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - named by the library

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    Site.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def config(tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose other sites are all here. Only a test can say that this machine may be asked."""
    monkeypatch.setattr(asking, "Asker", partial(asking.Asker, allowed=lambda ip: ip == "127.0.0.1"))
    monkeypatch.setattr(hosts, "Hosts", partial(Hosts, pause=0))
    made = small_site(tmp_path / "site", CONTENT_FILES.replace("HOST", host))
    folder = made.parent / "content"
    (folder / "sources.yaml").write_text(
        f'- {{id: city-page, title: A, language: en, address: "http://{host}/fine", read_on: 2026-11-01, confidence: A}}\n'
    )
    return made


def run(config: Path, *options: str) -> int:
    return main(["links", "--config", str(config), "--now", "2026-11-22", *options])


def test_each_address_of_facts_texts_sources_and_configuration_is_found_once_with_its_lines(
    config: Path, host: str
) -> None:
    text = config.read_text(encoding="utf-8") + f"quick_exit: http://{host}/moved\n"
    config.write_text(text, encoding="utf-8")
    site = built(config).site
    assert site
    found = {
        link.address.rpartition("/")[2]: [(at.file, at.line) for at in link.places]
        for link in outside(site, config.name, text)
    }
    assert found == {
        "fine": [
            ("content/services/desk/facts.yaml", 4),
            ("content/services/desk/text.el.md", 4),
            ("content/sources.yaml", 1),
        ],
        "gone": [("content/services/desk/text.el.md", 5)],
        "moved": [("content/services/desk/text.el.md", 6), ("site_config.yaml", 9)],
    }


def test_what_is_wrong_is_told_with_file_and_line_and_broken_links_fail(
    config: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(config) == CONTENT
    told = capsys.readouterr()
    text = "content/services/desk/text.el.md"
    assert f"{text}:5:13: error: http://{host}/gone is not there any more (404) [outside-broken]" in told.err
    assert f"{text}:6:10: warning: http://{host}/moved has moved for good [outside-moved]" in told.err
    assert f"    write http://{host}/fine" in told.err
    assert "3 addresses asked, 0 known from before, 0 left" in told.out


def test_what_is_known_is_not_asked_again_and_still_told(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(config)
    Site.asked = []
    capsys.readouterr()
    assert run(config) == CONTENT
    told = capsys.readouterr()
    assert Site.asked == []
    assert "outside-broken" in told.err
    assert "0 addresses asked, 3 known from before" in told.out


def test_moved_links_alone_do_not_fail_unless_asked_to(config: Path) -> None:
    text = config.parent / "content/services/desk/text.el.md"
    text.write_text(text.read_text(encoding="utf-8").replace("/gone", "/fine"), encoding="utf-8")
    assert run(config) == FINE
    assert run(config, "--strict") == CONTENT


def test_a_build_asks_nobody(config: Path) -> None:
    assert main(["build", "--config", str(config), "--now", "2026-11-22"]) == FINE
    assert Site.asked == []


def test_nothing_in_the_content_lets_it_ask_this_machine(tmp_path: Path, host: str) -> None:
    config = small_site(tmp_path, CONTENT_FILES.replace("HOST", host))
    (tmp_path / "content/sources.yaml").write_text(
        f'- {{id: city-page, title: A, language: en, address: "http://{host}/fine", read_on: 2026-11-01, confidence: A}}\n'
    )
    assert run(config) == USAGE  # nobody outside was heard
    assert Site.asked == []


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(host: str) -> None:
    asker = asking.Asker("link-check/1.0", Hosts(pause=0.05), lambda ip: ip == "127.0.0.1")
    paths = [f"http://{host}/{n}" for n in range(6)]
    assert {answer.address for answer in asked(paths, asker, at_once=4, seconds=20)} == set(paths)
    moments = [moment for moment, _ in Site.asked]
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(moments))


def test_when_time_is_up_the_rest_is_left(host: str) -> None:
    asker = asking.Asker("link-check/1.0", Hosts(pause=30), lambda ip: ip == "127.0.0.1")
    begun = time.monotonic()
    found = list(asked([f"http://{host}/{n}" for n in range(3)], asker, at_once=2, seconds=0.5))
    assert (len(found), len(Site.asked)) == (1, 1)
    assert time.monotonic() - begun < 20


def test_what_was_answered_before_a_stop_is_known_to_the_next_run(
    config: Path, host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keep = Memory.keep

    def keep_one(memory: Memory, answer: Answer) -> None:
        keep(memory, answer)
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(Memory, "keep", keep_one)
        assert run(config) == 130
    assert "Stopped" in capsys.readouterr().out
    run(config)
    assert "2 addresses asked, 1 known from before" in capsys.readouterr().out


# --- what is remembered ----------------------------------------------------------------------------------------


def answer(address: str, outcome: Outcome, day: float, days: int = 1) -> Answer:
    return Answer(address, outcome, asked=day * DAY, again=(day + days) * DAY)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = Memory(memory_file(tmp_path))
    yield made
    made.close()


def test_it_is_remembered_since_when_an_address_is_broken(memory: Memory, tmp_path: Path) -> None:
    for day, outcome in enumerate((Outcome.FINE, Outcome.SLOW, Outcome.MISSING)):
        memory.keep(answer("http://a.example/", outcome, day))
    assert memory.answers["http://a.example/"].since == DAY
    assert remembered(tmp_path) == memory.answers


def test_an_address_is_due_when_its_time_is_over_and_forgotten_when_nothing_leads_there(memory: Memory) -> None:
    memory.keep(answer("http://good.example/", Outcome.FINE, 0, 7))
    memory.keep(answer("http://bad.example/", Outcome.MISSING, 0, 1))
    memory.keep(answer("http://old.example/", Outcome.FINE, 0, 7))
    wanted = ["http://new.example/", "http://good.example/", "http://bad.example/"]
    assert memory.due(wanted, 2 * DAY) == ["http://new.example/", "http://bad.example/"]
    assert memory.due(wanted, 8 * DAY) == wanted
    assert "http://old.example/" not in memory.answers


def test_a_damaged_memory_is_begun_anew(tmp_path: Path) -> None:
    file = memory_file(tmp_path)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database at all, but quite a few bytes" * 100)
    memory = Memory(file)
    memory.keep(answer("http://a.example/", Outcome.FINE, 0))
    memory.close()
    assert list(remembered(tmp_path)) == ["http://a.example/"]


def test_without_a_network_nothing_is_called_broken() -> None:
    silent = [answer(f"http://{n}.example/", Outcome.NO_HOST, 0) for n in range(3)]
    assert list(certain(silent)) == []
    there = answer("http://there.example/", Outcome.MISSING, 0)
    assert list(certain([*silent, there, *silent])) == [*silent, there, *silent]


def test_a_host_that_rests_is_not_waited_for_longer_than_a_minute() -> None:
    hosts = Hosts(pause=0)
    hosts.rest("a.example", 61)
    with pytest.raises(RestingError), hosts.turn("a.example"):
        pass


# --- what is told ----------------------------------------------------------------------------------------------


def test_other_sites_read_whose_questions_these_are(tmp_path: Path) -> None:
    site = built(small_site(tmp_path), "https://city.example/").site
    assert site
    assert agent(site.config) == "link-check/1.0 (+https://city.example/)"
    config = site.config.model_copy(update={"base_url": None, "contact": "team@city.example"})
    assert agent(config) == "link-check/1.0 (mailto:team@city.example)"


def test_the_report_lists_them_with_the_day_and_asks_nobody(config: Path, host: str) -> None:
    run(config)
    Site.asked = []
    made = report_on(Request(with_real_look(config), TODAY), "en", remembered(config.parent))
    page = made.artifacts[0].data.decode()
    section = page[page.index('id="links"') : page.index('id="weights"')]
    assert section.count('<th scope="row">') == 2
    assert "content/services/desk/text.el.md:5" in section
    assert section.index("not there any more") < section.index("has moved for good")
    assert Site.asked == []
