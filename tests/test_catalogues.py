"""tools/catalogues.py: what is extracted, what is kept, what is refused; and the words of this site."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from sitegen.languages.locale import SiteLanguage
from sitegen.markup.bidi import runs
from sitegen.model.config import LanguageConfig
from tools import catalogues

ROOT = Path(__file__).resolve().parent.parent
CONFIG = """\
languages: [en, ar, {language}]
source_language: en
timezone: Europe/Athens
phones: {{country_code: "30"}}
"""
PAGE = """\
{# translators: a greeting #}
<p>{{ _("Hello") }}</p>
{{ pgettext("of a door", "open") }} {{ words_in(other, "Over there") }}
{% trans name=title %}Read {{ name }}{% endtrans %}
{% trans num=count %}{{ num }} page{% pluralize num %}{{ num }} pages{% endtrans %}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    configure(tmp_path, "el")
    return tmp_path


def configure(root: Path, language: str) -> None:
    (root / "site_config.yaml").write_text(CONFIG.format(language=language), encoding="utf-8")


def run(root: Path, command: str) -> int:
    return catalogues.main([command, str(root / "site_config.yaml")])


def catalogue(root: Path, code: str) -> Catalog:
    return read_po(io.BytesIO((root / "translations" / f"{code}.po").read_bytes()))


def replace(root: Path, code: str, old: str, new: str) -> None:
    file = root / "translations" / f"{code}.po"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def fill(root: Path, code: str) -> None:
    """Fills a catalogue with its own ids, in every plural form."""
    text = (root / "translations" / f"{code}.po").read_text(encoding="utf-8")
    text = re.sub(r'(msgid "(.+)"\nmsgstr) ""', r'\1 "\2"', text)
    text = re.sub(r'(msgstr\[\d\]) ""', r'\1 "%(num)s"', text)
    (root / "translations" / f"{code}.po").write_text(text, encoding="utf-8")


def test_what_templates_and_code_say_is_extracted(root: Path) -> None:
    assert run(root, "update") == 0
    pot = read_po(io.BytesIO((root / "translations" / "messages.pot").read_bytes()))
    greeting = pot["Hello"]
    assert greeting.auto_comments == ["a greeting"]
    assert [place[0] for place in greeting.locations] == ["templates/page.html"]
    assert ("open", "of a door") in catalogues.keys(pot)
    for message in (
        "Over there",
        "Read %(name)s",
        "Helplines",
        "Sources",
        "Home",
        "Find a word: everything from A to Z",
        ", ",
    ):
        assert message in pot
    assert pot["%(num)s page"].id == ("%(num)s page", "%(num)s pages")


def test_a_new_language_gets_a_catalogue_with_its_plural_forms(root: Path) -> None:
    run(root, "update")
    configure(root, "uk")
    assert run(root, "update") == 0
    assert catalogue(root, "uk").num_plurals == 4
    assert catalogue(root, "ar").num_plurals == 6
    assert not any(catalogue(root, "ar")["%(num)s page"].string)


def test_english_says_itself_and_no_other_language_does(root: Path) -> None:
    run(root, "update")
    assert catalogue(root, "en")["Hello"].string == "Hello"
    assert catalogue(root, "en")["%(num)s page"].string == ("%(num)s page", "%(num)s pages")
    assert catalogue(root, "el")["Hello"].string == ""


def test_the_same_messages_give_the_same_bytes_without_dates(root: Path) -> None:
    run(root, "update")
    folder = root / "translations"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    run(root, "update")
    assert before == {file.name: file.read_bytes() for file in folder.iterdir()}
    assert not any(re.search(rb"Date|:\d+$", data, re.MULTILINE) for data in before.values())


def test_words_are_kept_and_a_changed_message_is_fuzzy(root: Path) -> None:
    run(root, "update")
    replace(root, "el", 'msgid "Hello"\nmsgstr ""', '# from Maria\nmsgid "Hello"\nmsgstr "Γεια"')
    replace(root, "el", 'msgid "Read %(name)s"\nmsgstr ""', 'msgid "Read %(name)s"\nmsgstr "Διαβάστε %(name)s"')
    page = root / "templates" / "page.html"
    page.write_text(PAGE.replace("Read {{", "Read on {{"), encoding="utf-8")
    run(root, "update")
    assert catalogue(root, "el")["Hello"].string == "Γεια"
    assert catalogue(root, "el")["Hello"].user_comments == ["from Maria"]
    changed = catalogue(root, "el")["Read on %(name)s"]
    assert changed.fuzzy
    assert changed.string == "Διαβάστε %(name)s"
    assert not any(message.fuzzy for message in catalogue(root, "en"))
    page.write_text("nothing to say", encoding="utf-8")
    run(root, "update")
    assert "Hello" not in (root / "translations" / "el.po").read_text(encoding="utf-8")


def test_a_complete_catalogue_is_accepted(root: Path) -> None:
    run(root, "update")
    assert run(root, "check") == 1
    fill(root, "el")
    fill(root, "ar")
    assert run(root, "check") == 0
    run(root, "update")
    assert run(root, "check") == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('msgstr "Hello"', 'msgstr ""', "catalogue-untranslated"),
        ('msgid "Hello"', '#, fuzzy\nmsgid "Hello"', "catalogue-fuzzy"),
        ('msgstr "Read %(name)s"', 'msgstr "Read %(title)s"', "catalogue-placeholder"),
        ('msgstr[4] "%(num)s"', 'msgstr[4] ""', "catalogue-plurals"),
        ('msgstr ", "', 'msgstr ","', "catalogue-spaces"),
        ('msgid "Hello"', 'msgid "Hallo"', "catalogue-stale"),
    ],
)
def test_an_incomplete_or_wrong_catalogue_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, code: str
) -> None:
    run(root, "update")
    for language in ("el", "ar"):
        fill(root, language)
    replace(root, "ar", old, new)
    assert run(root, "check") == 1
    told = capsys.readouterr().err
    assert f"[{code}]" in told
    assert "translations/ar.po" in told


