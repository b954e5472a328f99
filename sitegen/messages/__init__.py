"""The sentences of the program in other languages than English: one gettext catalogue each, beside this file."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from sitegen.wording import in_words

FOLDER = Path(__file__).parent


class Words:
    """Says the sentences of the program in one language; its catalogue is read when the first is said."""

    def __init__(self, read: Callable[[], NullTranslations]) -> None:
        self._read = read

    @cached_property
    def _catalogue(self) -> NullTranslations:
        return self._read()

    def __call__(self, value: object) -> str:
        """A sentence (``say``) in this language; any other text as it is."""
        return str(in_words(value, self._catalogue.gettext))

    def counted(self, one: str, many: str, count: int) -> str:
        """A message in the form for a number, which it may name as ``{count}``."""
        return self._catalogue.ngettext(one, many, count).format(count=count)


ENGLISH = Words(NullTranslations)


def languages() -> list[str]:
    """The codes of the languages that the program speaks."""
    return sorted(["en", *(file.stem for file in FOLDER.glob("*.po"))])


def compile_catalogue(language: str, source: bytes) -> bytes:
    """The catalogue of a language (``.po``) in the form that programs read (``.mo``)."""
    # Imported only when it is asked for: a command in English, or with a kept catalogue, starts without it.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    made = io.BytesIO()
    write_mo(made, read_po(io.BytesIO(source), locale=language))
    return made.getvalue()


def words_of(language: str, compiled: Callable[[str, bytes], bytes] = compile_catalogue) -> Words:
    """The words in a language; English ones when the program does not speak it.

    ``compiled`` does what `compile_catalogue` does, and may have done it before.
    """
    if language == "en" or language not in languages():
        return ENGLISH
    source = (FOLDER / f"{language}.po").read_bytes()
    return Words(lambda: GNUTranslations(io.BytesIO(compiled(language, source))))
