"""Interface words: looked up with CLDR's plural forms, and every fault of a catalogue is named."""

import pytest

from sitegen.languages.catalogues import Catalogue, read_catalogue
from sitegen.languages.locale import SiteLanguage
from sitegen.model.config import LanguageConfig

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals={}; plural=0;\\n"\n\n'
)
FORMS = ("zero", "one", "two", "few", "many", "other")


def language(code: str) -> SiteLanguage:
    return SiteLanguage(LanguageConfig(code=code))


def po(code: str, text: str) -> bytes:
    return (HEADER.format(6 if code == "ar" else 2) + text).encode()


def catalogue(code: str, text: str) -> Catalogue:
    found, problems = read_catalogue(po(code, text), f"{code}.po", language(code))
    assert problems == []
    return found


def codes(code: str, text: str) -> list[str]:
    return [p.code for p in read_catalogue(po(code, text), f"{code}.po", language(code))[1]]


def plural(*forms: str) -> str:
    strings = "\n".join(f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    return f'msgid "%(num)s place"\nmsgid_plural "%(num)s places"\n{strings}\n'


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"),
     (102, "other"), (103, "few"), (111, "many")],
)  # fmt: skip
def test_arabic_has_six_plural_forms(number: int, form: str) -> None:
    words = catalogue("ar", plural(*FORMS))
    assert words.ngettext("%(num)s place", "%(num)s places", number) == form


@pytest.mark.parametrize(
    ("code", "one", "two"), [("el", "one", "other"), ("fa", "one", "other"), ("en", "one", "other")]
)
def test_other_languages_have_two(code: str, one: str, two: str) -> None:
    words = catalogue(code, plural("one", "other"))
    assert [words.ngettext("%(num)s place", "%(num)s places", n) for n in (1, 2)] == [one, two]


def test_a_message_without_a_translation_is_shown_in_english() -> None:
    words = catalogue("el", "")
    assert words.gettext("Home") == "Home"
    assert [words.ngettext("a", "b", n) for n in (1, 5)] == ["a", "b"]


def test_a_context_parts_two_meanings() -> None:
    words = catalogue("el", 'msgctxt "key"\nmsgid "Home"\nmsgstr "Πλήκτρο"\n\nmsgid "Home"\nmsgstr "Αρχική"\n')
    assert (words.pgettext("key", "Home"), words.gettext("Home")) == ("Πλήκτρο", "Αρχική")


def test_a_fuzzy_message_is_not_used() -> None:
    text = '#, fuzzy\nmsgid "Home"\nmsgstr "Σπίτι"\n'
    assert codes("el", text) == ["catalogue-fuzzy"]


def test_missing_plural_forms_are_named() -> None:
    _, problems = read_catalogue(po("ar", plural("a", "b")), "ar.po", language("ar"))
    assert [p.message for p in problems] == ["“%(num)s place” lacks the plural forms two, few, many, other"]


@pytest.mark.parametrize(
    "translation", ["Καλέστε", "Καλέστε %(nmae)s", "Καλέστε %s", "Καλέστε %(name)s 100%", "%(name)", "%(name)r"]
)
def test_a_placeholder_that_is_wrong_or_gone_is_an_error(translation: str) -> None:
    assert codes("el", f'msgid "Call %(name)s"\nmsgstr "{translation}"\n') == ["catalogue-placeholder"]


def test_a_percent_sign_is_written_twice() -> None:
    assert codes("el", 'msgid "Free"\nmsgstr "100%% δωρεάν"\n') == []
    assert codes("el", 'msgid "Free"\nmsgstr "100% δωρεάν"\n') == ["catalogue-placeholder"]


@pytest.mark.parametrize("data", [b"msgid", b'msgid "a', b"\xff\xfe", b'msgid "a"\nmsgid "b"\n', b"garbage"])
def test_what_is_no_catalogue_is_an_error_and_no_crash(data: bytes) -> None:
    _, problems = read_catalogue(data, "el.po", language("el"))
    assert [p.code for p in problems] == ["catalogue-syntax"]
