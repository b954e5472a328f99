"""Checks of the words: letters, joiners, sentences left in another language or too long, numbers that differ."""

import itertools
from pathlib import Path
from types import ModuleType

import pytest

from sitegen.checks import direction, left_over, letters, link_words, long_sentences, numbers, wrong_language
from sitegen.checks.numbers import numbers as numbers_of
from sitegen.languages.common_words import COMMON_WORDS
from sitegen.languages.months import date_parts
from sitegen.pipeline import Request, examine
from sitegen.problems import Problem
from sitegen.resolve.site import Site
from sitegen.translations.stamping import accept
from tests.builders import TODAY, built, small_site


def site_with(folder: Path, **texts: str) -> Site:
    """A site with a page in some languages: ``el="…"``."""
    tree = "".join(
        f"content/pages/words/text.{code}.md\n    ---\n    title: {'Λόγια' if code == 'el' else 'T'}\n    ---\n    {text}\n"
        for code, text in texts.items()
    )
    if "el" not in texts:
        tree += "content/pages/words/text.el.md\n    ---\n    title: Λόγια\n    ---\n"
    config = small_site(folder, tree)
    if "fa" in texts:
        text = config.read_text(encoding="utf-8").replace("[el, en, ar]", "[el, en, ar, fa]")
        config.write_text(text, encoding="utf-8")
        (folder / "translations/fa.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    site = built(config).site
    assert site
    return site


def found(check: ModuleType, site: Site) -> list[Problem]:
    """What a check of single entries finds in a site."""
    return [problem for entry in site.entries.values() for problem in check.check_entry(entry, site.config)]


def lines(problems: list[Problem]) -> list[str]:
    return [f"{p.file.removeprefix('content/pages/words/')}:{p.line}:{p.column} {p.code}" for p in problems]


@pytest.mark.parametrize(
    ("language", "text", "column"),
    [
        ("fa", "کتاب عربي", 9),
        ("fa", "كتاب", 1),
        ("fa", "مدرسة", 5),
        ("ar", "کتاب", 1),
        ("ar", "على شارع پاتيسيون", 10),
    ],
)
def test_a_letter_of_the_other_language_is_found_where_it_stands(
    tmp_path: Path, language: str, text: str, column: int
) -> None:
    problems = found(letters, site_with(tmp_path, **{language: text}))
    assert lines(problems) == [f"text.{language}.md:4:{column} letter-foreign"]


@pytest.mark.parametrize("text", ["می روم", "نمی شود", "کتاب ها", "بزرگ ترین", "خانه های او"])
def test_a_space_where_a_joiner_belongs_is_found(tmp_path: Path, text: str) -> None:
    assert [p.code for p in found(letters, site_with(tmp_path, fa=text))] == ["joiner-missing"]


@pytest.mark.parametrize(
    "text", ["می‌روم و نمی‌شود", "کتاب‌ها", "بزرگ‌ترین", "قدیمی است", "همی گفت", "می", "«می» و «ها»", "های و هوی"]
)
def test_good_persian_is_left_alone(tmp_path: Path, text: str) -> None:
    assert found(letters, site_with(tmp_path, fa=text)) == []


def test_arabic_and_persian_letters_in_their_own_language_are_no_problem(tmp_path: Path) -> None:
    assert found(letters, site_with(tmp_path, ar="كتاب عربي على المدرسة", fa="کتاب پارسی گچ ژاله")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "You need an appointment first."),
        ("ar", "Χρειάζεστε ραντεβού πριν έρθετε εδώ."),
        ("en", "Χρειάζεστε ραντεβού πριν έρθετε εδώ."),
        ("el", "You need an appointment first."),
        ("el", "تحتاج إلى موعد قبل أن تأتي."),
    ],
)
def test_a_sentence_left_in_another_language_is_found(tmp_path: Path, language: str, text: str) -> None:
    assert lines(found(left_over, site_with(tmp_path, **{language: text}))) == [
        f"text.{language}.md:4:1 language-left-over"
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "اتصل بـ Greek Council for Refugees (ΕΣΠ) قبل أن تذهب إلى هناك اليوم."),
        ("ar", "UNHCR Greece."),
        ("en", "Say: Αγίου Ισιδώρου 4, in the street of the office."),
        ("el", "Η σελίδα https://help.unhcr.org/greece έχει πολλές γλώσσες."),
        ("ar", "210 363 8625, 210 323 8000, 112, 15900"),
    ],
)
def test_names_and_numbers_in_other_letters_may_stay(tmp_path: Path, language: str, text: str) -> None:
    assert found(left_over, site_with(tmp_path, **{language: text})) == []


