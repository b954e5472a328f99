"""Words that people type differently, and that are one word; words that look alike, and are not."""

import pytest

from sitegen.languages.normal import keys, stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        "γιατρός γιατρού ΓΙΑΤΡΟΥΣ γιατρων γιατροσ giatros yiatros iatros ιατρός",
        "επίδομα επιδομα ΕΠΙΔΟΜΑ επιδόματος επιδόματα επιδομάτων epidoma epidomata",
        "άδεια άδειας αδειες ΑΔΕΙΩΝ adeia adia adeies",
        "διαμονή διαμονής diamoni diamonis diamonhs",
        "βοήθεια βοηθείας voitheia boitheia voi8eia boithia",
        "ξενώνας ξενώνες ksenonas xenonas 3enonas ksenwnas",
        "χαρτιά χαρτί xartia hartia chartia xarti",
        "μπάνιο μπάνια mpanio banio",
        "ντους ntous dous",
        "αυτοκίνητο αυτοκινήτου aftokinito autokinito avtokinito aytokinito",
        "ευρώ evro euro efro eyrw",
        "παιδί παιδιά παιδιών paidi paidia pedi",
        "ΚΕΜ Κ.Ε.Μ. KEM kem κεμ",
        "ΑΜΚΑ αμκα Α.Μ.Κ.Α. AMKA amka",
        "house houses housing",
        "class classes",
        "family families family’s",
        "مستشفى المستشفى مستشفي والمستشفى بالمستشفى مُسْتَشْفَى مستشفـــى",
        "مساعدة مساعده مساعدات المساعدات للمساعدة",
        "لاجئ لاجئين لاجئون اللاجئين لاجىء",
        "عربي عربى العربية عربية",
        "أسنان اسنان الأسنان",
        "خانه خانه‌ها خانهها خانه‌هایی خانهٔ خانه‌ی خانۀ",
        "شماره شماره‌ی شمارهٔ شماره‌های",
        "بچه بچه‌ها بچهها",
        "کارت كارت كارتی کارت‌های",
        "می‌خواهم میخواهم نمی‌خواهم",
        "جا جای",
        "112 ۱۱۲ ١١٢ １１２",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({" ".join(stems(form)) for form in forms.split(" ")}) == 1


def test_a_plural_that_is_typed_with_a_space_is_the_plural() -> None:
    assert stems("خانه ها") == stems("خانه‌ها") == stems("خانه")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rent", "red"),
        ("ΑΦΜ", "ΑΜΚΑ"),
        ("γάμος", "γάλα"),
        ("والد", "ولد"),
        ("112", "1112"),
        ("کار", "کارت"),
        ("كتاب", "مكتب"),
    ],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_keys_keep_the_order_and_leave_out_single_letters() -> None:
    assert [stem(key) for key in keys("Κέντρο Ένταξης – Δήμος Αθηναίων, A 15 و")] == [
        "kedr",
        "edax",
        "dim",
        "a8in",
        "15",
    ]


def test_letters_of_other_scripts_stay_as_they_are() -> None:
    assert keys("Русский язык") == ["русскии", "язык"]
