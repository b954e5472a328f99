"""Worksheets for translators: out as a workbook or XLIFF, back into the files, nothing lost and nothing broken."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sitegen.cli import main
from sitegen.pipeline import Request, Result, examine
from sitegen.reading.yaml_edit import with_value
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State
from sitegen.translations import worksheet, xliff
from sitegen.translations.blocks import Block, fits, join, split
from sitegen.translations.changing import change_of
from sitegen.translations.filling import Filled, Languages
from sitegen.translations.importing import Imported, import_rows
from sitegen.translations.inline import fault, one_line, protected, restored
from sitegen.translations.rows import RowState
from sitegen.translations.stamping import accept
from sitegen.translations.terms import terms_in
from sitegen.translations.worklist import NotOursError, Worklist, most_urgent, of_entries, parts_of, worklist
from tests.builders import real_site

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "site_config.yaml": (
        "languages: [el, en, fa]\nsource_language: el\nfallbacks: {fa: [en, el]}\n"
        'timezone: Europe/Athens\nphones: {country_code: "30"}\n'
    ),
    "templates/page.html": "",
    "assets/site.css": "",
    "translations/fa.po": 'msgid ""\nmsgstr ""\n\nmsgctxt "worksheet"\nmsgid "done"\nmsgstr "آماده"\n',
    "docs/language/terms.csv": "id,el,en,fa\noffice,γραφείο,office,دفتر\ncity,Δήμος,City of Athens,شهرداری\n",
    "content/sources.yaml": "- {id: official, title: T, language: el, read_on: 2026-11-20, confidence: A}\n",
    "content/vocabularies/topics.yaml": (
        "# Topics\n- id: health   # first\n  title: {el: Υγεία, en: Health, fa: سلامتی}\n- {id: work, title: {el: Εργασία, en: Work}}\n"
    ),
    "content/municipalities/city/facts.yaml": (
        "source: official\nname: {language: el, name: Δήμος}\n"
        "phones:\n  number: 210 000 0000   # as on the sign\n  note: {el: Το πρωί, en: In the morning, fa: صبح}\n"
    ),
    "content/municipalities/city/text.el.md": (
        "---\ntitle: Γραφείο\nsummary: Εδώ.\n---\nΑρχή\n\n## Πώς {#how}\n\nΚαλέστε το 1595.\n\n- Δείτε το [θέμα](topic:health)\n- **Έλα**\n\n"
        "## Πότε {#when}\n\nΤο πρωί.\n"
    ),
    "content/municipalities/city/text.en.md": (
        "---\ntitle: Office\nsummary: Here.\n---\nStart at the office\n\n## How {#how}\n\nCall 1595.\n\n- See the [topic](topic:health)\n- **Come**\n\n"
        "## When {#when}\n\nIn the morning.\n"
    ),
    "content/municipalities/city/text.fa.md": (
        "---\ntitle: دفتر   # c\nsummary: اینجا.\ntranslated_from: {language: en}\n---\nشروع\n\n\n## چطور  {#how}\n\nبا 1595\nتماس بگیرید.\n\n"
        "* [موضوع](topic:health) را ببینید\n* **بیایید**\n\n## کی {#when}\n\nصبح.\n"
    ),
}
CITY = "content/municipalities/city"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    accept(request(tmp_path))
    return tmp_path


def request(root: Path) -> Request:
    return Request(root / "site_config.yaml", date(2026, 11, 22))


def site_of(root: Path) -> Site:
    site = examine(request(root)).site
    assert site is not None
    return site


def change(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    assert old in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def text(root: Path, name: str = f"{CITY}/text.fa.md") -> str:
    return (root / name).read_text(encoding="utf-8")


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def todo(root: Path) -> Worklist:
    site = site_of(root)
    return worklist(site, root, "fa", "en", most_urgent(site, root, "fa", "en"))


def all_of(root: Path) -> Worklist:
    site = site_of(root)
    return worklist(site, root, "fa", "en", of_entries(site, root, "fa", "en"))


Words = Mapping[str, str]


def in_excel(root: Path, work: Worklist, words: Words, done: tuple[str, ...] = ()) -> Imported:
    """The worklist as a workbook, written in by a translator, and imported."""
    book = load_workbook(io.BytesIO(worksheet.written(work)))
    for row in book.worksheets[1].iter_rows(min_row=3):
        row[3].value = words.get(row[0].value, row[3].value)
        row[5].value = "آماده" if row[0].value in done else row[5].value
    return imported(root, book)


def imported(root: Path, book: Workbook) -> Imported:
    data = io.BytesIO()
    book.save(data)
    return import_rows(request(root), worksheet.read(data.getvalue()))


def reasons(done: Imported) -> list[str]:
    return [f"{refusal.key}: {refusal.reason}" for refusal in done.refused]


def states(work: Worklist) -> dict[str, RowState]:
    return {row.key.removeprefix("municipalities/city "): row.state for row in work.rows if row.to_do}


# --- what goes out -------------------------------------------------------------------------------------------


def test_a_row_is_a_paragraph_with_its_markup_as_signs(root: Path) -> None:
    rows = {row.key: (row.source, row.present) for row in all_of(root).rows}
    assert rows["municipalities/city #how 1"] == ("How", "چطور")
    assert rows["municipalities/city #how 2"] == ("Call 1595.", "با 1595 تماس بگیرید.")
    assert rows["municipalities/city #how 3"] == ("See the {1}topic{/1}", "{1}موضوع{/1} را ببینید")
    assert rows["municipalities/city facts:phones.0.note 1"] == ("In the morning", "صبح")
    assert rows["topics/work title 1"] == ("Work", "")


def test_only_what_changed_is_to_do_and_the_paragraph_beside_it_is_not(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "Call 1595.", "Call 1595 first.\n\nBring a paper.")
    work = todo(root)
    assert states(work) == {"#how 2": RowState.CHANGED, "#how 3": RowState.NEW, "topics/work title 1": RowState.NEW}
    assert next(row for row in work.rows if row.state is RowState.CHANGED).before == "Call 1595."


def test_a_paragraph_that_is_gone_from_the_source_is_shown(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "- **Come**\n", "")
    row = next(row for row in todo(root).rows if row.state is RowState.GONE)
    assert (row.source, row.present) == ("", "{1}بیایید{/1}")


def test_what_nobody_stamped_is_to_be_compared(root: Path) -> None:
    stamp = next(line for line in text(root).split("\n") if line.startswith("translated_from"))
    change(root, f"{CITY}/text.fa.md", stamp + "\n", "")
    assert set(states(todo(root)).values()) == {RowState.COMPARE, RowState.NEW}


def test_whole_parts_until_there_are_enough_words(root: Path) -> None:
    (root / CITY / "text.fa.md").unlink()
    site = site_of(root)
    few = worklist(site, root, "fa", "en", most_urgent(site, root, "fa", "en", 3))
    assert [row.unit for row in few.rows] == ["title", "summary", "#0"]
    assert few.to_do == 6


def test_what_waits_for_its_own_source_is_left_out(root: Path) -> None:
    change(root, f"{CITY}/text.el.md", "Το πρωί.", "Το βράδυ.")
    assert [row.entry for row in todo(root).rows] == ["topics/work"]


def test_the_sheet_reads_from_right_to_left_and_stays_text(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "Call 1595.", "=1595 call.")
    book = load_workbook(io.BytesIO(worksheet.written(todo(root))), rich_text=True)
    sheet = book.worksheets[1]
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "B3"
    assert sheet.row_dimensions[1].hidden
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == "municipalities/city #how 2")
    assert str(row[1].value) == "=1595 call."
    assert row[1].data_type == "s"
    assert (row[3].alignment.readingOrder, row[3].number_format, row[3].protection.locked) == (2, "@", False)
    assert row[0].protection.locked


def test_changed_words_are_coloured_and_terms_stand_beside(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "Start at the office", "Begin at the office")
    sheet = load_workbook(io.BytesIO(worksheet.written(todo(root))), rich_text=True).worksheets[1]
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == "municipalities/city #0 1")
    new, rest = row[1].value
    assert (new.text, new.font.b, rest) == ("Begin", True, " at the office")
    assert row[4].value == "office: دفتر"
    assert "Start" in row[6].value


def test_a_term_inside_a_longer_one_is_not_found_twice() -> None:
    terms = {"City of Athens": "A", "City": "C", "exam": "E"}
    assert terms_in("The exams of the city of Athens", terms) == ["exam: E", "City of Athens: A"]
    assert terms_in("example", terms) == []


@pytest.mark.parametrize("written", [worksheet.written, xliff.written])
def test_the_same_worklist_gives_the_same_bytes(root: Path, written: Callable[[Worklist], bytes]) -> None:
    assert written(all_of(root)) == written(all_of(root))


# --- what comes back -----------------------------------------------------------------------------------------


def test_what_nobody_touched_changes_nothing(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "Call 1595.", "Call 1595 first.")
    before = everything(root)
    assert in_excel(root, all_of(root), {}) == Imported()
    assert everything(root) == before


def test_a_row_is_written_in_its_place_and_the_entry_accepted(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "See the [topic]", "Read about the [topic]")
    before = text(root)
    done = in_excel(root, todo(root), {"municipalities/city #how 3": "دربارهٔ {1}موضوع{/1} بخوانید"})
    assert done.accepted == ("municipalities/city",)
    assert site_of(root).states[next(r for r in site_of(root).entries if r.id == "city"), "fa"].state is State.CURRENT
    lines = zip(before.split("\n"), text(root).split("\n"), strict=True)
    assert [new for old, new in lines if old != new and not old.startswith("translated")] == [
        "* دربارهٔ [موضوع](topic:health) بخوانید"
    ]


def test_a_translation_that_is_still_right_is_accepted_by_a_word(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "In the morning.", "In the mornings.")
    before = text(root)
    done = in_excel(root, todo(root), {}, done=("municipalities/city #when 2",))
    assert (done.rows, done.accepted) == (0, ("municipalities/city",))
    assert text(root).split("---")[2] == before.split("---")[2]


def test_what_is_left_to_do_in_a_part_keeps_it_outdated(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "Call 1595.", "Call 1595 first.")
    change(root, f"{CITY}/text.en.md", "See the", "Read about the")
    done = in_excel(root, todo(root), {"municipalities/city #how 2": "اول با 1595 تماس بگیرید."})
    assert (done.rows, done.accepted) == (1, ())
    assert "اول با 1595" in text(root)
    assert {"#how 2", "#how 3"} <= set(states(todo(root)))


def test_a_worksheet_that_was_mended_is_imported_once_more(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "Call 1595.", "Call 1595 first.")
    change(root, f"{CITY}/text.en.md", "See the", "Read about the")
    work, first = todo(root), {"municipalities/city #how 2": "اول با 1595 تماس بگیرید."}
    done = in_excel(root, work, first | {"municipalities/city #how 3": "دربارهٔ موضوع بخوانید"})
    assert (done.rows, len(done.refused), done.accepted) == (1, 1, ())
    done = in_excel(root, work, first | {"municipalities/city #how 3": "دربارهٔ {1}موضوع{/1} بخوانید"})
    assert (done.rows, done.refused, done.accepted) == (1, (), ("municipalities/city",))


def test_paragraphs_come_and_go_with_the_source(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "Call 1595.\n", "Bring a paper.\n\nCall 1595.\n")
    change(root, f"{CITY}/text.en.md", "- **Come**\n", "- Wait\n")
    words = {"municipalities/city #how 2": "یک برگه بیاورید.", "municipalities/city #how 5": "صبر کنید"}
    done = in_excel(root, todo(root), words)
    assert reasons(done) == []
    assert text(root).partition("{#how}\n")[2].partition("## ")[0] == (
        "\nیک برگه بیاورید.\n\nبا 1595\nتماس بگیرید.\n\n- [موضوع](topic:health) را ببینید\n- صبر کنید\n\n"
    )


def test_an_empty_cell_takes_out_what_is_gone_from_the_source(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "- **Come**\n", "")
    done = in_excel(root, todo(root), {"municipalities/city #how 4": ""})
    assert done.accepted == ("municipalities/city",)
    assert "بیایید" not in text(root)
    assert in_excel(root, todo(root), {"municipalities/city #how 4": ""}) == Imported()


def test_a_text_that_was_not_there_is_laid_out(root: Path) -> None:
    (root / CITY / "text.fa.md").unlink()
    words = {
        "title 1": "دفتر", "summary 1": "اینجا: بله", "#0 1": "شروع", "#how 1": "چطور", "#how 2": "با 1595 تماس بگیرید.",
        "#how 3": "{1}موضوع{/1} را ببینید", "#how 4": "{۱}بیایید{۱/}",
    }  # fmt: skip
    done = in_excel(root, todo(root), {f"municipalities/city {key}": value for key, value in words.items()})
    assert reasons(done) == []
    head, stamp, body = text(root).partition("translated_from: {language: en, fingerprints: {title: ")
    assert stamp
    assert head == "---\ntitle: 'دفتر'\nsummary: 'اینجا: بله'\n"
    assert body.partition("\n")[2] == (
        "---\nشروع\n\n## چطور {#how}\n\nبا 1595 تماس بگیرید.\n\n- [موضوع](topic:health) را ببینید\n- **بیایید**\n"
    )
    assert set(states(todo(root))) == {"#when 1", "#when 2", "topics/work title 1"}


def test_every_other_byte_of_a_text_stays(root: Path) -> None:
    file = root / CITY / "text.fa.md"
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    in_excel(root, all_of(root), {"municipalities/city #how 2": "1595", "municipalities/city title 1": "دفتر ما"})
    changed = before.replace("با 1595\r\nتماس بگیرید.".encode(), b"1595").replace(
        "دفتر ".encode(), "'دفتر ما' ".encode()
    )
    assert file.read_bytes() == changed


def test_a_list_with_an_item_a_line_stays_such_a_list() -> None:
    text = "title: T\nknown:\n  - Α   # first\n  - Β\nnext: [Γ]\n"
    assert with_value(text, ("known",), ["a", "b c"]) == "title: T\nknown:\n  - a\n  - 'b c'\nnext: [Γ]\n"
    assert with_value(text, ("next",), ["a", "b"]).endswith("next: [a, b]\n")


def test_half_a_part_waits_and_so_does_a_text_without_a_title(root: Path) -> None:
    (root / CITY / "text.fa.md").unlink()
    done = in_excel(root, todo(root), {"municipalities/city #how 1": "چطور", "municipalities/city #0 1": "شروع"})
    assert list(map(str, done.waiting)) == [
        "municipalities/city #how: 3 of 4 rows are empty",
        "municipalities/city: the title is empty",
    ]
    assert not (root / CITY / "text.fa.md").exists()


def test_a_new_section_stands_where_the_source_has_it(root: Path) -> None:
    body = text(root)
    start = body.index("\n\n## چطور") + 1
    (root / CITY / "text.fa.md").write_text(body[:start] + body[body.index("\n## کی") :], encoding="utf-8")
    words = {
        "#how 1": "چطور", "#how 2": "با 1595 تماس بگیرید.", "#how 3": "{1}موضوع{/1} را ببینید", "#how 4": "{1}بیایید{/1}",
    }  # fmt: skip
    done = in_excel(root, all_of(root), {f"municipalities/city {k}": v for k, v in words.items()})
    assert reasons(done) == []
    headings = [line for line in text(root).split("\n") if line.startswith("## ")]
    assert headings == ["## چطور {#how}", "## کی {#when}"]
    assert "\n- **بیایید**\n\n## کی" in text(root)


def test_cells_are_written_beside_the_others(root: Path) -> None:
    change(root, f"{CITY}/facts.yaml", "en: In the morning", "en: In the evening")
    words = {"topics/work title 1": "کار", "municipalities/city facts:phones.0.note 1": "عصر"}
    done = in_excel(root, todo(root), words)
    assert set(done.accepted) == {"topics/work", "municipalities/city"}
    assert "title: {el: Εργασία, en: Work, fa: 'کار'}" in text(root, "content/vocabularies/topics.yaml")
    assert "# first" in text(root, "content/vocabularies/topics.yaml")
    assert "en: In the evening, fa: 'عصر'}" in text(root, f"{CITY}/facts.yaml")


@pytest.mark.parametrize(
    ("key", "words", "reason"),
    [
        ("#how 3", "موضوع را ببینید", "{1}…{/1} is missing"),
        ("#how 3", "{1}موضوع{/1} {1}x{/1}", "{1} stands twice"),
        ("#how 3", "{1}موضوع را ببینید", "{/1} is missing"),
        ("#how 3", "{/1}موضوع{1}", "{/1} stands where nothing of that number is open"),
        ("#how 3", "{1}{/1}موضوع", "{1}…{/1} surrounds no words"),
        ("#how 3", "{1}موضوع{/1} {2}x{/2}", "{2} is not a sign of this row"),
        ("#how 3", "{1}موضوع{/1} [x](http://x)", "its signs, or * _ [ ] ` < in it, would not be shown as they are meant"),
        ("#how 2", "## با 1595", "it begins or goes on as a list, a heading or a table does: begin it with a word"),
        ("#how 2", "1595. تماس", "it begins or goes on as a list, a heading or a table does: begin it with a word"),
        ("#how 1", "چطور {#x}", "it cannot be a heading: leave # and { } out"),
        ("#how 2", "با 1596 تماس بگیرید.", "1596 does not stand in en, which this was translated from"),
        ("#how 2", "تماس بگیرید.", "1595 stands in en and not here"),
        ("title 1", "دفتر {1}", "{1} is not a sign of this row"),
        ("title 1", "دفتر\u202e", "U+202E changes the direction of the text unseen; delete it; the site isolates numbers by itself"),
        ("title 1", "=1+1", "its translation is a formula; write it as text"),
    ],
)  # fmt: skip
def test_what_would_break_something_is_refused(root: Path, key: str, words: str, reason: str) -> None:
    before = everything(root)
    done = in_excel(root, all_of(root), {f"municipalities/city {key}": words})
    assert reasons(done) == [f"municipalities/city {key}: {reason}"]
    assert everything(root) == before


def test_a_row_that_is_refused_does_not_hold_up_the_others(root: Path) -> None:
    words = {"municipalities/city #how 3": "موضوع", "municipalities/city #when 2": "بامداد."}
    done = in_excel(root, all_of(root), words)
    assert (done.rows, len(done.refused)) == (1, 1)
    assert "بامداد." in text(root)


def test_a_number_may_move_within_its_part(root: Path) -> None:
    words = {"#how 2": "تماس بگیرید.", "#how 3": "{1}موضوع{/1} را ببینید: 1595"}
    done = in_excel(root, all_of(root), {f"municipalities/city {key}": value for key, value in words.items()})
    assert reasons(done) == []


def test_a_source_that_changed_in_the_meantime_is_told(root: Path) -> None:
    work = all_of(root)
    change(root, f"{CITY}/text.en.md", "Call 1595.", "First paragraph.\n\nDo not call 1595.")
    words = {
        "municipalities/city #how 2": "به 1595 زنگ بزنید.",
        "municipalities/city #how 3": "{1}موضوع{/1} را بخوانید",
    }
    done = in_excel(root, work, words)
    assert reasons(done) == ["municipalities/city #how 2: its source has changed since the worksheet was written"]
    assert "[موضوع](topic:health) را بخوانید" in text(root)


def test_the_work_of_somebody_else_is_not_written_over(root: Path) -> None:
    work = all_of(root)
    change(root, f"{CITY}/text.fa.md", "شروع", "آغاز")
    done = in_excel(root, work, {"municipalities/city #0 1": "ابتدا"})
    assert reasons(done) == [
        "municipalities/city #0 1: somebody has changed its translation since the worksheet was written"
    ]


def test_an_entry_that_would_have_an_error_is_left_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The rows are right one by one, so the check is made to find nothing here: only the site says it.
    monkeypatch.setattr("sitegen.translations.filling.differences", lambda own, origin: ())
    before = everything(root)
    words = {"municipalities/city #how 2": "با 1596 تماس بگیرید.", "topics/work title 1": "کار"}
    done = in_excel(root, all_of(root), words)
    assert reasons(done) == ["municipalities/city #how 2: the site would have an error"]
    assert [problem.code for problem in done.problems] == ["number-differs"]
    after = everything(root)
    assert {name for name in after if after[name] != before.get(name)} == {
        "content/vocabularies/topics.yaml", "translations/accepted/topics.yaml",
    }  # fmt: skip


# --- what other programs make of it --------------------------------------------------------------------------


def rows_of(sheet: Worksheet) -> Iterator[list[object]]:
    for row in sheet.iter_rows():
        yield [cell.value for cell in row]


def test_columns_and_rows_may_be_moved(root: Path) -> None:
    book = load_workbook(io.BytesIO(worksheet.written(all_of(root))))
    rows = list(rows_of(book.worksheets[1]))
    other = Workbook()
    for row in [[], *rows[:2], *reversed(rows[2:])]:
        other.active.append([*reversed(row), "my own notes"])
    for row in other.active.iter_rows(min_row=3):
        if row[7].value == "municipalities/city #when 2":
            row[4].value = "بامداد._x000D_\r\n  "
    assert (imported(root, other).rows, "\nبامداد.\n" in text(root)) == (1, True)


def test_a_number_in_a_cell_is_a_text(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "title: Office", "title: '1595'")
    change(root, f"{CITY}/text.el.md", "title: Γραφείο", "title: '1595'")
    accept(request(root), "municipalities/city", "en")
    book = load_workbook(io.BytesIO(worksheet.written(todo(root))))
    next(row for row in book.worksheets[1].iter_rows() if row[0].value == "municipalities/city title 1")[
        3
    ].value = 1595.0
    assert reasons(imported(root, book)) == []
    assert "title: 1595   # c" in text(root)


def test_a_joiner_is_kept_and_letters_are_composed(root: Path) -> None:
    in_excel(root, all_of(root), {"municipalities/city #when 2": "می\u200cآیند\u00a0آ."})
    assert "می\u200cآیند\u00a0آ." in text(root)


@pytest.mark.parametrize("data", [b"", b"PK", b"not a workbook", b"\xd0\xcf\x11\xe0 with a password"])
def test_a_file_that_is_no_workbook_is_not_used(data: bytes) -> None:
    with pytest.raises(NotOursError):
        worksheet.read(data)


def test_a_workbook_of_somebody_else_is_not_used() -> None:
    data = io.BytesIO()
    Workbook().save(data)
    with pytest.raises(NotOursError, match="no sheet that was written by"):
        worksheet.read(data.getvalue())


def test_a_workbook_that_would_fill_the_memory_is_not_opened() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(70_000_000))
    with pytest.raises(NotOursError, match="larger than any worksheet"):
        worksheet.read(data.getvalue())


@pytest.mark.parametrize("read", [worksheet.read, xliff.read])
def test_a_file_with_declarations_of_its_own_is_not_used(read: Callable[[bytes], Iterator[object]]) -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2">&a;</xliff>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("xl/workbook.xml", evil)
    with pytest.raises(NotOursError, match="DOCTYPE"):
        list(read(data.getvalue() if read is worksheet.read else evil))


@pytest.mark.parametrize(("old", "new"), [(">fa ", ">de "), ("en>", "fa>"), ("municipalities/city", "services/kem")])
def test_a_worksheet_of_another_site_is_not_used(root: Path, old: str, new: str) -> None:
    book = load_workbook(io.BytesIO(worksheet.written(all_of(root))))
    for row in book.worksheets[1].iter_rows(min_row=3):
        row[7].value = row[7].value.replace(old, new).replace("topics/", "people/")
    with pytest.raises(NotOursError):
        imported(root, book)


# --- XLIFF ---------------------------------------------------------------------------------------------------


def in_xliff(root: Path, data: str) -> Imported:
    return import_rows(request(root), list(xliff.read(data.encode())))


def test_markup_is_elements_in_xliff(root: Path) -> None:
    made = xliff.written(all_of(root)).decode()
    assert (
        '<file original="municipalities/city" source-language="en" target-language="fa" datatype="plaintext">' in made
    )
    assert '<source>See the <g id="1" ctype="link">topic</g></source>' in made
    assert '<target state="final"><g id="1" ctype="link">موضوع</g> را ببینید</target>' in made
    assert '<target state="needs-translation"></target>' in made


def test_xliff_of_another_program_is_read(root: Path) -> None:
    change(root, f"{CITY}/text.en.md", "In the morning.", "In the mornings.")
    made = xliff.written(all_of(root)).decode()
    assert in_xliff(root, made) == Imported()
    old = '<target state="final"><g id="1" ctype="link">موضوع</g> را ببینید</target>'
    new = (
        '<seg-source>x</seg-source><target xml:lang="fa" ><mrk mtype="seg" mid="0">ببینید</mrk> <bpt id="1">x</bpt>موضوع'
        '<ept id="1">y</ept></target><alt-trans><target>چیز دیگر</target></alt-trans>'
    )
    assert old in made
    named = made.replace(old, new).replace('state="needs-review-translation">صبح', 'state="translated">صبح')
    named = named.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    done = in_xliff(root, named)
    assert (done.rows, done.accepted, reasons(done)) == (1, ("municipalities/city",), [])
    assert "* ببینید [موضوع](topic:health)\n" in text(root)


def test_xliff_that_lost_an_element_is_refused(root: Path) -> None:
    made = xliff.written(all_of(root)).decode()
    done = in_xliff(root, made.replace('<g id="1" ctype="link">موضوع</g>', "موضوع"))
    assert reasons(done) == ["municipalities/city #how 3: {1}…{/1} is missing"]


# --- the command line ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["fa.xlsx", "fa.xlf"])
def test_out_and_back_by_the_command_line(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["--config", str(root / "site_config.yaml")]
    assert (
        main(["translations", "export", "fa", "--from", "en", "--words", "5", "--to", str(root / name), *common]) == 0
    )
    assert "1 rows, 1 words to do" in capsys.readouterr().out
    assert main(["translations", "import", str(root / name), *common]) == 0
    assert "0 rows written, 0 refused" in capsys.readouterr().out


def test_the_command_line_says_what_was_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["--config", str(root / "site_config.yaml")]
    file = root / "fa.xlsx"
    assert main(["translations", "export", "fa", "municipalities", "--to", str(file), *common]) == 0
    book = load_workbook(file)
    book.worksheets[1]["D7"].value = "x {9}"
    book.save(file)
    assert main(["translations", "import", str(file), *common]) == 1
    assert "row 7  municipalities/city #how 2  not written: {9} is not a sign" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["fa", "--to", "fa.doc"], "must end in .xlsx or .xlf"),
        (["fa", "services/nothing", "--to", "fa.xlsx"], "there is no entry services/nothing"),
        (["el", "--to", "fa.xlsx"], "is not translated from"),
        (["fa", "--from", "fa", "--to", "fa.xlsx"], "is not translated from"),
    ],
)
def test_what_cannot_be_exported_is_told(
    root: Path, arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translations", "export", *arguments, "--config", str(root / "site_config.yaml")]) == 2
    assert reason in capsys.readouterr().err


# --- nothing is lost -----------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["- ", "* ", "1. ", "## ", "### ", "> ", "|", "a", "b c", "\n", "\n\n", "  \n", "**", "*", "_", "`", "[", "](x)", "{1}", "{/1}"]
)  # fmt: skip
MARKDOWN = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join) | st.text()


@given(MARKDOWN)
def test_blocks_put_together_are_the_text(markdown: str) -> None:
    blocks, tail = split(markdown)
    assert join(blocks, tail) == markdown
    assert all(block.text.strip() for block in blocks)


@given(MARKDOWN)
def test_signs_stand_for_all_of_the_markup(markdown: str) -> None:
    line = one_line(markdown)
    shown, tags = protected(line)
    assert restored(shown, tags) == line


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        ("One\ntwo\n\nthree", ["paragraph", "paragraph"]),
        ("- one\n  more\n- two\n\n1. three", ["item", "item", "step"]),
        ("### Head\ntext\n\n---\n\n> said", ["###", "paragraph", "quote"]),
        ("| a | b |\n|---|---|\n| c | d |", ["cell", "cell", "cell", "cell"]),
        ("**bold** first", ["paragraph"]),
    ],
)
def test_what_a_block_is(markdown: str, kinds: list[str]) -> None:
    assert [block.kind for block in split(markdown)[0]] == kinds


def test_a_block_that_would_become_another_does_not_fit() -> None:
    assert fits(Block("\n- ", "item", "one"))
    assert not fits(Block("\n", "paragraph", "- one"))
    assert not fits(Block("\n", "paragraph", "one\n\ntwo"))
    assert not fits(Block("| ", "cell", "a | b"))


def test_the_markup_of_the_translation_has_the_numbers_of_the_source() -> None:
    shown, tags = protected("See **the** [topic](topic:health) `x`")
    assert shown == "See {1}the{/1} {2}topic{/2} {3/}"
    assert protected("[موضوع](topic:health) `x` **را** *b*", tags)[0] == "{2}موضوع{/2} {3/} {1}را{/1} {4}b{/4}"
    assert fault("{2}a{/2} {1}b{1/} {3}", tags, tags.keys()) is None


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The real site, in a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("content", "translations", "templates", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "site_config.yaml", folder)
    return folder, examine(real_site(folder))


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_the_whole_site_goes_out_and_back_without_a_change(
    whole: tuple[Path, Result], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, result = whole
    site = result.site
    assert site
    monkeypatch.setattr("sitegen.translations.importing.examine", lambda request: result)
    before = everything(folder)
    origin = site.config.chain(language)[1]
    work = worklist(site, folder, language, origin, of_entries(site, folder, language, origin))
    for format_ in (worksheet, xliff):
        back = list(format_.read(format_.written(work)))
        assert [(row.key, row.prints, row.text) for row in back] == [(r.key, r.prints, r.present) for r in work.rows]
        assert import_rows(request(folder), back) == Imported()
    assert everything(folder) == before


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_the_whole_site_written_anew_out_of_its_rows_is_the_same(whole: tuple[Path, Result], language: str) -> None:
    folder, result = whole
    site = result.site
    assert site
    languages = Languages(language, site.config.chain(language)[1], site.config.source_language)
    for entry in site.entries.values():
        if language not in entry.texts:
            continue
        units = []
        for part in parts_of(site, folder, entry, language, languages.origin):
            if part.unit.startswith("#"):
                rows = [place.row for place in part.places if place.here]
                assert [fault(r.present, r.tags, r.needed) for r in rows if r.tags] == [None] * sum(
                    bool(r.tags) for r in rows
                )
                units.append(Filled(part, {r.number: restored(r.present, r.tags) for r in rows}, frozenset()))
        change = change_of(folder, entry, languages, units)
        file = entry.texts[language].file
        assert change.texts.get(file, (folder / file).read_bytes()) == (folder / file).read_bytes()
