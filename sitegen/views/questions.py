"""What is not known of an entry, as questions that a reader can ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from sitegen.model.accessibility import Accessibility
from sitegen.model.base import Asks, Facts, Reference
from sitegen.model.entry import Entry
from sitegen.model.types.organisation import ORGANISATIONS
from sitegen.model.types.service import Running
from sitegen.resolve.reads import once, once_as_one
from sitegen.resolve.site import Site
from sitegen.views.linker import title_of
from sitegen.views.phrases import Phrase, chosen


class Question(NamedTuple):
    """Something not known: its name, the sentence that asks for it, in the source language too, and its field."""

    title: Phrase
    ask: Phrase
    ask_source: str
    field: str


def open_questions(site: Site, entry: Entry, language: str) -> tuple[Question, ...]:
    """The open questions of an entry, in the order of the vocabulary: what harms most when unknown comes first."""
    return in_words(site, type(entry.facts), unanswered(site, entry), language)


def unanswered(site: Site, entry: Entry) -> str:
    """The ids of the open questions of an entry, in their order, parted by spaces.

    A question is open while the field that is marked with it has no value that is known. Of what has ended
    nothing is asked.
    """
    facts, fields, run = entry.facts, asked_of(entry), tuple(_run_by(site, entry))

    def is_open(name: str) -> bool:
        if name == "places" and vars(facts).get("address") == "withheld":
            return False
        if name == "accessibility":
            access = accessibility_of(site, entry)
            return access is None or not access.known()
        return not is_known(getattr(facts, name)) and not any(is_known(getattr(one.facts, name, None)) for one in run)

    return " ".join(one for one in _asked(site) if one in fields and is_open(fields[one]))


@once_as_one
def in_words(site: Site, kind: type[Facts], identifiers: str, language: str) -> tuple[Question, ...]:
    """Questions on a kind of entry, by their ids; the same few are open on most entries."""
    fields = _questions(kind)
    return tuple(_question(site, language, identifier, fields[identifier]) for identifier in identifiers.split())


@once
def _asked(site: Site) -> tuple[str, ...]:
    """The ids of the questions, in their order."""
    return tuple(term.id for term in site.of("questions"))


@once
def _question(site: Site, language: str, identifier: str, field: str) -> Question:
    term = site.entries[Reference("questions", identifier)]
    ask = getattr(term.facts, "ask", None)
    cells = dict(ask.root) if ask else {}
    title, said = title_of(term, language, site), chosen(cells, language, site)
    return Question(title, said, cells.get(site.source.code, ""), field)


def has_ended(entry: Entry) -> bool:
    """Whether an entry is known to run no more."""
    return getattr(getattr(entry.facts, "status", None), "value", None) is Running.ENDED


def asked_of(entry: Entry) -> Mapping[str, str]:
    """The questions that are asked of an entry while they are open, and the field of each; none of what has ended."""
    if has_ended(entry):
        return {}
    return _questions(type(entry.facts))


@cache
def _questions(kind: type[Facts]) -> Mapping[str, str]:
    """The questions that are asked of a kind of entry, and the field of each."""
    fields = kind.model_fields.items()
    return {m.question: name for name, field in fields for m in field.metadata if isinstance(m, Asks)}


def is_known(value: object) -> bool:
    """Whether a fact says something: it is there, and not “unknown”."""
    stated = getattr(value, "value", None) or getattr(value, "kind", None) or getattr(value, "needed", None)
    return value is not None and value != () and stated != "unknown"


def _run_by(site: Site, entry: Entry) -> Iterable[Entry]:
    """What an organisation runs: who reaches a service of it has reached the organisation."""
    if entry.type.collection != ORGANISATIONS.collection:
        return ()
    others = (site.entries[reference] for reference in site.backlinks.get(entry.reference, ()))
    return (other for other in others if other.run_by == entry.reference)


def accessibility_of(site: Site, entry: Entry) -> Accessibility | None:
    """The accessibility of an entry: its own, else that of its first place that has any, with the sources of either."""
    places = (site.entries[r].facts for r in getattr(entry.facts, "places", ()))
    for facts in (entry.facts, *places):
        found = getattr(facts, "accessibility", None)
        if isinstance(found, Accessibility):
            return found if found.source else found.model_copy(update={"source": getattr(facts, "source", ())})
    return None