def test_a_template_that_changed_is_noticed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "update")
    (root / "templates" / "more.html").write_text('{{ _("More") }}', encoding="utf-8")
    assert run(root, "check") == 1
    assert "messages.pot:1:1: error: is not in step" in capsys.readouterr().err


def test_a_template_that_cannot_be_read_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "templates" / "page.html").write_text("{% if %}", encoding="utf-8")
    assert run(root, "update") == 2
    assert "templates/page.html:1" in capsys.readouterr().err


def test_a_wrong_command_shows_how_it_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogues.main(["publish"]) == 2
    assert "update" in capsys.readouterr().err


# --- the words of this site --------------------------------------------------------------------------------

WRONG = {
    "ar": "\u06cc\u06a9\u067e\u0686\u06af\u0640",  # Persian ye, ke, pe, che, gaf; tatweel
    "fa": "\u064a\u0643\u0629\u0649",  # Arabic ya, kaf, ta marbuta, alef maksura
}


def test_the_words_of_this_site_are_complete_and_in_step() -> None:
    assert catalogues.main(["check"]) == 0


@pytest.mark.parametrize("code", ["el", "ar", "fa"])
def test_they_are_written_in_the_letters_and_digits_of_the_language(code: str) -> None:
    for message in catalogue(ROOT, code):
        strings = [message.string] if isinstance(message.string, str) else message.string or []
        for text in strings if message.id else ():
            assert not set(text) & set(WRONG.get(code, "")), text
            assert not re.search(r"[\u0660-\u0669\u06f0-\u06f9]", text), text
            assert not re.search(r"\u200c(?=[\s.,:؛،؟]|$)|\s\u200c|\u200c\u200c", text), text
            assert text == text.strip() or message.id == ", ", text
            assert not re.search(r"  |\s[.,:;،؛؟]", text), text


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_they_hold_nothing_that_would_show_in_the_wrong_order(code: str) -> None:
    own, source = SiteLanguage(LanguageConfig(code=code)), SiteLanguage(LanguageConfig(code="el"))
    for message in catalogue(ROOT, code):
        strings = [message.string] if isinstance(message.string, str) else message.string or []
        for text in strings if message.id else ():
            words = re.sub(r"%\(\w+\)s", "", text)
            found = [run.text for run in runs(words, own, source) if run.direction]
            assert [run for run in found if not re.fullmatch(r"[A-Za-z. ]+", run)] == [], text
