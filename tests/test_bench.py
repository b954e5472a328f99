"""What `make bench` measures is what it says: the same corpus each time, sound sites, counts of work, a table of figures.

No generator but this one runs here, and no time is asserted.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import LANGUAGES, Corpus
from benchmarks.peers import PEERS, Peer
from benchmarks.peers.ours import OURS
from benchmarks.report import text
from benchmarks.site import Stand
from sitegen.kept import Kept
from sitegen.pipeline import Request, build

TODAY = date(2026, 11, 22)
SERVED = [peer for peer in PEERS if peer.key != "faster"]


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


# --- the corpus ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("peer", SERVED, ids=lambda peer: peer.key)
def test_the_same_number_and_seed_give_the_same_bytes(peer: Peer, tmp_path: Path) -> None:
    sites = [Stand(peer, Corpus(3, seed), tmp_path / str(number)).site for number, seed in enumerate((1, 1, 2))]
    first, again, other = map(bytes_below, sites)
    assert first == again
    assert first.keys() == other.keys()
    assert first != other


def test_an_entry_is_the_same_in_a_larger_corpus_but_for_its_links() -> None:
    small, large = Corpus(4).entries[2], Corpus(50).entries[2]
    assert (small.title, small.summary, small.phone, small.hours) == (
        large.title,
        large.summary,
        large.phone,
        large.hours,
    )
    assert small.building == large.building


def test_every_language_says_the_same_numbers_and_leads_to_the_same_entries() -> None:
    for entry in Corpus(8).entries:
        numbers = {tuple(filter(str.isdigit, entry.text[code])) for code in ("el", "en")}
        links = {tuple(part.partition(")")[0] for part in entry.text[code].split("](")[1:]) for code in LANGUAGES}
        assert len(numbers) == len(links) == 1


# --- this project ----------------------------------------------------------------------------------------


class Built:
    """A site of twelve entries that is built again and again, by one process."""

    def __init__(self, folder: Path) -> None:
        self.stand = Stand(OURS, Corpus(12), folder)
        self.kept = Kept()
        self.again()

    def again(self) -> None:
        self.kept.made.clear()
        self.result = build(Request(self.stand.site / "site_config.yaml", TODAY, kept=self.kept))
        self.kept.save()

    def after(self, kind: str) -> Counter[str]:
        """What is worked out anew, by kind, after one edit."""
        self.stand.save(kind)
        self.again()
        return self.kept.made

    @property
    def pages(self) -> int:
        return sum(1 for artifact in self.result.artifacts if artifact.path.endswith(".html"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("bench"))


def test_the_corpus_is_a_site_without_any_problem(built: Built) -> None:
    assert built.result.problems == []
    assert built.pages >= Corpus(12).pages


def test_an_edit_of_a_text_renders_the_pages_of_its_entry_alone(built: Built) -> None:
    made = built.after("text")
    assert made["document"] == 1
    assert made["page"] <= 6  # the page and its plain text, in the languages that follow this one


def test_an_edit_of_a_fact_prepares_one_entry_and_leaves_what_does_not_use_it(built: Built) -> None:
    made = built.after("fact")
    assert made["document"] == 1
    # Pages and plain texts of what is in the building; lists; what the search tells of each language; the open data.
    assert made["page"] <= 12 * 2 * len(LANGUAGES) + 16 + len(LANGUAGES) + 1


def test_an_edit_of_a_template_prepares_no_entry(built: Built) -> None:
    assert built.after("template")["document"] == 0


def test_nothing_is_worked_out_when_nothing_has_changed(built: Built) -> None:
    built.again()
    assert not +built.kept.made


def test_no_file_of_the_content_is_read_twice(built: Built) -> None:
    built.stand.save("text")
    with files_opened() as opened:
        built.again()
    below = {path: times for path, times in opened.items() if path.startswith(str(built.stand.site / "content"))}
    assert below
    assert set(below.values()) == {1}


_opened: list[str] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is not None and event == "open":
        _opened.append(str(arguments[0]))


sys.addaudithook(_note)  # once for the process: there is no way to take it out again


@contextmanager
def files_opened() -> Iterator[Counter[str]]:
    """Counts the files that are opened meanwhile, by path."""
    global _opened
    found: Counter[str] = Counter()
    _opened = []
    yield found
    found.update(_opened)
    _opened = None


# --- other generators ------------------------------------------------------------------------------------


@pytest.mark.parametrize("peer", SERVED, ids=lambda peer: peer.key)
def test_every_edit_finds_its_place(peer: Peer, tmp_path: Path) -> None:
    stand = Stand(peer, Corpus(3), tmp_path)
    for kind, edit in stand.edits.items():
        stand.save(kind)
        assert stand.word in (stand.site / edit.file).read_text(encoding="utf-8")


# --- the table -------------------------------------------------------------------------------------------


def row(peer: str, size: str, mode: str, wall: list[float], pages: int = 1052) -> dict[str, Any]:
    return {"peer": peer, "size": size, "mode": mode, "pages": pages, "memory": 99.6, "wall": wall, "cpu": [3.0]}


RESULTS = {
    "date": "2026-11-22",
    "machine": "2 × A processor",
    "load": 0.04,
    "minutes": 41.2,
    "yardstick": "hugo",
    "names": {"ours": "this project", "hugo": "Hugo", "pelican": "Pelican"},
    "versions": {"ours": "", "hugo": "0.168.0", "pelican": ""},
    "builds": [
        row("ours", "250", "cold", [2.0, 1.0, 1.5]),
        row("hugo", "250", "cold", [0.75]),
        row("ours", "1000", "cold", [6.0], 4208),
        row("ours", "1000", "edit", [0.25]),
    ],
    "watched": [
        {
            "peer": "ours",
            "size": "250",
            "edits": {"text": {"page": [0.2, 0.1, 0.12], "reload": [0.09]}},
            "memory": 151.0,
        },
        {"peer": "hugo", "size": "250", "edits": {"text": {"page": [0.48], "reload": []}}, "memory": None},
    ],
    "failures": [{"peer": "pelican", "size": "250", "mode": "cold", "why": "not installed"}],
}


def test_the_table_has_medians_and_how_many_times_the_yardstick_they_are() -> None:
    lines = text(RESULTS).splitlines()
    assert (
        lines[0] == "2026-11-22, on 2 × A processor, load 0.0 at the beginning; the run took 41 minutes. Hugo 0.168.0."
    )
    assert "| this project | 1,052 | 1.50 (2.00) | 3.00 (1.00) | 701 | – | – | 0.120 (0.25) | 100 |" in lines
    assert "| Hugo | 1,052 | 0.750 | 3.00 | 1,403 | – | – | 0.480 | 100 |" in lines


def test_the_table_has_what_the_browser_is_told_and_how_it_grows() -> None:
    lines = text(RESULTS).splitlines()
    assert "| this project | 250 | a text | 90 | 120 | 200 | 151 |" in lines
    assert "| this project | 1,052 → 4,208 | 4.00 | 4.00 |" in lines


def test_a_generator_without_figures_is_named_with_its_reason() -> None:
    lines = text(RESULTS).splitlines()
    assert "| Pelican | – | – | – | – | – | – | – | – |" in lines
    assert "- Pelican, 250, a build from nothing: not installed" in lines
