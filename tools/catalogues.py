"""Keeps the interface words in translations/ and the program's own sentences in sitegen/messages/ in step with the code.

python tools/catalogues.py update [site_config.yaml]   write messages.pot and bring every catalogue up to it
python tools/catalogues.py check [site_config.yaml]    fail when that would change something, or words are missing

With the configuration of another site only the words of that site. Messages are written in English, in templates and
code; the catalogue of each language says them in that language. A message that changed a little keeps its old
translation, marked fuzzy, until someone has read it. Nothing that is written holds a date or a line number, so that
the same messages give the same bytes.
"""

import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
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
from sitegen.resolve.facets import FACETS  # noqa: E402
from tools import messages as program  # noqa: E402
from tools.po import CannotUpdateError, ends, header, keys, stale, take, updated, written  # noqa: E402

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


# --- what there is to translate ----------------------------------------------------------------------------


def template(root: Path, config: SiteConfig) -> Catalog:
    """Every message of the engine and of the site's templates, in the order of the files."""
    found = Catalog()
    for kind in CONTENT_TYPES:
        place = kind.facts.__module__.replace(".", "/") + ".py"
        comments = [f"heading of the list of the collection {kind.collection}"]
        found.add(kind.heading, locations=[(place, None)], auto_comments=comments)
    for facet in FACETS:
        place = "sitegen/resolve/facets.py"
        found.add(facet.label, locations=[(place, None)], auto_comments=["something to choose from a list by"])
        if facet.meaning:
            found.add(facet.meaning, locations=[(place, None)], auto_comments=[f"what “{facet.label}” means"])
    for file in sorted((ROOT / "sitegen").rglob("*.py")):
        take(found, "python", file, file.relative_to(ROOT).as_posix(), KEYWORDS)
    for folder in config.templates:
        for file in sorted(f for f in (root / folder).rglob("*") if f.suffix in (".html", ".txt")):
            take(found, babel_extract, file, file.relative_to(root).as_posix(), KEYWORDS, JINJA)
    return found


# --- files -------------------------------------------------------------------------------------------------


def pot(messages: Catalog) -> bytes:
    """``messages.pot``."""
    return written(messages, header("# The interface words of the site, to be translated.", {}))


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
        if not arguments[1:]:
            found += {"update": program.update, "check": program.check}[arguments[0]]()
    except CannotUpdateError as reason:
        print(reason, file=sys.stderr)
        return 2
    sys.stderr.write(printed(found, "text"))
    if config is None:
        return 2
    return 1 if found and arguments[0] == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
