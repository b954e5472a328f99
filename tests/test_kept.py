"""What is kept between builds: never a byte of output depends on it."""

import ast
import random
import re
import shutil
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from sitegen import kept as keeping
from sitegen.edition import Edition
from sitegen.kept import _LIBRARIES, Kept
from sitegen.pipeline import Request, Result, build, examine
from sitegen.planned import Finished
from sitegen.problems import Severity
from sitegen.resolve.digests import Ledger, Stood
from sitegen.resolve.reads import Reads, watched
from tests.builders import ROOT_TEMPLATES, TODAY, small_site, write_tree

PROJECT = ROOT_TEMPLATES.parent
HIDDEN = "sensitive: yes"
CONFIRMED = "confirmed_on: 2026-11-05, confirmed_how: visit, confirmed_by: editor"
POINT = f"coordinates: {{latitude: 37.9838, longitude: 23.7275, {CONFIRMED}}}"
DAMAGES = {
    "foreign": "UPDATE kept SET value = x'00'",
    "types": "UPDATE kept SET day = 'x', data = 'a text' WHERE rowid % 3 = 0",
    "older": "UPDATE engine SET digest = 'another'",
}
#: Edits of what feeds, the index of the search and the open data are made of.
OF_DATA = (
    "title", "sensitive", "place", "point", "district", "keyword", "source_read", "read_again", "new_entry", "away", "day",
)  # fmt: skip
SITE = """
content/services/first/facts.yaml
  source: city-page
  organisation: city
  topics: [health]
  phones: 210 000 0001
  related: [services/second]
  hours: {week: [{days: mon-fri, opens: 09:00, closes: 14:00}], closures: 2026-12-24}
content/services/first/text.el.md
  ---
  title: Πρώτη
  summary: Μια υπηρεσία.
  ---
  Δείτε [τη δεύτερη](service:second) και [τη γραμμή](helpline:112).

  ## Τι {#what}
  Κάτι.
content/services/first/text.en.md
  ---
  title: First
  translated_from: {language: el}
  ---
  See [the second](service:second).

  ## What {#what}
  Something.
content/services/second/facts.yaml
  source: city-page
  organisation: city
  topics: [health]
content/services/second/text.el.md
  ---
  title: Δεύτερη
  ---
  Κείμενο.
content/glossary.yaml
  - id: text
    source: city-page
    term: {language: el, name: Κείμενο, short: [TXT]}
    title: {el: Κείμενο, en: Text}
    meaning: {el: Κάτι γραμμένο., en: Words.}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The sound site and two services, with the templates of the project."""
    config = small_site(tmp_path / "site", SITE)
    for name in ("templates", "assets"):
        shutil.rmtree(config.parent / name)
        shutil.copytree(PROJECT / name, config.parent / name)
    for code in ("el", "en", "ar"):
        shutil.copy(PROJECT / "translations" / f"{code}.po", config.parent / "translations")
    shutil.copytree(Path(__file__).parent / "sites/sound/content", config.parent / "base")
    text = config.read_text(encoding="utf-8")
    lines = ["content: [base, content]" if line.startswith("content:") else line for line in text.splitlines()]
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return config


def files(result: Result) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in result.artifacts}


def said(result: Result) -> list[str]:
    return [f"{p.file}:{p.line}:{p.column} {p.code} {p.message} {p.hint}" for p in result.problems]


