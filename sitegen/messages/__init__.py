"""The sentences of the program in other languages than English: one gettext catalogue each, beside this file."""

from __future__ import annotations

import io
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from sitegen.wording import in_words

FOLDER = Path(__file__).parent


class Words:
    """Says the sentences of the program in one language."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self._catalogue = catalogue

    def __call__(self, value: object) -> str:
        """A sentence (``say``) in this language; any other text as it is."""
        return str(in_words(value, self._catalogue.gettext))

    def counted(self, one: str, many: str, count: int) -> str:
        """A message in the form for a number, which it may name as ``{count}``."""
        return self._catalogue.ngettext(one, many, count).format(count=count)


ENGLISH = Words(NullTranslations())


def languages() -> list[str]:
    """The codes of the languages that the program speaks."""
    return sorted(["en", *(file.stem for file in FOLDER.glob("*.po"))])


def words_of(language: str) -> Words:
    """The words in a language; English ones when the program does not speak it."""
    if language == "en" or language not in languages():
        return ENGLISH
    # Read only when it is asked for: a command in English starts without it.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with (FOLDER / f"{language}.po").open("rb") as source:
        catalog = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Words(GNUTranslations(compiled))
