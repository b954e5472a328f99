"""Works out of one document all that can be told without the others: entries, HTML, states, and what is wrong.

It depends on the bytes of the document's files, on the configuration and on nothing else, so it can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass

from sitegen.checks import ENTRY_CHECKS, noted
from sitegen.kept import Kept, digest
from sitegen.languages.locale import SiteLanguage
from sitegen.markup.markdown import Rendered, render_section
from sitegen.model.base import Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType, Entry
from sitegen.model.nodes import plain
from sitegen.model.types.vocabulary import vocabulary
from sitegen.problems import Problem
from sitegen.reading.content import Document, read
from sitegen.records import record
from sitegen.resolve.alone import Alone
from sitegen.resolve.facets import alone
from sitegen.resolve.lists import listed
from sitegen.resolve.shown import shown
from sitegen.resolve.site import Known
from sitegen.resolve.translation import translation
from sitegen.search.index import searched
from sitegen.shelf import Shelf
from sitegen.validate.entries import validate_entry


@record
class Prepared:
    """What a document gives: the entries that fit, the ids of the others, whether more could not be read."""

    entries: tuple[Known, ...]
    refused: tuple[Reference, ...]
    broken: bool
    problems: tuple[Problem, ...]

    def lay_by(self, shelf: Shelf) -> None:
        """Puts what is large on a shelf."""
        for known in self.entries:
            known.lay_by(shelf)


class Preparer:
    """Prepares the documents of one site."""

    def __init__(
        self,
        config: SiteConfig,
        languages: Mapping[str, SiteLanguage],
        types: Iterable[ContentType],
        documents: Iterable[Document],
    ) -> None:
        self._config = config
        self._languages = languages
        self._types = {t.collection: t for t in types}
        collections = {document.collection for document in documents}
        #: What a link may begin with: the singular of each type, ``topic``, and the names of vocabularies.
        singulars = {t.singular: t.collection for t in self._types.values()}
        self._words = {name: name for name in sorted(collections)} | singulars | {"topic": "topics"}
        alone = config.model_copy(update={"base_url": None})  # no document says where the site is published
        self._ground = digest((repr(alone), repr(sorted(self._words.items())), repr(sorted(self._types.items()))))

    def prepare(self, documents: Sequence[Document], kept: Kept, jobs: int = 1) -> list[Prepared]:
        """All that can be told of each document alone; by so many processes. Nobody asks for their bytes again."""
        wanted = [(document.name, self._made_of(document)) for document in documents]
        made = kept.get_all("document", wanted, lambda n: self._prepared(documents[n]), jobs, Prepared.lay_by)
        for file in (file for document in documents for file in document.files):
            file.held.let_go()
        return made

    def _made_of(self, document: Document) -> str:
        return digest((self._ground, *(part for file in document.files for part in (file.path, file.digest))))

    def _prepared(self, document: Document) -> Prepared:
        found = read(document)
        problems = list(found.problems)
        entries: list[Known] = []
        refused: list[Reference] = []
        for raw in found.entries:
            kind = self._types.get(raw.collection) or vocabulary(raw.collection)
            entry, faults = validate_entry(raw, kind, self._config)
            problems += faults
            if entry is None:
                refused.append(Reference(raw.collection, raw.id))
                continue
            bodies, faults = self._bodies(entry)
            problems += faults
            for check in ENTRY_CHECKS:
                problems += check(entry, self._config)
            entries.append(self._known(entry, bodies, document))
        return Prepared(tuple(entries), tuple(refused), found.broken, tuple(problems))

    def _bodies(self, entry: Entry) -> tuple[dict[str, tuple[Rendered, ...]], list[Problem]]:
        """The texts as HTML, section by section."""
        bodies: dict[str, tuple[Rendered, ...]] = {}
        problems: list[Problem] = []
        source, engine = self._languages[self._config.source_language], self._config.markdown
        for code, text in entry.texts.items():
            own = self._languages[code]
            done = [render_section(section, text.file, own, source, self._words, engine) for section in text.sections]
            bodies[code] = tuple(rendered for rendered, _ in done)
            problems += [problem for _, found in done for problem in found]
        return bodies, problems

    def _known(self, entry: Entry, bodies: Mapping[str, tuple[Rendered, ...]], document: Document) -> Known:
        config = self._config
        states = {code: translation(entry, code, config.source_language) for code in config.codes}
        digests = {"": digest((self._ground, entry.mark().file, repr(plain(entry.node))))}
        for code in entry.texts:
            own = (file for file in document.files if file.inner.endswith(f"/text.{code}.md"))
            digests[code] = digest((self._ground, *(part for file in own for part in (file.path, file.digest))))
        for code, one in states.items():
            digests[f"state {code}"] = digest((one.state, "\n".join(one.parts), "\n".join(one.parts.values())))
        refers = tuple(dict.fromkeys(target for _, target in entry.references))
        sections = (section for body in bodies.values() for section in body)
        links = tuple(dict.fromkeys(link.target for section in sections for link in section.links))
        held, seen = alone(entry, config.source_language), noted(Alone(entry, bodies, config))
        place, found, shows = listed(entry, config), searched(entry, config), shown(entry, config)
        digests["alone"] = digest(part for one in digests.items() for part in one)
        digests["places"] = digest(part for file in document.files for part in (file.path, file.digest))
        digests["noted"] = digest((repr(_steady(seen)),))
        told = tuple(entry.texts), entry.dated, links, place, shows, _steady(held)
        digests["told"] = digest((digests[""], *map(repr, told)))
        return Known(entry, bodies, states, digests, refers, links, place, held, seen, found, shows)


def _steady(value: object) -> object:
    """A value that prints the same in every process: sets have no order of their own."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(map(_steady, value))
    return [_steady(getattr(value, one.name)) for one in fields(value)] if is_dataclass(value) else value
