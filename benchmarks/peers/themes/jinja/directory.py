"""What the themes of Pelican and MkDocs share: the data beside the texts, and what templates are given of them."""

from datetime import date
from pathlib import Path

import yaml
from babel.dates import format_date
from babel.numbers import format_decimal

HERE = Path(__file__).resolve().parent
ADDRESS = "https://example.org"


def _loaded(file):
    return yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)


META = _loaded(HERE / "meta.yaml")
LANGUAGES = META["languages"]
FACTS = {file.stem: _loaded(file) for file in sorted((HERE / "facts").iterdir())}


def _of_each(words):
    """Words by language."""
    return {code: {key: four[index] for key, four in words.items()} for index, code in enumerate(LANGUAGES)}


LABELS, CATEGORIES = _of_each(META["labels"]), _of_each(META["categories"])


def day(text, language):
    return format_date(date.fromisoformat(text), "long", locale=language)


def number(value, language):
    return format_decimal(value, locale=language)


FILTERS = {"day": day, "number": number}


def names(language):
    """What a page in a language can say."""
    return {
        "language": language,
        "direction": LANGUAGES[language]["direction"],
        "said": LABELS[language],
        "categories": CATEGORIES[language],
        "languages": LANGUAGES,
        "address": ADDRESS,
    }