def test_a_sentence_of_26_words_is_too_long_and_one_of_25_is_not(tmp_path: Path) -> None:
    def count(name: str, words: int) -> int:
        text = "Σύντομη. " + " ".join(["λέξη"] * words) + "."
        return len(found(long_sentences, site_with(tmp_path / name, el=text)))

    assert (count("a", 25), count("b", 26)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("210 363 8625 και 15900", ["210", "363", "8625", "15900"]),
        ("€7,800 · 7.800 €", ["7800"]),
        ("84,40 € · €84.40", ["84.4"]),
        ("09:00–15:00", ["9", "0", "15"]),
        ("Law 4939/2022, 67%", ["4939", "2022", "67"]),
        ("٣ أيام و٢٠ ساعة", ["3", "20"]),
        ("24ωρο, 4th, B1", []),
        ("في2026", ["2026"]),
        ("1.000.000", ["1000000"]),
        ("2022–23, 2022–2023, 3–23", ["2022", "2023", "3", "23"]),
    ],
)
def test_numbers_are_read_as_people_of_the_four_languages_write_them(text: str, found: list[str]) -> None:
    assert list(numbers_of(text)) == found


def checked_after_accepting(folder: Path, **texts: str) -> list[str]:
    """The problems of numbers when all translations are marked as current."""
    config = folder / "site_config.yaml"
    site_with(folder, **texts)
    assert accept(Request(config, TODAY)).problems == ()
    site = examine(Request(config, TODAY)).site
    assert site
    return [f"{line} {p.message}" for p in found(numbers, site) for line in lines([p])]


GREEK = "Τηλ. 210 363 8625, 150 €, 3 Νοεμβρίου 2024, 67 %, ν. 4939/2022, όλο το 24ωρο, για 1 χρόνο."
ENGLISH = "Tel. 210 363 8625, €150, 3 November 2024, 67%, law 4939/2022, day and night, for one year."
ARABIC = "هاتف 210 363 8625، 150 يورو، 3 نوفمبر 2024، 67%، القانون 4939/2022، ليلًا ونهارًا، لمدة سنة."


def test_the_same_numbers_said_in_three_languages_are_no_problem(tmp_path: Path) -> None:
    assert checked_after_accepting(tmp_path, el=GREEK, en=ENGLISH, ar=ARABIC) == []


@pytest.mark.parametrize("place", [n for n, letter in enumerate(ENGLISH) if letter.isdigit()])
def test_any_one_changed_digit_is_found(tmp_path: Path, place: int) -> None:
    other = str((int(ENGLISH[place]) + 4) % 10)
    changed = ENGLISH[:place] + other + ENGLISH[place + 1 :]
    found = checked_after_accepting(tmp_path, el=GREEK, en=changed)
    assert len(found) == 1
    assert "number-differs" in found[0]
    assert "text.en.md:" in found[0]


def test_a_number_that_was_lost_is_named(tmp_path: Path) -> None:
    (found,) = checked_after_accepting(tmp_path, el=GREEK, en=ENGLISH.replace("€150, ", ""))
    assert found.endswith("number-missing 150 stands in el and not here")


def test_a_translation_that_is_older_than_its_source_may_have_other_numbers(tmp_path: Path) -> None:
    checked_after_accepting(tmp_path, el=GREEK, en=ENGLISH)
    source = tmp_path / "content/pages/words/text.el.md"
    source.write_text(source.read_text(encoding="utf-8").replace("150 €", "250 €"), encoding="utf-8")
    result = examine(Request(tmp_path / "site_config.yaml", TODAY))
    assert result.site
    assert found(numbers, result.site) == []
    assert "translation-outdated" in [p.code for p in result.problems]


@pytest.mark.parametrize(
    ("language", "text", "column"),
    [
        ("el", "Πατήστε [εδώ](service:desk).", 10),
        ("el", "[ Πατήστε  ΕΔΩ! ](service:desk)", 2),
        ("en", "See [this page](service:desk).", 6),
        ("ar", "اضغط [هنا](service:desk).", 7),
        ("fa", "[بیشتر بخوانید](service:desk)", 2),
        ("fa", "[here](service:desk)", 2),
    ],
)
def test_words_that_say_nothing_of_a_link_are_found(tmp_path: Path, language: str, text: str, column: int) -> None:
    assert lines(found(link_words, site_with(tmp_path, **{language: text}))) == [
        f"text.{language}.md:4:{column} link-words"
    ]


@pytest.mark.parametrize(
    "text",
    ["Εδώ είναι το [γραφείο](service:desk).", "[εδώ στο γραφείο](service:desk)", "[gov.gr](https://www.gov.gr/)"],
)
def test_words_that_say_something_may_stay(tmp_path: Path, text: str) -> None:
    assert found(link_words, site_with(tmp_path, el=text)) == []


