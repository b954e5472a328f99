"""A question as the exam asks it: what there is to choose from, and the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.model.types.study import Ask, Kind, QuestionFacts, WordFacts
from sitegen.records import record
from sitegen.resolve.site import Site

#: What choices are marked with, by the script of the exam's language.
LETTERS = {"Greek": "αβγδεζ"}
LATIN = "abcdef"


@record
class Marked:
    """A line with its mark: ``γ`` before a choice, ``1 – γ`` before a pair. The mark may be empty."""

    mark: str
    text: str


@record
class QuestionView:
    """A question, its choices in the order in which they are shown, and its answer. ``left`` is what to match."""

    id: str
    kind: Kind
    facts: QuestionFacts | Ask
    left: tuple[Marked, ...]
    choices: tuple[Marked, ...]
    answer: tuple[Marked, ...]
    words: tuple[WordFacts, ...]


def question_view(site: Site, entry: Entry) -> QuestionView:
    """The view of a question on a chapter."""
    facts = entry.facts
    assert isinstance(facts, QuestionFacts)
    choices = _marked(_choices(facts, site), _letters(site))
    left = _marked((pair.left for pair in facts.pairs or ()), "123456")
    answer = tuple(_answer(facts, left, choices))
    return QuestionView(entry.id, facts.kind, facts, left, choices, answer, words_in_it(site, facts))


def ask_view(site: Site, identifier: str, ask: Ask) -> QuestionView:
    """The view of a question on a text to read or to hear."""
    choices = _marked((option.text for option in ask.options), _letters(site))
    right = next(choice for choice, option in zip(choices, ask.options, strict=True) if option.right)
    return QuestionView(identifier, Kind.CHOICE, ask, (), choices, (right,), ())


def words_in_it(site: Site, facts: QuestionFacts) -> tuple[WordFacts, ...]:
    """The key words of a question."""
    return tuple(_word(site, reference) for reference in facts.words)


def _word(site: Site, reference: Reference) -> WordFacts:
    facts = site.entries[reference].facts
    assert isinstance(facts, WordFacts)
    return facts


def shuffled(identifier: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The texts in an order that comes from the id and themselves alone, and is never the one that they came in."""
    given = list(texts)
    mixed = sorted(given, key=lambda text: sha256(f"{identifier}\n{text}".encode()).digest())
    return tuple(mixed if mixed != given else mixed[1:] + mixed[:1])


def _letters(site: Site) -> str:
    return LETTERS.get(site.source.script, LATIN)


def _marked(texts: Iterable[str], marks: Sequence[str]) -> tuple[Marked, ...]:
    return tuple(Marked(mark, text) for mark, text in zip(marks, texts, strict=False))


def _choices(facts: QuestionFacts, site: Site) -> tuple[str, ...]:
    """What there is to choose from. Options stand as in their file, what the order would give away is shuffled."""
    match facts.kind:
        case Kind.CHOICE:
            return tuple(option.text for option in facts.options or ())
        case Kind.TRUE_FALSE:
            return true_false(site)
        case Kind.MATCH:
            return shuffled(facts.id, (pair.right for pair in facts.pairs or ()))
        case Kind.FILL:
            return shuffled(facts.id, (*facts.gaps, *facts.others))
        case Kind.ORDER:
            return shuffled(facts.id, facts.steps or ())


def true_false(site: Site) -> tuple[str, str]:
    """What a sentence is, in the language of the exam."""
    words = site.resources.catalogues[site.source.code]
    return words.pgettext("of a sentence", "True"), words.pgettext("of a sentence", "False")


def _answer(facts: QuestionFacts, left: Iterable[Marked], choices: tuple[Marked, ...]) -> Iterator[Marked]:
    """The right choices: in the order of the gaps, of the steps, of what is to be matched."""
    by_text = {choice.text: choice for choice in choices}
    match facts.kind:
        case Kind.CHOICE:
            yield from (by_text[option.text] for option in facts.options or () if option.right)
        case Kind.TRUE_FALSE:
            yield choices[0 if facts.answer else 1]
        case Kind.MATCH:
            for one, pair in zip(left, facts.pairs or (), strict=True):
                yield Marked(f"{one.mark} – {by_text[pair.right].mark}", f"{pair.left} – {pair.right}")
        case Kind.FILL:
            yield from (by_text[word] for word in facts.gaps)
        case Kind.ORDER:
            yield from (by_text[step] for step in facts.steps or ())
