"""Interface words: gettext catalogues read straight from ``.po`` files, and what is wrong in them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from gettext import NullTranslations
from typing import TYPE_CHECKING

from sitegen.kept import digest
from sitegen.languages.locale import SiteLanguage
from sitegen.problems import Mark, Problem, error, warning
from sitegen.wording import say

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")


class Catalogue(NullTranslations):
    """The messages of one language, looked up by their English form, with CLDR's plural rule."""

    def __init__(self, language: SiteLanguage, messages: dict[tuple[str, str | None], str | tuple[str, ...]]) -> None:
        super().__init__()
        self._messages = messages
        self._rule = language.cldr.plural_form
        self._tags = plural_tags(language)

    @cached_property
    def digest(self) -> str:
        """A digest of all messages."""
        return digest(map(repr, self._messages.items()))

    def gettext(self, message: str) -> str:
        """The message in this language; itself when there is none."""
        found = self._messages.get((message, None), message)
        return found if isinstance(found, str) else found[0]

    def pgettext(self, context: str, message: str) -> str:
        """The message in a context, for words that mean two things."""
        found = self._messages.get((message, context), message)
        return found if isinstance(found, str) else found[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The message in the plural form of ``n``."""
        found = self._messages.get((msgid1, None))
        if not isinstance(found, tuple):
            return msgid1 if n == 1 else msgid2
        return found[min(self._tags.index(self._rule(n)), len(found) - 1)]


def plural_tags(language: SiteLanguage) -> list[str]:
    """CLDR's plural forms of a language in the order of a catalogue: zero, one, two, few, many, other."""
    used = {*language.cldr.plural_form.tags, "other"}
    return [tag for tag in ("zero", "one", "two", "few", "many", "other") if tag in used]


def read_catalogue(data: bytes | None, file: str, language: SiteLanguage) -> tuple[Catalogue, list[Problem]]:
    """The catalogue in ``data``; empty, so that English shows, when there is none."""
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415  # a catalogue that is kept is not read

    if data is None:
        at = Mark(file)
        message = say("there is no catalogue for {language}", language=language.code)
        return Catalogue(language, {}), [warning(at, "catalogue-missing", message, say("run make catalogues"))]
    try:
        catalog = read_po(io.BytesIO(data), locale=None, charset="utf-8", abort_invalid=True)
    except (PoFileError, LookupError, TypeError, ValueError) as reason:
        line = getattr(reason, "lineno", 0) + 1  # babel counts from 0
        message = say("cannot be read: {reason}", reason=str(reason))
        return Catalogue(language, {}), [error(Mark(file, line), "catalogue-syntax", message)]
    return Catalogue(language, dict(_messages(catalog))), list(_faults(catalog, file, language))


def _messages(catalog: Catalog) -> Iterator[tuple[tuple[str, str | None], str | tuple[str, ...]]]:
    for message in catalog:
        if message.id and not message.fuzzy and all(_strings(message)):
            key = message.id if isinstance(message.id, str) else message.id[0]
            strings = _strings(message)
            yield (key, message.context), strings if message.pluralizable else strings[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _faults(catalog: Catalog, file: str, language: SiteLanguage) -> Iterator[Problem]:
    tags = plural_tags(language)
    for message in catalog:
        if not message.id:
            continue
        at = Mark(file, message.lineno or 1)
        name = message.id if isinstance(message.id, str) else message.id[0]
        given = _strings(message)
        if message.fuzzy:
            fault = say("“{message}” is marked fuzzy and is not used", message=name)
            yield warning(at, "catalogue-fuzzy", fault, say("check it, then take #, fuzzy out"))
        elif not any(given):
            fault = say("“{message}” is not translated: English is shown", message=name)
            yield warning(at, "catalogue-untranslated", fault)
        elif message.pluralizable and (len(given) < len(tags) or not all(given)):
            missing = [tag for index, tag in enumerate(tags) if index >= len(given) or not given[index]]
            fault = say("“{message}” lacks the plural forms {forms}", message=name, forms=", ".join(missing))
            hint = say("the forms are {forms}, in this order", forms=", ".join(tags))
            yield error(at, "catalogue-plurals", fault, hint)
        else:
            yield from _placeholders(message, given, at, name)


def _placeholders(message: Message, given: Iterable[str], at: Mark, name: str) -> Iterator[Problem]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = set().union(*(_names(text) for text in ids))
    required = _names(ids[-1]) - ({"num", "count"} if message.pluralizable else set())
    for text in given:
        names = _names(text)
        if names - allowed or required - names or "%" in _PLACEHOLDER.sub("", text):
            wanted = ", ".join(f"%({n})s" for n in sorted(allowed)) or say("none")
            fault = say("the placeholders of “{message}” are not those of the original", message=name)
            hint = say("they are: {placeholders}; a percent sign is written %%", placeholders=wanted)
            yield error(at, "catalogue-placeholder", fault, hint)
            return


def _names(text: str) -> set[str]:
    return {match[1] for match in _PLACEHOLDER.finditer(text) if match[1]}