ARABIC_TEXT = "إذا كان لديك سؤال، اتصل بنا اليوم. هذا الخط مجاني وهو متاح في كل يوم."
FARSI_TEXT = "اگر سؤال دارید، امروز از ما بپرسید. این خط رایگان است و هر روز باز است."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", FARSI_TEXT),
        ("fa", ARABIC_TEXT),
        ("en", "Αν έχετε ερώτηση, ρωτήστε μας σήμερα στην πόρτα."),
        ("el", "If you have a question, ask us at the door."),
    ],
)
def test_a_text_in_another_language_is_one_problem(tmp_path: Path, language: str, text: str) -> None:
    site = site_with(tmp_path, **{language: text})
    problems = [*found(wrong_language, site), *found(left_over, site), *found(letters, site)]
    assert lines(problems) == [f"text.{language}.md:4:1 language-wrong"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", ARABIC_TEXT),
        ("fa", FARSI_TEXT),
        ("fa", "بگویید: «إذا كان لديك سؤال» و بعد صبر کنید تا کسی به شما جواب بدهد."),
        ("en", "Ask Médecins Sans Frontières, Médecins du Monde or the Jesuit Refugee Service for a doctor."),
        ("el", "Δείτε το Greek Council for Refugees, το Danish Refugee Council και το UNHCR."),
    ],
)
def test_names_and_quotations_do_not_make_another_language(tmp_path: Path, language: str, text: str) -> None:
    assert found(wrong_language, site_with(tmp_path, **{language: text})) == []


def test_the_commonest_words_tell_languages_apart() -> None:
    for one, other in itertools.combinations(COMMON_WORDS, 2):
        assert COMMON_WORDS[one] & COMMON_WORDS[other] == set(), (one, other)


def test_a_name_may_be_the_same_in_two_languages(tmp_path: Path) -> None:
    assert found(wrong_language, site_with(tmp_path, ar="ميليسا ميليسا", fa="ميليسا ميليسا")) == []


@pytest.mark.parametrize(("language", "text"), [("ar", "الساعة ٩"), ("fa", "۲۱۰ ۳۲۳ ۸۰۰۰"), ("en", "Call ١١٢")])
def test_digits_of_another_keyboard_are_one_problem_a_number(tmp_path: Path, language: str, text: str) -> None:
    assert [p.code for p in found(letters, site_with(tmp_path, **{language: text}))] == ["digit-foreign"]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("στις 3 Νοεμβρίου 2024", "el", [(3, 11), (2024, 11)]),
        ("τον Οκτώβριο του 2024", "el", [(2024, 10)]),
        ("on November 3, 2024", "en", [(3, 11)]),
        ("3 تشرين الثاني، 3 نوفمبر 2024", "ar", [(3, 11), (3, 11), (2024, 11)]),
        ("3 نوامبر 2024", "fa", [(3, 11), (2024, 11)]),
        ("You may go. 24 people", "en", []),
        ("3 Νοεμβρίου", "xx", []),
        ("on 3\nNovember", "en", [(3, 11)]),
        ("15 August\n\n1 May", "en", [(15, 8), (1, 5)]),
    ],
)
def test_months_are_known_by_all_their_names(text: str, language: str, parts: list[tuple[int, int]]) -> None:
    assert [(part.number, part.month) for part in date_parts(text, language)] == parts


@pytest.mark.parametrize("english", ["3 December 2024", "3 November 2024", "November 2024"])
def test_another_month_is_found(tmp_path: Path, english: str) -> None:
    found_ = checked_after_accepting(tmp_path, el="Από 3 Νοεμβρίου 2024.", en=f"From {english}.")
    codes = [line.split()[1] for line in found_]
    assert (
        codes
        == {"3 December 2024": ["month-differs"], "3 November 2024": [], "November 2024": ["number-missing"]}[english]
    )


def test_a_number_that_took_the_place_of_another_is_found_where_it_stands(tmp_path: Path) -> None:
    (line,) = checked_after_accepting(tmp_path, el="Το 2019, το 2022, το 2019.", en="In 2019, in 2022, in 2022.")
    assert line.endswith("number-differs 2022 stands here more often than in el")
    assert ":22 " in line


def test_a_number_that_is_said_once_more_is_no_problem(tmp_path: Path) -> None:
    assert checked_after_accepting(tmp_path, el="Το 2019.", en="In 2019. Yes, in 2019.") == []


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
def test_a_mark_for_the_direction_is_found(tmp_path: Path, mark: str) -> None:
    assert [p.code for p in found(direction, site_with(tmp_path, fa=f"تلفن {mark}112"))] == ["direction-mark"]


def test_a_joiner_is_no_mark_for_the_direction(tmp_path: Path) -> None:
    assert found(direction, site_with(tmp_path, fa="می\u200cروم")) == []


@pytest.mark.parametrize("text", ["Δήμος Aθηναίων", "ΚEΜ", "Αθήνα και Aθήνα"])
def test_greek_and_latin_letters_in_one_word_are_found(tmp_path: Path, text: str) -> None:
    assert [p.code for p in found(letters, site_with(tmp_path, el=text))] == ["letter-mixed"]


@pytest.mark.parametrize("text", ["e-ΕΦΚΑ", "24ωρο", "UNHCR και ΚΕΜ", "Β1", "gov.gr/ΑΜΚΑ"])
def test_words_of_two_scripts_side_by_side_may_stay(tmp_path: Path, text: str) -> None:
    assert found(letters, site_with(tmp_path, el=text)) == []
