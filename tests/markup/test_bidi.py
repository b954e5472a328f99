"""Runs that read the other way are isolated, whole, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.languages.locale import SiteLanguage
from sitegen.markup.bidi import isolated, isolated_text, isolator, runs
from sitegen.model.config import LanguageConfig

EL, EN, AR, FA = (SiteLanguage(LanguageConfig(code=code)) for code in ("el", "en", "ar", "fa"))


def isolates(text: str, own: SiteLanguage, source: SiteLanguage = EL) -> list[str]:
    return [run.text for run in runs(text, own, source) if run.direction]


@pytest.mark.parametrize("own", [AR, FA], ids=["ar", "fa"])
@pytest.mark.parametrize(
    "run",
    [
        "+30 210 323 8000",
        "210 323 8000",
        "210-3238000",
        "+306942773030",
        "09:00",
        "09:00-15:00",
        "09:00–15:00",
        "2026-09-14",
        "16-64",
        "3,5-4",
        "150 €",
        "50%",
        "4521/2014",
        "desk@city.example",
        "https://city.example/a?b=c",
        "WhatsApp",
        "C++",
        "B1+",
        "LGBTQI+",
        "(210) 323 8000",
        "(+30) 210 323 8000",
        "+18",
        "18+",
        "*100#",
        "@unhcr",
        "#refugees",
        "€150",
        "€7,800",
        "Κέντρο Ένταξης",
        "ΕΚΑΒ",
    ],
)
def test_a_run_in_a_right_to_left_text_is_isolated_whole(own: SiteLanguage, run: str) -> None:
    assert isolates(f"اتصل {run} اليوم", own) == [run]


@pytest.mark.parametrize("text", ["في 112 شخصا", "عمره 18 سنة", "رقم 5."])
def test_a_lone_number_needs_no_isolation(text: str) -> None:
    assert isolates(text, AR) == []


def test_the_full_stop_after_a_run_belongs_to_the_sentence() -> None:
    assert isolates("اكتب إلى desk@city.example.", AR) == ["desk@city.example"]
    assert isolates("انظر https://city.example/a.", AR) == ["https://city.example/a"]
    assert isolates("اسمه ΕΚΑΒ.", AR) == ["ΕΚΑΒ"]


def test_words_of_one_name_are_one_run() -> None:
    assert isolates("في Κέντρο Ένταξης Μεταναστών 1 الآن", AR) == ["Κέντρο Ένταξης Μεταναστών 1"]


def test_greek_carries_its_language_and_a_number_only_its_direction() -> None:
    html = isolated("ΕΚΑΒ 210 323 8000 الآن", AR, EL)
    assert html == '<bdi lang="el" dir="ltr">ΕΚΑΒ 210 323 8000</bdi> الآن'
    assert isolated("من 09:00 الآن", AR, EL) == 'من <bdi dir="ltr">09:00</bdi> الآن'


def test_greek_in_english_carries_its_language_and_numbers_are_left_alone() -> None:
    assert isolates("Ask at the ΚΕΠ, call 210 323 8000.", EN) == ["ΚΕΠ"]


def test_a_text_in_the_source_language_is_left_alone() -> None:
    assert isolates("Καλέστε το 210 323 8000, ΕΚΑΒ.", EL) == []


def test_nothing_is_lost_or_changed() -> None:
    text = "اتصل +30 210 323 8000 أو desk@city.example (ΕΚΑΒ) من 09:00-15:00، 150 €."
    assert "".join(run.text for run in runs(text, AR, EL)) == text


def test_what_looks_like_html_is_escaped_inside_and_outside_of_runs() -> None:
    assert isolated("<b> A&B", AR, EL) == '&lt;<bdi dir="ltr">b</bdi>&gt; <bdi dir="ltr">A&amp;B</bdi>'


@pytest.mark.parametrize("name", ["e-ΕΦΚΑ", "Νεάπολη–Συκιές", "Νέα Φιλαδέλφεια–Νέα Χαλκηδόνα", "Αλκαμένους 11"])
def test_a_name_joined_by_a_hyphen_or_a_dash_is_one_run(name: str) -> None:
    assert isolates(f"إلى {name} الآن", AR) == [name]


def test_a_dash_after_a_name_is_not_part_of_it() -> None:
    assert isolates("مركز ΚΕΜ – الآن", AR) == ["ΚΕΜ"]


def test_a_title_has_signs_in_the_place_of_elements() -> None:
    assert isolated_text("هاتف 210 323 8000 الآن", AR, EL) == "هاتف \u2066210 323 8000\u2069 الآن"


@pytest.mark.parametrize("text", ["مركز Faros للشباب", "مركز Κέντρο Ένταξης", "عمره 18 سنة"])
def test_words_in_a_title_need_no_signs(text: str) -> None:
    assert isolated_text(text, AR, EL) == text


def test_a_title_from_left_to_right_is_left_alone() -> None:
    assert isolated_text("Call 210 323 8000", EN, EL) == "Call 210 323 8000"


PIECES = [
    "كلمة", "می‌روم", "מילה", "λέξη", "Κέντρο", "word", "e-ΕΦΚΑ", "слово", " ", " ", " ", "\u00a0", "\n", "112", "210 323",
    "+30", "(", "(210)", ")", "5", "٣", "۴2", "-", "–", ":", "/", "://", "https://a.b/Ελλ", ".", ",", "،", "؛", "€", "$",
    "%", "#", "*", "@", "a@b.gr", "α@β.γρ", "@unhcr", "#Ελλ", "18+", "2026-09-14", "09:00", "_", "\u0301", "ّ", "\u200c",
    "·", "'", "’", "&", "<b>", "«", "»", "🙂", "\U0001d200", "\u2126", "ª", "ߊ", "1(", "C++", "A1–A2",
]  # fmt: skip
LANGUAGES = [SiteLanguage(LanguageConfig(code=code)) for code in ("el", "en", "ar", "fa", "he", "ru")]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
    st.sampled_from(LANGUAGES),
    st.sampled_from(LANGUAGES),
)
def test_what_is_leapt_over_has_no_run(text: str, own: SiteLanguage, source: SiteLanguage) -> None:
    everywhere = isolator(own, source).pattern.finditer(text)
    expected = [match[0] for match in everywhere if own.direction == "rtl" or match.lastgroup == "foreign"]
    assert isolates(text, own, source) == expected
