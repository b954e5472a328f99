"""Gettext catalogues as files: messages taken out of code and templates, catalogues written without dates and lines."""

import copy
import io
from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext
from jinja2 import TemplateSyntaxError

from sitegen.languages.locale import SiteLanguage
from sitegen.problems import Mark, Problem, error

COMMENTS = ("translators:",)
KEPT = ("Last-Translator", "Language-Team")


class CannotUpdateError(Exception):
    """The configuration or a template cannot be read."""


def take(
    found: Catalog,
    method: object,
    file: Path,
    name: str,
    keywords: Mapping[str, object],
    options: Mapping[str, str] | None = None,
) -> None:
    """Adds the messages of a file."""
    with file.open("rb") as source:
        try:
            for _, message, comments, context in extract(method, source, keywords, COMMENTS, options or {}, True):
                found.add(message, locations=[(name, None)], auto_comments=comments, context=context)
        except TemplateSyntaxError as reason:
            raise CannotUpdateError(f"{name}:{reason.lineno}: {reason.message}") from None


def header(comment: str, fields: dict[str, str]) -> str:
    """The head of a catalogue, without a date."""
    fixed = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in (fields | fixed).items())
    return f'{comment}\nmsgid ""\nmsgstr ""\n{lines}\n'


def written(catalog: Catalog, head: str) -> bytes:
    """A catalogue as its file."""
    body = io.BytesIO()
    write_po(body, catalog, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return head.encode() + body.getvalue().strip() + b"\n"


def updated(data: bytes | None, messages: Catalog, language: SiteLanguage) -> bytes:
    """The catalogue of a language with exactly these messages, and the words that it had for them."""
    old = read_po(io.BytesIO(data or b""), charset="utf-8")
    comment = old.header_comment if data else f"# The interface words of the site in {language.code}."
    kept = {name: value for name, value in old.mime_headers if name in KEPT and data and "@" not in value}
    plural = to_gettext(language.cldr.plural_form)
    head = header(comment, {"Language": language.code, **kept, "Plural-Forms": plural})
    new = read_po(io.BytesIO(head.encode()))
    for message in old:
        if message.id:
            new[message.id] = message
    new.update(copy.deepcopy(messages))
    if language.cldr.language == "en":
        for message in new:
            say_itself(message)
    return written(new, head)


def say_itself(message: Message) -> None:
    """Fills in an English message with its own words."""
    strings = [message.string] if isinstance(message.string, str) else message.string or [""]
    if message.id and (message.fuzzy or not all(strings)):
        message.string = message.id
        message.flags.discard("fuzzy")


def keys(catalog: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalog if message.id}


def stale(root: Path, file: Path, what: str) -> Problem:
    return error(Mark(file.relative_to(root).as_posix()), "catalogue-stale", what, "run make catalogues")


def ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
