"""Words stand in lists where a reader of the language looks for them."""

from sitegen.languages.alphabet import first_letter, sort_key


def ordered(words: list[str], language: str) -> list[str]:
    return sorted(words, key=lambda word: sort_key(word, language))


def test_persian_letters_stand_in_persian_order() -> None:
    assert ordered(["یک", "وکیل", "هزینه", "گذرنامه", "پلیس", "بیمه", "کار", "لباس", "تلفن"], "fa") == [
        "بیمه", "پلیس", "تلفن", "کار", "گذرنامه", "لباس", "وکیل", "هزینه", "یک",
    ]  # fmt: skip


def test_an_arabic_noun_stands_under_its_letter_not_under_its_article() -> None:
    assert ordered(["المدرسة", "بيت", "الطبيب"], "ar") == ["بيت", "الطبيب", "المدرسة"]
    assert first_letter("المدرسة", "ar") == "م"


def test_accents_and_case_do_not_matter() -> None:
    assert ordered(["Ώρες", "άσυλο", "Βοήθεια"], "el") == ["άσυλο", "Βοήθεια", "Ώρες"]
    assert first_letter("άσυλο", "el") == "Α"
