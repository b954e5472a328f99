"""Stamping translations: only the stamp is written, and it tells what changed since."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cli import main
from sitegen.pipeline import Request, examine
from sitegen.problems import has_errors
from sitegen.reading.yaml_edit import EditError, cut_rows, flow, with_value
from sitegen.resolve.translation import State, Translation
from sitegen.translations.diff import Change, changes, origin_is_older, worded
from sitegen.translations.memory import memory_file, recall
from sitegen.translations.stamping import accept
from sitegen.translations.todo import todo
from tests.builders import real_site

CONFIG = """\
languages: [el, en, fa]
source_language: el
fallbacks: {fa: [en, el]}
timezone: Europe/Athens
phones: {country_code: "30"}
"""
FACTS = """\
# About the city
source: official
name: {language: el, name: Δήμος}
phones:
  - number: 210 000 0000   # as on the sign
    note:
      el: Το πρωί
      en: In the morning
      fa: صبح
"""
TOPICS = """\
# Topics, most needed first
- id: health      # the first
  title:
    el: Υγεία
    en: 'Health'
    fa: سلامتی

- {id: work, title: {el: Εργασία, en: Work}}
# The end
"""
FILES = {
    "site_config.yaml": CONFIG,
    "templates/page.html": "",
    "assets/site.css": "",
    "content/sources.yaml": "- {id: official, title: T, language: el, read_on: 2026-11-20, confidence: A}\n",
    "content/vocabularies/topics.yaml": TOPICS,
    "content/municipalities/city/facts.yaml": FACTS,
    "content/municipalities/city/text.el.md": "---\ntitle: Γραφείο\nsummary: Εδώ.\n---\nΑρχή\n\n## Πώς {#how}\nΈτσι.\n",
    "content/municipalities/city/text.en.md": (
        "---\r\ntitle: Office # c\r\nsummary: Here.\r\n---\r\nStart\r\n\r\n## How {#how}\r\nSo."
    ),
    "content/municipalities/city/text.fa.md": (
        "\ufeff---\ntitle: دفتر\ntranslated_by: M\ntranslated_from: {language: en}\n---\n\n## چطور {#how}\nاین.\n"
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    (tmp_path / "translations").mkdir()
    return tmp_path


def request(root: Path) -> Request:
    return Request(root / "site_config.yaml", date(2026, 11, 22))


def state(root: Path, reference: str, language: str) -> Translation:
    site = examine(request(root)).site
    assert site is not None
    return next(found for (r, code), found in site.states.items() if str(r) == reference and code == language)


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def change(root: Path, name: str, old: str, new: str) -> None:
    file = root / "content" / name
    data = file.read_bytes()
    assert old.encode() in data
    file.write_bytes(data.replace(old.encode(), new.encode(), 1))


def added(before: str, after: str) -> list[str]:
    """The lines that were added, when nothing else changed."""
    lines, new = iter(before.split("\n")), []
    expected = next(lines, None)
    for line in after.split("\n"):
        if line == expected:
            expected = next(lines, None)
        else:
            new.append(line)
    assert expected is None, f"lost: {expected}"
    return new


def test_only_the_stamps_are_written(root: Path) -> None:
    before = everything(root)
    accepted = accept(request(root))
    assert accepted.problems == ()
    after = everything(root)
    assert {name for name in before if before[name] != after[name]} == set(accepted.files)
    assert all(name.startswith("translations/accepted/") for name in set(after) - set(before))

    facts = added(FACTS, after["content/municipalities/city/facts.yaml"].decode())
    assert [line.split(" {")[0] for line in facts] == ["translated_from:", "  en:", "  fa:"]
    topics = after["content/vocabularies/topics.yaml"].decode()
    assert topics.startswith("# Topics, most needed first\n- id: health      # the first\n")
    assert "    fa: سلامتی\n  translated_from:\n    en: {language: el, fingerprints: {title: " in topics
    assert "- {id: work, title: {el: Εργασία, en: Work}, translated_from: {en: {language: el, " in topics
    assert topics.endswith("}}}}\n# The end\n")


def test_the_front_matter_of_a_text_keeps_its_bytes(root: Path) -> None:
    accept(request(root))
    english = (root / "content/municipalities/city/text.en.md").read_bytes().decode()
    head, _, tail = english.partition("translated_from: ")
    assert head == "---\r\ntitle: Office # c\r\nsummary: Here.\r\n"
    assert tail.partition("\r\n")[2] == "---\r\nStart\r\n\r\n## How {#how}\r\nSo."
    farsi = (root / "content/municipalities/city/text.fa.md").read_bytes().decode()
    assert farsi.startswith("\ufeff---\ntitle: دفتر\ntranslated_by: M\ntranslated_from: {language: en, fingerprints: {")
    assert farsi.endswith("}}\n---\n\n## چطور {#how}\nاین.\n")


def test_a_second_time_changes_nothing(root: Path) -> None:
    accept(request(root))
    before = everything(root)
    assert accept(request(root)).files == ()
    assert everything(root) == before


def test_cells_are_made_from_the_language_they_fall_back_to(root: Path) -> None:
    accept(request(root))
    facts = yaml.safe_load((root / "content/municipalities/city/facts.yaml").read_text(encoding="utf-8"))
    assert {code: made["language"] for code, made in facts["translated_from"].items()} == {"en": "el", "fa": "en"}
    assert list(facts["translated_from"]["fa"]["fingerprints"]) == ["phones.0.note"]


def test_what_changed_is_told_word_by_word_without_any_history(root: Path) -> None:
    accept(request(root))
    change(root, "municipalities/city/text.el.md", "Έτσι.", "Έτσι κι αλλιώς.")
    change(root, "municipalities/city/text.el.md", "summary: Εδώ.\n", "")
    change(root, "municipalities/city/facts.yaml", "Το πρωί", "Το βράδυ")
    assert [(c.unit, c.what, worded(c)) for c in changed(root, "municipalities/city", "en")] == [
        ("#how", "changed", "#how  changed in el\nΠώς\n[-Έτσι.-]{+Έτσι κι αλλιώς.+}\n"),
        ("summary", "gone", "summary  gone in el\n[-Εδώ.-]\n"),
        ("phones.0.note", "changed", "phones.0.note  changed in el\nΤο [-πρωί-]{+βράδυ+}\n"),
    ]
    assert changed(root, "municipalities/city", "fa") == []
    assert older(root, "municipalities/city", "fa") == "en"


def test_a_part_that_is_new_is_shown_whole_and_one_whose_source_was_not_kept_says_so(root: Path) -> None:
    accept(request(root))
    change(root, "municipalities/city/text.el.md", "Έτσι.\n", "Έτσι.\n\n## Πότε {#when}\nΤώρα.\n")
    change(root, "municipalities/city/text.el.md", "Αρχή", "Τέλος")
    for file in (root / "translations/accepted").rglob("*.yaml"):
        file.unlink()
    first, new = changed(root, "municipalities/city", "en")
    assert first.before is None
    assert "(what stood there before was not kept)" in worded(first)
    assert worded(new) == "#when  new in el\n{+Πότε\nΤώρα.+}\n"


def test_the_accepted_texts_are_kept_as_long_as_a_translation_is_stamped_with_them(root: Path) -> None:
    accept(request(root))
    kept = root / "translations/accepted/municipalities/city.yaml"
    assert "Έτσι." in kept.read_text(encoding="utf-8")
    change(root, "municipalities/city/text.el.md", "Έτσι.", "Αλλιώς.")
    accept(request(root), "municipalities/city", "fa")  # made from the English, which is as it was
    assert "Έτσι." in kept.read_text(encoding="utf-8")
    accept(request(root), "municipalities/city", "en")
    assert "Έτσι." not in kept.read_text(encoding="utf-8")
    assert "Αλλιώς." in kept.read_text(encoding="utf-8")
    rows = yaml.safe_load((root / "translations/accepted/topics.yaml").read_text(encoding="utf-8"))
    assert set(rows.values()) == {"Υγεία", "Health", "Εργασία"}


def test_what_to_do_first_is_what_safety_hangs_on_and_then_what_most_leads_to(root: Path) -> None:
    accept(request(root))
    line = "  source: official\n  phones: 100\n  urgency: "
    lines = f"- id: info\n{line}information\n  title: {{el: Πληροφορίες}}\n- id: police\n{line}emergency\n  title: {{el: Αστυνομία}}\n"
    (root / "content/helplines.yaml").write_text(lines, encoding="utf-8")
    change(root, "municipalities/city/text.el.md", "Έτσι.", "Έτσι κι αλλιώς, με [γραμμή](helpline:info).")
    site = examine(request(root)).site
    assert site
    tasks = todo(site, "en", "el")
    assert [(str(t.reference), t.state, t.words, t.parts) for t in tasks] == [
        ("helplines/police", State.MISSING, 1, ("title",)),
        ("helplines/info", State.MISSING, 1, ("title",)),
        ("municipalities/city", State.OUTDATED, 6, ("#how",)),
    ]
    assert [t.waits for t in todo(site, "fa", "en") if str(t.reference) == "municipalities/city"] == [True]


def test_the_commands_print_tasks_and_changes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept(request(root))
    change(root, "municipalities/city/text.el.md", "Έτσι.", "Αλλιώς.")
    where = ["--config", str(root / "site_config.yaml"), "--now", "2026-11-22"]
    assert main(["translations", "todo", "en", *where]) == 0
    assert capsys.readouterr().out.endswith("1 to do, 2 words to read in el\n")
    assert main(["translations", "diff", "municipalities/city", "en", *where]) == 0
    assert "[-Έτσι.-]{+Αλλιώς.+}" in capsys.readouterr().out
    assert main(["translations", "diff", "municipalities/city", "fa", *where]) == 0
    assert "The text in en is itself older" in capsys.readouterr().out
    assert main(["translations", "todo", "de", *where]) == 2
    assert main(["translations", "diff", "municipalities/none", "en", *where]) == 2


def test_of_what_was_never_accepted_it_is_not_said_that_nothing_has_changed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(language: str) -> str:
        where = ["--config", str(root / "site_config.yaml"), "--now", "2026-11-22"]
        assert main(["translations", "diff", "topics/work", language, *where]) == 0
        return capsys.readouterr().out

    assert "made from is not known" in said("en")
    assert "not there in fa yet" in said("fa")
    accept(request(root))
    assert "Nothing has changed" in said("en")


def test_the_source_is_not_translated_and_no_language_from_itself(root: Path) -> None:
    where = ["--config", str(root / "site_config.yaml"), "--now", "2026-11-22"]
    assert main(["translations", "todo", "el", *where]) == 2
    assert main(["translations", "todo", "fa", "--from", "fa", *where]) == 2


def changed(root: Path, reference: str, language: str) -> list[Change]:
    site = examine(request(root)).site
    assert site
    entry = next(e for e in site.entries.values() if str(e.reference) == reference)
    return list(changes(site, entry, language, recall(root, memory_file(site, entry))))


def older(root: Path, reference: str, language: str) -> str:
    site = examine(request(root)).site
    assert site
    return origin_is_older(site, next(e for e in site.entries.values() if str(e.reference) == reference), language)


def test_every_state_is_told(root: Path) -> None:
    assert state(root, "municipalities/city", "fa").state is State.UNSTAMPED
    assert state(root, "topics/work", "fa").state is State.MISSING
    accept(request(root))
    assert state(root, "municipalities/city", "en").state is State.CURRENT
    assert state(root, "municipalities/city", "fa").named(State.MISSING) == ("summary", "#0")
    assert state(root, "topics/health", "fa").state is State.CURRENT


def test_a_changed_section_makes_what_was_made_from_it_outdated(root: Path) -> None:
    accept(request(root))
    change(root, "municipalities/city/text.el.md", "Έτσι.", "Αλλιώς.")
    assert state(root, "municipalities/city", "en").changed == ("#how",)
    assert state(root, "municipalities/city", "fa").changed == ("#how",)
    accept(request(root), "municipalities/city", "en")
    assert state(root, "municipalities/city", "en").state is State.CURRENT


def test_a_changed_cell_of_facts_makes_the_entry_outdated(root: Path) -> None:
    accept(request(root))
    change(root, "municipalities/city/facts.yaml", "Το πρωί", "Το βράδυ")
    assert state(root, "municipalities/city", "en").changed == ("facts:phones.0.note",)
    assert state(root, "municipalities/city", "fa").changed == ("facts:phones.0.note",)
    accept(request(root), "municipalities", "en")
    accept(request(root), "municipalities", "fa")
    assert state(root, "municipalities/city", "fa").faithful


def test_a_new_cell_is_to_be_accepted_and_a_moved_one_is_not(root: Path) -> None:
    accept(request(root))
    change(root, "municipalities/city/facts.yaml", "phones:\n", "phones:\n  - '166'\n")
    assert state(root, "municipalities/city", "fa").faithful
    note = "{number: '166', note: {el: Νέο, en: New, fa: نو}}"
    change(root, "municipalities/city/facts.yaml", "'166'", note)
    assert state(root, "municipalities/city", "fa").changed == ("facts:phones.0.note",)


def test_stamps_that_go_in_a_circle_end(root: Path) -> None:
    stamp = "{language: %s, fingerprints: {title: 0123456789ab}}"
    change(root, "municipalities/city/text.fa.md", "{language: en}", stamp % "en")
    change(root, "municipalities/city/text.en.md", "---\r\nStart", f"translated_from: {stamp % 'fa'}\r\n---\r\nStart")
    assert state(root, "municipalities/city", "fa").state is State.OUTDATED


@pytest.mark.parametrize(
    ("entry", "language", "code"),
    [
        ("municipalities/nowhere", "", "stamp-entry"),
        ("municipalities/city", "el", "stamp-language"),
        ("", "tr", "stamp-language"),
    ],
)
def test_wrong_arguments_write_nothing(root: Path, entry: str, language: str, code: str) -> None:
    before = everything(root)
    assert [problem.code for problem in accept(request(root), entry, language).problems] == [code]
    assert everything(root) == before


def test_content_with_errors_is_not_stamped(root: Path) -> None:
    change(root, "municipalities/city/facts.yaml", "source: official", "source: nothing")
    before = everything(root)
    assert has_errors(accept(request(root)).problems)
    assert everything(root) == before


def test_a_stamp_goes_into_the_uppermost_layer(root: Path) -> None:
    (root / "site_config.yaml").write_text(CONFIG + "content: [content, city]\n", encoding="utf-8")
    upper = root / "city" / "vocabularies" / "topics.yaml"
    upper.parent.mkdir(parents=True)
    upper.write_text("- id: health\n  title: {el: Υγεία τώρα, en: Health now, fa: سلامت}\n", encoding="utf-8")
    assert "city/vocabularies/topics.yaml" in accept(request(root), "topics/health").files
    assert state(root, "topics/health", "fa").state is State.CURRENT


def test_the_command_line_says_what_it_did(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = ["--config", str(root / "site_config.yaml")]
    assert main(["translations", "accept", "municipalities/city", "fa", *config]) == 0
    told = capsys.readouterr().out
    assert told == "content/municipalities/city/facts.yaml\ncontent/municipalities/city/text.fa.md\n2 files stamped\n"
    assert main(["translations", "state", *config]) == 0
    assert "municipalities" in capsys.readouterr().out
    assert main(["translations", "accept", "nothing", *config]) == 1
    assert "there is no entry" in capsys.readouterr().err


def test_what_is_wrong_in_a_translation_once_it_is_accepted_is_said_at_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "municipalities/city/text.en.md", "summary: ", "summary: 24 ")
    config = ["--config", str(root / "site_config.yaml")]
    assert main(["translations", "accept", "municipalities/city", "en", *config]) == 1
    assert "24 does not stand in el" in capsys.readouterr().err


def test_the_content_of_this_repository_can_be_stamped(tmp_path: Path) -> None:
    here = Path(__file__).resolve().parent.parent
    for name in ("content", "templates", "assets", "translations"):
        shutil.copytree(here / name, tmp_path / name)
    shutil.copy(here / "site_config.yaml", tmp_path)
    accepted = accept(real_site(tmp_path))
    assert accepted.problems == ()
    site = examine(real_site(tmp_path)).site
    assert site is not None
    assert {found.state for found in site.states.values()} <= {State.CURRENT, State.MISSING}


# --- the edit itself ---------------------------------------------------------------------------------------

TEXTS = {
    "a: 1\nb: 2\n": "a: 1\nb: 2\nk: {x: y}\n",
    "a: 1": "a: 1\nk: {x: y}",
    "a:\n- 1\n- 2  # two\n\n# end\n": "a:\n- 1\n- 2  # two\nk: {x: y}\n\n# end\n",
    "a: >\n  folded\n  text\n\n# end\n": "a: >\n  folded\n  text\nk: {x: y}\n\n# end\n",
    "a: 'it''s'\r\n# end\r\n": "a: 'it''s'\r\nk: {x: y}\r\n# end\r\n",
    "{a: 1}\n": "{a: 1, k: {x: y}}\n",
    "{a: 1,  # one\n }\n": "{a: 1, k: {x: y},  # one\n }\n",
    "k: old  # kept\na: 1\n": "k: {x: y}  # kept\na: 1\n",
    "k:\n  x: old\n  z: 2\n# end\na: 1\n": "k:\n  {x: y}\n# end\na: 1\n",
    "a: «εισαγωγικά» “q” 😀\nk: {x: old}\n": "a: «εισαγωγικά» “q” 😀\nk: {x: y}\n",
    "a: two\n  lines # c\n": "a: two\n  lines # c\nk: {x: y}\n",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_value_is_put_into_yaml_of_every_shape(text: str) -> None:
    assert with_value(text, ("k",), {"x": "y"}) == TEXTS[text]
    assert with_value(TEXTS[text], ("k",), {"x": "y"}) == TEXTS[text]


def test_it_can_stand_behind_a_field_and_below_another() -> None:
    assert with_value("a: 1\nb: 2\n", ("k",), "v", after=("x", "a")) == "a: 1\nk: v\nb: 2\n"
    assert with_value("k:\n    p: 1\na: 1\n", ("k", "q"), "v") == "k:\n    p: 1\n    q: v\na: 1\n"
    assert with_value("a: 1\n", ("k", "q"), "v") == "a: 1\nk:\n  q: v\n"
    assert with_value("- id: x\n  a: 1\n- id: y\n", ("k",), "v", row="x") == "- id: x\n  a: 1\n  k: v\n- id: y\n"


@pytest.mark.parametrize(("path", "row"), [(("a", "k"), ""), (("k",), "nobody")])
def test_what_cannot_be_edited_is_refused(path: tuple[str, ...], row: str) -> None:
    with pytest.raises(EditError):
        with_value("a: 1\n", path, "v", row=row)


KEYS = st.text(alphabet="abc_.#'-0 ", min_size=1, max_size=6).filter(lambda text: text == text.strip())
VALUES = st.recursive(KEYS, lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=6)


@given(VALUES)
def test_what_is_written_reads_back(value: str | Mapping[str, object]) -> None:
    text = with_value("a: 1\n", ("k",), value)  # type: ignore[arg-type]
    assert yaml.load(text, Loader=yaml.BaseLoader) == {"a": "1", "k": value}
    assert "\n" not in flow(value)  # type: ignore[arg-type]


def test_rows_are_cut_so_that_a_long_file_is_read_once_and_not_once_for_each_of_them() -> None:
    text = "# Head\n- id: a\n  x: |\n    - no row\n# between\n- {id: b}\n- id: c\n  y: [1,\n   2]\n"
    rows = cut_rows(text)
    assert [identifier for identifier, _ in rows] == ["", "a", "b", "c"]
    assert "".join(piece for _, piece in rows) == text


@pytest.mark.parametrize("text", ["a: 1\n", "---\n- id: a\n", "[{id: a}, {id: b}]\n", "- x: 1\n", "  - id: a\n"])
def test_what_is_no_plain_list_of_rows_comes_back_whole(text: str) -> None:
    assert cut_rows(text) == [("", text)]
