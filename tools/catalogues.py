"""Keeps the interface words in translations/ in step with the templates and the code.

python tools/catalogues.py update [site_config.yaml]   write messages.pot and bring every catalogue up to it
python tools/catalogues.py check [site_config.yaml]    fail when that would change something, or words are missing

Messages are written in English, in templates and code; the catalogue of each language of the site says them
in that language. A message that changed a little keeps its old translation, marked fuzzy, until someone has
read it. Nothing that is written holds a date or a line number, so that the same messages give the same bytes.
"""

import copy
import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext
from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sitegen.languages.catalogues import read_catalogue  # noqa: E402
from sitegen.languages.locale import SiteLanguage, site_languages  # noqa: E402
from sitegen.model.config import SiteConfig  # noqa: E402
from sitegen.model.content_types import CONTENT_TYPES  # noqa: E402
from sitegen.pipeline import Request, configure  # noqa: E402
from sitegen.printing import printed  # noqa: E402
from sitegen.problems import Mark, Problem, error  # noqa: E402

KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "words_in": (2,),  # of another language: words_in("fa", "Home")
}
#: As in sitegen.render.environment: what is taken out must be what is looked up.
JINJA = {
    "extensions": "jinja2.ext.i18n,jinja2.ext.do",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
COMMENTS = ("translators:",)
KEPT = ("Last-Translator", "Language-Team")


class CannotUpdateError(Exception):
    """The configuration or a template cannot be read."""


# --- what there is to translate ----------------------------------------------------------------------------


def template(root: Path, config: SiteConfig) -> Catalog:
    """Every message of the engine and of the site's templates, in the order of the files."""
    found = Catalog()
    for kind in CONTENT_TYPES:
        place = kind.facts.__module__.replace(".", "/") + ".py"
        comments = [f"heading of the list of the collection {kind.collection}"]
        found.add(kind.heading, locations=[(place, None)], auto_comments=comments)
    for file in sorted((ROOT / "sitegen").rglob("*.py")):
        take(found, "python", file, file.relative_to(ROOT).as_posix(), {})
    for folder in config.templates:
        for file in sorted((root / folder).rglob("*.html")):
            take(found, babel_extract, file, file.relative_to(root).as_posix(), JINJA)
    return found


def take(found: Catalog, method: object, file: Path, name: str, options: dict[str, str]) -> None:
    """Adds the messages of a file."""
    with file.open("rb") as source:
        try:
            for _, message, comments, context in extract(method, source, KEYWORDS, COMMENTS, options, True):
                found.add(message, locations=[(name, None)], auto_comments=comments, context=context)
        except TemplateSyntaxError as reason:
            raise CannotUpdateError(f"{name}:{reason.lineno}: {reason.message}") from None


# --- files -------------------------------------------------------------------------------------------------


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


def pot(messages: Catalog) -> bytes:
    """``messages.pot``."""
    return written(messages, header("# The interface words of the site, to be translated.", {}))


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


# --- commands ----------------------------------------------------------------------------------------------


def files(root: Path, config: SiteConfig) -> Iterator[tuple[Path, SiteLanguage]]:
    """The catalogue of each language."""
    for code, language in site_languages(config.languages).items():
        yield root / config.translations[0] / f"{code}.po", language


def update(root: Path, config: SiteConfig) -> list[Problem]:
    """Writes everything anew, and returns what is still to be translated."""
    messages = template(root, config)
    folder = root / config.translations[0]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "messages.pot").write_bytes(pot(messages))
    for file, language in files(root, config):
        file.write_bytes(updated(file.read_bytes() if file.is_file() else None, messages, language))
    return [problem for file, language in files(root, config) for problem in faults(root, file, language)]


def check(root: Path, config: SiteConfig) -> list[Problem]:
    """What is not in step, missing or wrong."""
    messages = template(root, config)
    source = root / config.translations[0] / "messages.pot"
    problems: list[Problem] = []
    if not source.is_file() or source.read_bytes() != pot(messages):
        problems.append(stale(root, source, "is not in step with the templates and the code"))
    for file, language in files(root, config):
        problems += faults(root, file, language)
        if file.is_file() and keys(read_po(io.BytesIO(file.read_bytes()))) != keys(messages):
            problems.append(stale(root, file, "does not have the messages of messages.pot"))
    return problems


def keys(catalog: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalog if message.id}


def stale(root: Path, file: Path, what: str) -> Problem:
    return error(Mark(file.relative_to(root).as_posix()), "catalogue-stale", what, "run make catalogues")


def faults(root: Path, file: Path, language: SiteLanguage) -> list[Problem]:
    """What is missing or wrong in a catalogue; spaces at the ends too, because they part words."""
    data = file.read_bytes() if file.is_file() else None
    name = file.relative_to(root).as_posix()
    problems = read_catalogue(data, name, language)[1]
    for message in read_po(io.BytesIO(data or b"")) if not problems else ():
        ids = message.id if message.pluralizable else [message.id]
        strings = message.string if message.pluralizable else [message.string]
        if message.id and {ends(text) for text in strings} - {ends(text) for text in ids}:
            at = Mark(name, message.lineno or 1)
            problems.append(
                error(at, "catalogue-spaces", f"“{ids[0]}” begins or ends with other spaces than its words")
            )
    return problems


def ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def main(arguments: list[str]) -> int:
    """Runs a command. 0: complete and in step; 1: not; 2: the command or the configuration is wrong."""
    commands = {"update": update, "check": check}
    if not arguments or arguments[0] not in commands or len(arguments) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    request = Request(Path(*arguments[1:]) if arguments[1:] else ROOT / "site_config.yaml", date.min)
    config, problems = configure(request)
    try:
        found = commands[arguments[0]](request.root, config) if config else problems
    except CannotUpdateError as reason:
        print(reason, file=sys.stderr)
        return 2
    sys.stderr.write(printed(found, "text"))
    if config is None:
        return 2
    return 1 if found and arguments[0] == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
