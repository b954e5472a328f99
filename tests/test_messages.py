"""The sentences of the program in the languages that it speaks: complete, in step, and said wherever they are due."""

import ast
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from sitegen import cli
from sitegen.messages import ENGLISH, FOLDER, languages, words_of
from sitegen.wording import Said, say, verbatim
from tests.builders import CONFIG, SITES, built, small_site, with_real_look
from tools import messages, po

ROOT = Path(__file__).resolve().parent.parent
FINE, CONTENT, USAGE = 0, 1, 2
SPOKEN = [language for language in languages() if language != "en"]
BROKEN = """\
content/services/desk/facts.yaml
    titel: x
    hours: {week: [{days: mon-fri, opens: 15:00, closes: 09:00}]}
    childcare: perhaps
content/services/desk/text.el.md
    ---
    title: Ένα: δύο
    ---
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    config = small_site(tmp_path / "site", BROKEN)
    config.write_text(CONFIG.replace("[el, en, ar]", "[el]"), encoding="utf-8")
    return config


def told(site: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["check", "--config", str(site), *arguments]) == CONTENT
    return capsys.readouterr().err


def catalogue(language: str) -> Catalog:
    return read_po(io.BytesIO((FOLDER / f"{language}.po").read_bytes()))


@cache
def known_messages() -> set[object]:
    return {key for key, _ in po.keys(messages.sentences())}


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


# --- what is printed ---------------------------------------------------------------------------------------


def test_problems_are_said_in_greek_with_place_and_code_as_ever(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(site, capsys, "--lang", "el").splitlines()
    assert lines[3].startswith("    τα πεδία είναι translated_from, keywords, source, ")
    assert lines[:3] + lines[4:] == [
        "content/services/desk/facts.yaml:1:1: λάθος: το πεδίο `titel` δεν υπάρχει εδώ [field-unknown]",
        "    | titel: x",
        "    | ^",
        "content/services/desk/facts.yaml:2:16: λάθος: `week`: οι ώρες τελειώνουν πριν αρχίσουν: 15:00–09:00. "
        "Περνούν τα μεσάνυχτα; γράψτε overnight: yes [field-value]",
        "    | hours: {week: [{days: mon-fri, opens: 15:00, closes: 09:00}]}",
        "    |                ^",
        "content/services/desk/facts.yaml:3:12: λάθος: `childcare`: αντί για «perhaps» γράψτε yes, no ή unknown "
        "[field-value]",
        "    | childcare: perhaps",
        "    |            ^",
        "content/services/desk/text.el.md:2:11: λάθος: το αρχείο δεν διαβάζεται ως YAML: "
        "υπάρχει άνω και κάτω τελεία (:) εκεί όπου δεν μπορεί να αρχίζει πεδίο [yaml-syntax]",
        "    | title: Ένα: δύο",
        "    |           ^",
        '    ένα κείμενο με άνω και κάτω τελεία και κενό θέλει εισαγωγικά: title: "Εξέταση: προφορικά"',
        "4 λάθη, 0 προειδοποιήσεις",
    ]


def test_for_programs_only_the_sentences_change(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english, greek = (json.loads(told(site, capsys, "--format", "json", "--lang", code)) for code in ("en", "el"))
    assert greek[0]["message"] == "το πεδίο `titel` δεν υπάρχει εδώ"
    assert {problem["severity"] for problem in greek} == {"error"}
    for problem in (*english, *greek):
        problem["message"] = problem["hint"] = ""
    assert english == greek


def test_annotations_are_said_in_greek(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        "::error file=content/services/desk/facts.yaml,line=3,col=12,title=field-value::"
        "`childcare`: αντί για «perhaps» γράψτε yes, no ή unknown\n"
    ) in told(site, capsys, "--format", "github", "--lang", "el")


def test_without_a_language_it_is_english(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = told(site, capsys)
    assert english == told(site, capsys, "--lang", "en")
    assert "facts.yaml:1:1: error: `titel` is not a field here [field-unknown]" in english
    assert english.endswith("4 errors, 0 warnings\n")


def test_a_language_that_it_does_not_speak_is_refused_with_those_that_it_does(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["check", "--config", str(site), "--lang", "xx"])
    assert stopped.value.code == USAGE
    said = capsys.readouterr().err
    assert all(f"'{code}'" in said or f" {code}" in said for code in ("xx", "el", "en"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["translations", "diff", "services/none", "el"], "build.py: δεν υπάρχει εγγραφή services/none"),
        (["translations", "todo", "xx"], "build.py: η γλώσσα xx δεν υπάρχει σε αυτόν τον ιστότοπο. Υπάρχουν: el"),
        (["new", "thing", "x"], "build.py: δεν υπάρχει είδος «thing»"),
        (["new", "service", "desk"], "build.py: content/services/desk: υπάρχει ήδη"),
        (["rename", "services/a", "services/b"], "services/a:1:1: λάθος: δεν υπάρχει εγγραφή «services/a» [rename]"),
        (["confirm", "services/a", "phones", "--how", "phone"], "δεν υπάρχει εγγραφή «services/a» [confirm-entry]"),
        (["build", "--out", "/"], "build.py: στον φάκελο / δεν μπορεί να δημοσιευτεί ο ιστότοπος"),
    ],
)
def test_commands_answer_in_greek(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    config = small_site(tmp_path / "site", "content/services/desk/facts.yaml\n    childcare: no\n")
    config.write_text(CONFIG.replace("[el, en, ar]", "[el]"), encoding="utf-8")
    assert cli.main([*arguments, "--config", str(config), "--lang", "el"]) in (CONTENT, USAGE)
    assert said in capsys.readouterr().err


def test_a_new_entry_is_explained_in_greek(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    assert cli.main(["new", "service", "here", "--config", str(config), "--lang", "el"]) == FINE
    facts = (config.parent / "content/services/here/facts.yaml").read_text(encoding="utf-8")
    assert "# Η οργάνωση που το παρέχει.\norganisation:\n" in facts


def test_the_language_of_the_sheet_is_that_of_what_is_said_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, config = tmp_path / "sheet.html", with_real_look(small_site(tmp_path / "site"))
    for language, said in (("el", "ανοίξτε το στον browser"), ("ar", "open it in a browser")):
        arguments = ["--config", str(config), "--lang", language, "--out", str(sheet)]
        assert cli.main(["callsheet", "organisations/city", *arguments]) == FINE
        assert f'<html lang="{language}"' in sheet.read_text(encoding="utf-8")
        assert said in capsys.readouterr().out


def test_colours_are_for_terminals_whose_user_wants_them(site: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "check", "--config", str(site)]
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    for more, colours in (({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)):
        ours, theirs = pty.openpty()
        subprocess.run(command, stderr=theirs, stdout=theirs, env=environment | more, check=False, timeout=120)
        os.close(theirs)
        assert (b"\033[31merror" in os.read(ours, 65536)) is colours
        os.close(ours)


# --- the catalogues ----------------------------------------------------------------------------------------


class Anything:
    """A value that can be written in any form."""

    def __format__(self, form: str) -> str:
        return "…"


@pytest.mark.parametrize("language", SPOKEN)
def test_every_message_has_the_values_of_the_original_and_can_be_said(language: str) -> None:
    for message in catalogue(language):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        for text in strings(message) if message.id else ():
            assert text.strip(), message.id
            assert messages.names(text) == messages.names(ids[0]), message.id
            assert text.format_map({name: Anything() for name in messages.names(text)})


@pytest.mark.parametrize("language", SPOKEN)
def test_the_catalogue_is_in_step_with_the_code(language: str) -> None:
    assert messages.check() == []
    assert po.keys(catalogue(language)) == po.keys(messages.sentences())


def test_every_sentence_is_a_literal_and_gets_the_values_that_it_names() -> None:
    known = known_messages()
    for file in (ROOT / "sitegen").rglob("*.py"):
        if file.name == "wording.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                text = node.args[0]
                assert isinstance(text, ast.Constant), f"{file}:{node.lineno}"
                assert text.value in known, f"{file}:{node.lineno}: {text.value}"
                given = {keyword.arg for keyword in node.keywords}
                assert messages.names(text.value) == given, f"{file}:{node.lineno}: {text.value}"


def test_nothing_is_printed_in_english_alone() -> None:
    for file in (ROOT / "sitegen" / "cli.py", *(ROOT / "sitegen" / "commands").glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calls = [
            node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
        ]
        inner = [node for call in calls for node in ast.walk(call) if isinstance(node, ast.Call) and node is not call]
        assert [ast.unparse(node) for node in inner if getattr(node.func, "id", "") == "say"] == []


@pytest.mark.parametrize("words", ["", "a {name} b", "{{name}}"])
def test_the_description_of_a_field_is_said_braces_and_all(words: str) -> None:
    assert verbatim(words) == words
    assert ENGLISH(verbatim(words)) == words


def test_a_number_chooses_the_form() -> None:
    words = words_of("el")
    assert [words.counted("{count} error", "{count} errors", n) for n in (0, 1, 2)] == ["0 λάθη", "1 λάθος", "2 λάθη"]
    assert ENGLISH.counted("{count} error", "{count} errors", 1) == "1 error"


def test_a_value_that_is_a_sentence_is_said_in_the_same_language() -> None:
    assert words_of("el")(say("`{field}`: {fault}", field="x", fault=say("must be a list"))) == (
        "`x`: πρέπει να είναι λίστα"
    )


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('msgid "a {x}"\nmsgstr ""', "catalogue-untranslated"),
        ('#, fuzzy\nmsgid "a {x}"\nmsgstr "α {x}"', "catalogue-untranslated"),
        ('msgid "a {x}"\nmsgstr "α {y}"', "catalogue-placeholder"),
        ('msgid "a {x}"\nmsgstr "α {x"', "catalogue-placeholder"),
        ('msgid "a {x}"\nmsgstr "α {x} "', "catalogue-spaces"),
    ],
)
def test_a_message_that_cannot_be_said_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, code: str
) -> None:
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    file = tmp_path / "el.po"
    file.write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{entry}\n', encoding="utf-8")
    assert [problem.code for problem in messages.unsaid(file)] == [code]


# --- everything that can be wrong with content can be said ------------------------------------------------------


#: What a template engine says is said in its own words: whoever writes templates reads English.
OF_LIBRARIES = {"template-syntax", "template-value"}


@pytest.mark.parametrize("site", sorted(SITES.glob("invalid-*")), ids=lambda site: site.name.removeprefix("invalid-"))
def test_nothing_that_is_wrong_is_left_in_english(site: Path) -> None:
    known = known_messages()
    for problem in built(site / "site_config.yaml").problems:
        for text in (problem.message, problem.hint):
            if " " in text.strip() and problem.code not in OF_LIBRARIES:
                assert isinstance(text, Said), f"{problem.code}: {text}"
        for said in (*sentences_in(problem.message), *sentences_in(problem.hint)):
            assert said.message in known, f"{problem.code}: {said.message}"


def sentences_in(value: object) -> Iterator[Said]:
    """A sentence and those that are its values."""
    if isinstance(value, Said):
        yield value
        for inner in value.values.values():
            yield from sentences_in(inner)
