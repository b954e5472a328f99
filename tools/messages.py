"""The program's own sentences and their catalogues in sitegen/messages/; a command of tools/catalogues.py."""

import io
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from pydantic import BaseModel

from sitegen.languages.locale import SiteLanguage
from sitegen.messages import FOLDER
from sitegen.model.config import LanguageConfig, SiteConfig
from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.entry import ContentType
from sitegen.model.types.vocabulary import vocabulary
from sitegen.problems import Mark, Problem, error
from sitegen.validate.messages import inner_models
from sitegen.wording import verbatim
from tools.po import ends, stale, take, updated

ROOT = FOLDER.parent.parent
#: What the program says on the command line (sitegen.wording), and in sitegen.printing by number.
SAID = {"say": None, "counted": (1, 2)}


def sentences() -> Catalog:
    """Every sentence of the program: those in its code, and the descriptions of fields, which it gives as hints."""
    found = Catalog()
    for file in sorted((ROOT / "sitegen").rglob("*.py")):
        take(found, "python", file, file.relative_to(ROOT).as_posix(), SAID)
    kinds = (*CONTENT_TYPES, vocabulary(""))
    for model in dict.fromkeys(m for top in (SiteConfig, *kinds) for m in models(top)):
        place = model.__module__.replace(".", "/") + ".py"
        for name, field in model.model_fields.items():
            description = verbatim(field.description or "").message
            if description:
                found.add(description, locations=[(place, None)], auto_comments=[f"the field {name}"])
    return found


def models(top: ContentType | type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The groups of fields that an entry or a group consists of, itself first."""
    if isinstance(top, ContentType):
        yield from (*models(top.facts), *models(top.text))
        return
    yield top
    for field in top.model_fields.values():
        for inner in inner_models(field.annotation):
            yield from models(inner)


def files() -> Iterator[tuple[Path, SiteLanguage]]:
    """The catalogue of each language that the program speaks. For another, make an empty file beside them."""
    for file in sorted(FOLDER.glob("*.po")):
        yield file, SiteLanguage(LanguageConfig(code=file.stem))


def update() -> list[Problem]:
    """Brings the sentences of the program in every language up to the code."""
    found = sentences()
    for file, language in files():
        file.write_bytes(updated(file.read_bytes(), found, language))
    return [problem for file, _ in files() for problem in unsaid(file)]


def check() -> list[Problem]:
    """What the program cannot say in one of its languages."""
    problems: list[Problem] = []
    found = sentences()
    for file, language in files():
        if file.read_bytes() != updated(file.read_bytes(), found, language):
            problems.append(stale(ROOT, file, "is not in step with the code"))
        problems += unsaid(file)
    return problems


def unsaid(file: Path) -> Iterator[Problem]:
    """Messages that are missing or fuzzy, or whose places for values are not those of the original."""
    for message in read_po(io.BytesIO(file.read_bytes())):
        ids = message.id if message.pluralizable else [message.id]
        strings = message.string if message.pluralizable else [message.string]
        at = Mark(file.relative_to(ROOT).as_posix(), message.lineno or 1)
        if not message.id:
            continue
        if message.fuzzy or not all(strings):
            what = "marked fuzzy" if message.fuzzy else "not translated"
            yield error(at, "catalogue-untranslated", f"“{ids[0]}” is {what}")
        elif {names(text) for text in strings} != {names(text) for text in ids}:
            yield error(
                at, "catalogue-placeholder", f"the places for values in “{ids[0]}” are not those of the original"
            )
        elif {ends(text) for text in strings} - {ends(text) for text in ids}:
            yield error(at, "catalogue-spaces", f"“{ids[0]}” begins or ends with other spaces than its words")


def names(text: str) -> frozenset[str]:
    """The places for values of a message (``str.format``); of a text that is none, a name that no message has."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({"{"})