@dataclass
class Editor:
    """Somebody who changes a site at random."""

    root: Path
    chance: random.Random
    today: date = TODAY
    base_url: str | None = None
    kinds: tuple[str, ...] = ()

    def edit(self) -> str:
        kinds = self.kinds or sorted(name for name in dir(self) if name.startswith("_try_"))
        wrong = "nowhere" in (self.root / "content/services/second/text.el.md").read_text(encoding="utf-8")
        name = "_try_mended" if wrong else self.chance.choice(kinds)  # so that most builds are good
        getattr(self, name)()
        return name

    def _any(self, pattern: str) -> Path:
        return self.chance.choice(sorted(self.root.glob(pattern)))

    def _swap(self, file: Path, old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def _word(self) -> str:
        return f"word{self.chance.randrange(100)}"

    def _try_title(self) -> None:
        self._swap(self._any("*/*/*/text.*.md"), "title: ", f"title: {self._word()} ")

    def _try_body(self) -> None:
        file = self._any("*/*/*/text.*.md")
        file.write_text(file.read_text(encoding="utf-8") + f"\n{self._word()}\n", encoding="utf-8")

    def _try_fact(self) -> None:
        self._swap(
            self.root / "content/services/first/facts.yaml", "000 0001", f"000 {self.chance.randrange(1000, 9999)}"
        )

    def _try_row(self) -> None:
        self._swap(self._any("base/*.yaml"), "el: ", f"el: {self._word()} ")

    def _try_term(self) -> None:
        self._swap(self.root / "content/glossary.yaml", "meaning: {el: ", f"meaning: {{el: {self._word()} ")

    def _try_form(self) -> None:
        word = self.chance.choice(("Κάτι", "Something", "βοήθεια"))
        self._swap(self.root / "content/glossary.yaml", "short: [", f"short: [{word}, ")

    def _try_new_term(self) -> None:
        file = self.root / "content/glossary.yaml"
        text = file.read_text(encoding="utf-8")
        row = f"id: term-{len(text)}, source: city-page, term: {{language: el, name: Κάτι}}, title: {{el: Κάτι}}"
        file.write_text(f"{text}- {{{row}, meaning: {{el: Κάτι.}}}}\n", encoding="utf-8")

    def _try_vocabulary(self) -> None:
        self._swap(self._any("base/vocabularies/*.yaml"), "el: ", f"el: {self._word()} ")

    def _try_quote(self) -> None:
        file, hour = self._any("content/services/*/text.*.md"), self.chance.randrange(10, 20)
        words = f"[→](service:first) 210 000 {self.chance.randrange(1000, 9999)}, 09:00–{hour}:00"
        file.write_text(file.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")

    def _try_hours(self) -> None:
        file = self.root / "content/services/first/facts.yaml"
        hours = f"closes: {self.chance.randrange(10, 20)}"
        file.write_text(re.sub(r"closes: \d\d", hours, file.read_text(encoding="utf-8")), encoding="utf-8")

    def _toggle(self, path: str, line: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"{line}\n", "") if line in text else f"{line}\n{text}", encoding="utf-8")

    def _try_sensitive(self) -> None:
        self._toggle(self.chance.choice(("content/services/first", "base/organisations/city")) + "/facts.yaml", HIDDEN)

    def _try_place(self) -> None:
        self._toggle("content/services/first/facts.yaml", "places: town-hall")

    def _try_point(self) -> None:
        self._toggle("base/places/town-hall/facts.yaml", POINT)

    def _try_district(self) -> None:
        self._swap(self.root / "base/places/town-hall/facts.yaml", "city: ", f"city: {self._word()} ")

    def _try_keyword(self) -> None:
        self._toggle("content/services/second/facts.yaml", "keywords: {el: [λέξη], ar: [كلمة]}")

    def _try_source_read(self) -> None:
        file = self.root / "base/sources.yaml"
        day = f"read_on: 2026-11-{self.chance.randrange(10, 22)}"
        file.write_text(re.sub(r"read_on: \S+", day, file.read_text(encoding="utf-8")), encoding="utf-8")

    def _try_read_again(self) -> None:
        day = f"reviewed_by: a reader\nreviewed_on: 2026-11-{self.chance.randrange(10, 22)}"
        file = self.root / "content/services/second/text.el.md"
        text = re.sub(r"reviewed_by: .*\nreviewed_on: .*\n", "", file.read_text(encoding="utf-8"))
        file.write_text(text.replace("title: ", f"{day}\ntitle: ", 1), encoding="utf-8")

    def _try_lines(self) -> None:
        file = self._any(self.chance.choice(("base/*.yaml", "content/*/*/facts.yaml")))
        file.write_text("# moved down\n" + file.read_text(encoding="utf-8"), encoding="utf-8")

    def _try_template(self) -> None:
        file = self._any("templates/**/*.html")
        file.write_text(file.read_text(encoding="utf-8") + f"<!-- {self._word()} -->\n", encoding="utf-8")

    def _try_catalogue(self) -> None:
        self._swap(self._any("translations/*.po"), 'msgid "Home"\nmsgstr "', f'msgid "Home"\nmsgstr "{self._word()}')

    def _try_asset(self) -> None:
        file = self._any("assets/css/*.css")
        file.write_text(file.read_text(encoding="utf-8") + f"/* {self._word()} */\n", encoding="utf-8")

    def _try_config(self) -> None:
        config = self.root / "site_config.yaml"
        config.write_text(config.read_text(encoding="utf-8") + f"# {self._word()}\n", encoding="utf-8")
        self._swap(
            config, "page_size: 60", "page_size: 61"
        ) if "page_size" in config.read_text() else config.write_text(
            config.read_text(encoding="utf-8") + "page_size: 60\n", encoding="utf-8"
        )

    def _try_new_entry(self) -> None:
        write_tree(
            self.root,
            f"""
            content/services/{self._word()}/facts.yaml
              source: city-page
              organisation: city
              topics: [health]
              related: [services/second]
            """,
        )
        for folder in self.root.glob("content/services/word*"):
            (folder / "text.el.md").write_text(f"---\ntitle: {folder.name}\n---\n", encoding="utf-8")

    def _try_away(self) -> None:
        for folder in list(self.root.glob("content/services/word*"))[:1]:
            shutil.rmtree(folder)

    def _try_text_away(self) -> None:
        (self.root / "content/services/first/text.en.md").unlink(missing_ok=True)

    def _try_mistake(self) -> None:
        self._swap(self.root / "content/services/second/text.el.md", "Κείμενο", "[λάθος](service:nowhere) Κείμενο")

    def _try_mended(self) -> None:
        self._swap(self.root / "content/services/second/text.el.md", "[λάθος](service:nowhere) ", "")

    def _try_day(self) -> None:
        self.today = date.fromordinal(self.today.toordinal() + self.chance.randrange(400))

    def _try_address(self) -> None:
        self.base_url = self.chance.choice((None, "https://city.example/", "https://other.example/help/"))


def edits(site: Path, seed: int, count: int) -> Iterator[tuple[Callable[[Kept], Result], str]]:
    editor = Editor(site.parent, random.Random(seed))
    for _ in range(count):
        name = editor.edit()
        yield (lambda kept: build(Request(site, editor.today, editor.base_url, kept=kept))), name


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edit_the_site_is_that_of_a_clean_build(
    site: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same process, and through the file of an earlier one."""
    monkeypatch.setattr("sitegen.model.packed.DESK.room", 3_000)  # what is unpacked is put away, as on a large site
    memory, file, good = Kept(), site.parent / ".cache" / "kept.sqlite", 0
    for built, name in edits(site, seed, 14):
        clean = built(Kept())
        stored = Kept(file)
        for kept in (memory, stored):
            result = built(kept)
            kept.save()
            assert said(result) == said(clean), name
            assert files(result) == files(clean), name
        good += clean.ok
    assert good > 5


def test_after_any_edit_of_what_data_is_made_of_it_is_that_of_a_clean_build(site: Path) -> None:
    kept, good = Kept(), 0
    editor = Editor(site.parent, random.Random(3), base_url="https://city.example/")
    editor.kinds = tuple(f"_try_{name}" for name in OF_DATA)
    for _ in range(9):
        name = editor.edit()
        clean = build(Request(site, editor.today, editor.base_url))
        assert files(build(Request(site, editor.today, editor.base_url, kept=kept))) == files(clean), name
        good += clean.ok
    assert good > 6


def test_after_any_edit_that_is_said_which_a_clean_run_says(site: Path) -> None:
    """As above, without rendering: so there is time for many edits, and for quotes that other entries answer."""
    editor, memory, file = Editor(site.parent, random.Random(5)), Kept(), site.parent / ".cache" / "kept.sqlite"
    codes = set[str]()
    for _ in range(15):
        names = [editor.edit() for _ in range(4)]
        clean = examine(Request(site, editor.today))
        for kept in (memory, Kept(file)):
            assert said(examine(Request(site, editor.today, kept=kept))) == said(clean), names
            kept.save()
        codes |= {problem.code for problem in clean.problems}
    assert codes >= {"quoted-phone", "quoted-hours", "hours-past"}


def test_what_is_wrong_is_told_where_it_stands_now(site: Path) -> None:
    """A line more, or white space, changes no fact."""
    kept, facts = Kept(), site.parent / "content/services/first/facts.yaml"

    def places(old: str, new: str) -> list[str]:
        facts.write_text(facts.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        found = said(build(Request(site, TODAY, kept=kept)))
        assert found == said(build(Request(site, TODAY)))
        wanted = {"hours-past", "vocabulary-missing"}
        return [" ".join(line.split(" ")[:2]) for line in found if line.split(" ")[1] in wanted]

    past = "content/services/first/facts.yaml:{} hours-past"
    assert places("2026-12-24", "2025-12-24") == [past.format("6:73")]
    assert places("phones:", "# the desk\nphones:") == [past.format("7:73")]
    assert places("hours: {", "hours:   {") == [past.format("7:75")]
    wrong = "content/services/first/facts.yaml:{} vocabulary-missing"
    assert places("phones:", "help: {offered: {flying: yes}}\nphones:") == [wrong.format("5:26"), past.format("8:75")]
    assert places("help:", "# what they do\nhelp:") == [wrong.format("6:26"), past.format("9:75")]


def test_a_changed_term_changes_the_pages_that_use_it_and_no_others(site: Path) -> None:
    kept, glossary = Kept(), site.parent / "content/glossary.yaml"

    def made(old: str, new: str) -> set[str]:
        before = files(build(Request(site, TODAY, kept=kept)))
        glossary.write_text(glossary.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        after = files(build(Request(site, TODAY, kept=kept)))
        assert after == files(build(Request(site, TODAY)))
        changed = {path for path, data in after.items() if data != before[path]}
        return {path for path in changed if not path.startswith("offline/")}  # what phones save lists what changed

    assert made("Κάτι γραμμένο", "Κάτι άλλο") == {
        f"{code}/{page}/index.html" for code in ("el", "ar") for page in ("glossary", "services/second")
    }  # the Arabic pages show what is Greek
    assert made("[TXT]", "[TXT, Something]") >= {"en/services/first/index.html"}


def test_without_a_change_nothing_is_made_again(site: Path) -> None:
    file = site.parent / ".cache" / "kept.sqlite"
    for again in (False, True):
        kept = Kept(file)
        result = build(Request(site, TODAY, kept=kept))
        assert [p for p in result.problems if p.severity is Severity.ERROR] == []
        kept.save()
        assert bool(kept.made) is not again


def test_a_change_makes_the_pages_anew_that_show_it_and_no_others(site: Path) -> None:
    def made(path: str, old: str, new: str) -> dict[str, int]:
        kept.made.clear()
        file = site.parent / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        assert build(Request(site, TODAY, kept=kept)).ok
        return {kind: kept.made[kind] for kind in ("document", "page")}

    kept = Kept()
    build(Request(site, TODAY, kept=kept))
    # The body of an English text: its own page and its plain text, and those of no other language.
    assert made("content/services/first/text.en.md", "Something", "Another thing") == {"document": 1, "page": 2}
    # White space that says nothing.
    assert made("content/services/first/facts.yaml", "phones:  ", "phones:") == {"document": 0, "page": 0}
    assert made("content/services/first/facts.yaml", "phones: ", "phones:   ") == {"document": 1, "page": 0}
    # A style stands in the address that every page loads it from.
    assert made("assets/css/site.css", "}", "} ")["document"] == 0


def test_after_an_edit_only_the_files_that_it_may_concern_are_asked_for(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find_all = Kept.find_all

    def noting(self: Kept, kind: str, keys: Sequence[str]) -> list[object | None]:
        asked.extend(key.strip() for key in keys if kind == "page")
        return find_all(self, kind, keys)

    monkeypatch.setattr(Kept, "find_all", noting)

    def after(path: str, old: str, new: str) -> set[str]:
        asked.clear()
        file = site.parent / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        kept = Kept(site.parent / ".cache" / "kept.sqlite")
        result = build(Request(site, TODAY, kept=kept))
        kept.save()
        now = set(asked)
        assert files(result) == files(build(Request(site, TODAY)))
        return now

    text = "content/services/first/text.en.md"
    assert len(after(text, "Something", "A thing")) > 50  # nothing is kept yet
    own = {"en/services/first/index.html", "en/services/first/service.txt"}
    assert after(text, "A thing", "Another thing") == own
    assert after(text, "Another thing", "Something") == own
    # What was edited since is asked again each time, until all is written anew.
    assert after("content/services/second/text.el.md", "Κείμενο", "Κάτι") > own


def test_an_entry_prints_the_same_in_every_process(site: Path) -> None:
    """Digests are made of values that hold entries: else each edit would make every page again."""
    found = examine(Request(site, TODAY)).site
    assert found
    reads = Reads()
    with reads.noted() as noted:
        assert repr(watched(found, reads).of("services")[-1]) == "<services/second>"
    assert noted == {"collection services"}


def test_when_most_pages_are_concerned_all_are_asked_and_written_anew() -> None:
    """Else each build after it would ask for them again."""

    class Changed(Ledger):
        def __init__(self, *numbers: int) -> None:
            self.numbers = set(numbers)

        def changed(self, before: Stood) -> set[int]:
            return self.numbers

    first, second, third = (Finished(name, "", 0, 0) for name in ("first", "second", "third"))
    places = {1: (0, 1, 2), 2: (0,), 3: (1,)}
    readers = {number: array("I", its).tobytes() for number, its in places.items()}
    last = Edition("", Stood({}, {}), (first, second, third), readers)
    assert last.still_right(Changed()) == [first, second, third]
    assert last.still_right(Changed(3)) == [first, None, third]
    assert last.still_right(Changed(2, 3)) is None
    assert last.still_right(Changed(*range(100, 200))) is None


class Noting(Kept):
    """Notes the paths of the files that were made."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: set[str] = set()

    def put(self, kind: str, key: str, value: object, packed: bytes = b"", data: bytes = b"") -> None:
        """Keeps something new."""
        super().put(kind, key, value, packed, data)
        if kind == "page":
            self.paths.add(key.split()[-1])


def test_data_is_made_anew_when_something_of_its_own_changed_and_only_then(site: Path) -> None:
    def made(path: str, old: str, new: str) -> set[str]:
        kept.paths = set()
        file = site.parent / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        assert build(Request(site, TODAY, "https://city.example/", kept=kept)).ok
        return {path for path in kept.paths if not path.endswith((".html", ".txt", ".svg"))}

    kept = Noting()
    assert {"places.geojson", "el/changes.xml", "ar/news.xml", "en/search/lines.json"} <= made(
        "base/sources.yaml", "", ""
    )
    # What a page says below its title concerns nobody else.
    assert made("content/services/first/text.en.md", "Something", "Another thing") == set()
    # A title in English stands in the English feed, and its words in the English index.
    title = made("content/services/first/text.en.md", "First", "The first of all")
    assert "en/changes.xml" in title
    assert {path.partition("/")[0] for path in title} == {"en"}
    # A number is searched, and is no change that anybody is told of.
    assert not {
        path
        for path in made("content/services/first/facts.yaml", "0001", "0002")
        if path.endswith(("changes.xml", "news.xml"))
    }
    assert made("base/places/town-hall/facts.yaml", "postcode: 01067", "postcode: 01068") >= {"places.geojson"}
    # A day that a source was read on is told in every language.
    assert made("base/sources.yaml", "2026-11-01", "2026-11-02") == {
        f"{code}/changes.xml" for code in ("el", "en", "ar")
    }
    # A place where something is sensitive has no point any more.
    assert "places.geojson" in made("base/places/town-hall/facts.yaml", "source:", f"{POINT}\nsource:")
    assert "places.geojson" not in made("content/services/first/facts.yaml", "hours:", "places: town-hall\nhours:")
    assert "places.geojson" in made("content/services/first/facts.yaml", "hours:", f"{HIDDEN}\nhours:")


def test_a_language_can_be_taken_away_again(site: Path) -> None:
    kept, text = Kept(), site.read_text(encoding="utf-8")
    site.write_text(text.replace("[el, en, ar]", "[el, en, ar, de]"), encoding="utf-8")
    assert build(Request(site, TODAY, kept=kept)).ok
    site.write_text(text, encoding="utf-8")
    assert files(build(Request(site, TODAY, kept=kept))) == files(build(Request(site, TODAY)))


def test_after_a_mistake_that_is_mended_nothing_is_made_again(site: Path) -> None:
    kept, text = Kept(), site.parent / "content/services/second/text.el.md"
    good = text.read_bytes()
    for data in (good, good.replace(b"title:", b"titel:"), good):
        kept.made.clear()
        text.write_bytes(data)
        build(Request(site, TODAY, kept=kept))
        kept.save()
    assert (kept.made["document"], kept.made["page"]) == (1, 0)


@pytest.mark.parametrize("damage", ["cut", "holes", "foreign", "types", "text", "older", "folder"])
def test_a_damaged_or_foreign_file_is_thrown_away_silently(
    site: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = site.parent / ".cache" / "kept.sqlite"
    kept = Kept(file)
    clean = build(Request(site, TODAY, kept=kept))
    kept.save()
    data = file.read_bytes()
    if damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "holes":
        file.write_bytes(
            b"".join(bytes(4096) if n % 5 == 3 else data[n * 4096 :][:4096] for n in range(len(data) // 4096))
        )
    elif damage == "text":
        file.write_text("not a database", encoding="utf-8")
    elif damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        with sqlite3.connect(file) as base:
            base.execute(DAMAGES[damage])
        base.close()
    again = Kept(file)
    result = build(Request(site, TODAY, kept=again))
    again.save()
    assert files(result) == files(clean)
    assert capsys.readouterr() == ("", "")
    if damage != "folder":  # and runs after it have something to go by
        for _ in range(2):
            last = Kept(file)
            build(Request(site, TODAY, kept=last))
            last.save()
        assert not last.made


def test_a_result_with_another_letter_in_it_is_worked_out_again(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    kept = Kept(file)
    kept.get("kind", "key", "made of", lambda: "καλά")
    kept.save()
    file.write_bytes(file.read_bytes().replace("καλά".encode(), "κακά".encode()))
    assert Kept(file).get("kind", "key", "made of", lambda: "ξανά") == "ξανά"


def test_a_place_that_cannot_be_looked_into_keeps_nothing(tmp_path: Path) -> None:
    kept = Kept(tmp_path / ("too long" * 50) / "kept.sqlite")
    assert kept.get("kind", "key", "made of", lambda: "made") == "made"
    kept.save()


def test_a_check_alone_keeps_what_a_build_then_uses(site: Path) -> None:
    file = site.parent / ".cache" / "kept.sqlite"
    first = Kept(file)
    examine(Request(site, TODAY, kept=first))
    first.save()
    second = Kept(file)
    build(Request(site, TODAY, kept=second))
    assert second.made["document"] == 0


def test_a_file_that_another_run_is_writing_is_left_to_it(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    first = Kept(file)
    first.put("kind", "key", "value")
    first.save()
    second = Kept(file)
    second.put("kind", "other", "value")
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        second.save()
        assert other.execute("SELECT key FROM kept").fetchall() == [("key",)]
    assert Kept(file).find("kind", "key") == "value"


def test_what_another_version_wrote_in_the_meantime_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kept.sqlite"
    for version in ("first", "second"):
        monkeypatch.setattr(keeping, "engine", lambda version=version: version)
        writing = Kept(file)
        writing.put("kind", version, "value")
        writing.save()
        if version == "first":
            serving = Kept(file)
    monkeypatch.setattr(keeping, "engine", lambda: "first")
    assert serving.find("kind", "second") is None


def test_on_a_full_disk_nothing_is_taken_for_that_of_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then sqlite undoes by itself that the file is of this version."""
    file = tmp_path / "kept.sqlite"
    monkeypatch.setattr(keeping, "engine", lambda: "first")
    first = Kept(file)
    first.put("kind", "key", "of the first")
    first.save()
    monkeypatch.setattr(keeping, "engine", lambda: "second")
    second = Kept(file)
    second.put("kind", "key", "of the second", data=b"-")
    assert second._file
    second._file._connected().execute("PRAGMA max_page_count = 8")
    second.put("kind", "large", "", data=bytes(99_999))
    second.put("kind", "key", "of the second", data=b"-")
    second.save()
    monkeypatch.setattr(keeping, "engine", lambda: "first")
    assert Kept(file).find("kind", "key") in ("of the first", None)


def test_another_version_of_any_library_that_pages_are_made_with_is_another_engine() -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (PROJECT / "sitegen").rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    installed = metadata.packages_distributions()
    used = {dist.lower() for name in named for dist in installed.get(name.partition(".")[0], ())}
    with_no_part_in_pages = {"idna", "livereload", "tornado", "watchfiles", "openpyxl", "pydantic_core"}
    assert used - with_no_part_in_pages <= set(_LIBRARIES)


def test_what_was_read_before_something_that_is_made_once_failed_is_noted(site: Path) -> None:
    """A page of one language that needs words of another; they are mended."""
    kept, words = Kept(), site.parent / "translations/en.po"
    page = site.parent / "templates/base.html"
    macro = '{% macro first() %}{{ words_in("en", "Home").index("H") }}{% endmacro %}{{ once(first) }}'
    page.write_text(page.read_text(encoding="utf-8") + macro, encoding="utf-8")
    good = words.read_text(encoding="utf-8")
    words.write_text(good.replace('msgstr "Home"', 'msgstr "Start"'), encoding="utf-8")
    assert not build(Request(site, TODAY, kept=kept)).ok
    words.write_text(good, encoding="utf-8")
    assert said(build(Request(site, TODAY, kept=kept))) == said(build(Request(site, TODAY)))
