"""Exam preparation: chapters to read, questions, words, and tasks for the language part.

What is asked stands in Greek, as in the exam; what helps stands in every language of the site.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from sitegen.model.base import AnyRef, ChapterRef, Facts, Localised, Model, WordRef, WordThemeRef
from sitegen.model.entry import ContentType, Layout, Order
from sitegen.model.provenance import SourcedFacts
from sitegen.model.values import Flag, Line, OneOrMore, Slug, Whole
from sitegen.wording import say

GAP = "___"


class Area(StrEnum):
    """What the knowledge part of the exam asks about."""

    HISTORY = "history"
    INSTITUTIONS = "institutions"
    GEOGRAPHY = "geography"
    CULTURE = "culture"


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"  #: one of three to five options
    TRUE_FALSE = "true-false"
    MATCH = "match"  #: each on the left with one on the right
    FILL = "fill"  #: a word for each gap, out of several
    ORDER = "order"  #: what comes first


class Difficulty(StrEnum):
    """How much one must know."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Skill(StrEnum):
    """What the language part of the exam tries."""

    READING = "reading"
    LISTENING = "listening"
    WRITING = "writing"
    SPEAKING = "speaking"


class Option(Model):
    """A possible answer."""

    text: Line = Field(description="The answer, in the language of the exam.")
    right: Flag = Field(default=False, description="yes for the right one.")


class Pair(Model):
    """Two things that go together."""

    left: Line = Field(description="What stands there.")
    right: Line = Field(description="What belongs to it.")


def _one_right(options: tuple[Option, ...]) -> None:
    right = sum(option.right for option in options)
    if right != 1:
        raise ValueError(say("{count} options are right; write right: yes at exactly one", count=right))
    _each_once(option.text for option in options)


def _each_once(texts: Iterable[str]) -> None:
    folded = [" ".join(text.split()).casefold() for text in texts]
    if twice := next((text for text in folded if folded.count(text) > 1), ""):
        raise ValueError(say("“{text}” stands twice", text=twice))


Options = Annotated[tuple[Option, ...], Field(min_length=3, max_length=5)]
Texts = Annotated[tuple[Line, ...], OneOrMore]


class QuestionFacts(SourcedFacts):
    """One row of `practice/<area>.yaml`. Which of `options`, `answer`, `pairs`, `gaps` or `steps` it has, its kind says."""

    id: Slug = Field(description="The id; it stands in what readers keep of their progress: never change it.")
    chapter: ChapterRef = Field(description="The chapter that it can be answered from.")
    kind: Kind = Field(description="How it is answered.")
    difficulty: Difficulty = Field(description="How much one must know.")
    question: Line = Field(description="The question, in the language of the exam. With fill: ___ at each gap.")
    options: Options | None = Field(default=None, description="choice: the answers, one of them with right: yes.")
    answer: Flag | None = Field(default=None, description="true-false: yes if the sentence is true.")
    pairs: Annotated[tuple[Pair, ...], Field(min_length=3, max_length=6)] | None = Field(
        default=None, description="match: what goes together."
    )
    gaps: Texts = Field(default=(), description="fill: the right word of each gap, in order.")
    others: Texts = Field(default=(), description="fill: words that do not fit.")
    steps: Annotated[tuple[Line, ...], Field(min_length=3, max_length=6)] | None = Field(
        default=None, description="order: the things in their right order."
    )
    words: Annotated[tuple[WordRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="Key words of the question, by their id: the reader can look them up."
    )
    hint: Localised = Field(description="What helps to find the answer, without saying it.")
    explanation: Localised = Field(description="Why the answer is right, in one to three short sentences.")
    fact: Line = Field(description="The fact that it rests on, in one sentence. For who checks; not shown.")

    @model_validator(mode="after")
    def _of_its_kind(self) -> Self:
        holds = {
            Kind.CHOICE: ("options", self.options), Kind.TRUE_FALSE: ("answer", self.answer is not None or None),
            Kind.MATCH: ("pairs", self.pairs), Kind.FILL: ("gaps", self.gaps), Kind.ORDER: ("steps", self.steps),
        }  # fmt: skip
        for kind, (name, value) in holds.items():
            if kind is self.kind and not value:
                raise ValueError(say("a question of the kind {kind} needs `{name}`", kind=kind.value, name=name))
            if kind is not self.kind and value:
                raise ValueError(say("`{name}` is not for the kind {kind}", kind=self.kind.value, name=name))
        if self.options:
            _one_right(self.options)
        if self.pairs:
            _each_once(pair.left for pair in self.pairs)
            _each_once(pair.right for pair in self.pairs)
        if self.steps:
            _each_once(self.steps)
        self._gaps_fit()
        return self

    def _gaps_fit(self) -> None:
        found = self.question.count(GAP)
        if found != len(self.gaps):
            raise ValueError(
                say("the question has {found} gaps ___, `gaps` has {given}", found=found, given=len(self.gaps))
            )
        if self.kind is Kind.FILL and len(self.others) < 2:
            raise ValueError(say("a question with gaps needs two or more words in `others` that do not fit"))
        if self.kind is not Kind.FILL and self.others:
            raise ValueError(say("`others` is for questions of the kind fill"))
        _each_once((*self.gaps, *self.others))


class ChapterFacts(SourcedFacts):
    """The facts of a chapter: a reading text in simple Greek from which the questions on it can be answered."""

    area: Area = Field(description="history, institutions, geography or culture.")
    order: Whole = Field(description="Its place among the chapters of its area, from 1.")
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Other entries that help.")


class WordFacts(Facts):
    """One row of `words/<theme>.yaml`: a word to know for the exam."""

    id: Slug = Field(description="The id: the word in Latin letters.")
    word: Line = Field(description="The word in the language of the exam, nouns with their article.")
    theme: WordThemeRef = Field(description="What it belongs to: everyday life, or an area of the knowledge part.")
    meaning: Localised = Field(description="What it means. In the language of the exam: in simpler words.")
    example: Localised = Field(description="A short sentence with it, and what that says in each language.")


class Ask(Model):
    """A question on a text to read or to hear."""

    question: Line = Field(description="The question, in the language of the exam.")
    options: Options = Field(description="The answers, one of them with right: yes.")
    explanation: Localised = Field(description="Where in the text the answer stands, and why it is right.")

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        _one_right(self.options)
        return self


class Useful(Model):
    """A phrase that helps to speak or to write."""

    phrase: Line = Field(description="The phrase, in the language of the exam.")
    meaning: Localised = Field(description="What it says.")


class TaskFacts(Facts):
    """One row of `tasks/<skill>.yaml`: something to read, hear, write or say, at the level of the exam."""

    id: Slug = Field(description="The id.")
    skill: Skill = Field(description="reading, listening, writing or speaking.")
    title: Localised = Field(description="Its name.")
    situation: Localised = Field(description="What happens here and what the reader does, in one or two sentences.")
    text: str = Field(
        default="", description="reading, listening: the text, in the language of the exam. Empty lines part it."
    )
    asks: tuple[Ask, ...] = Field(default=(), description="reading, listening: the questions on it.")
    prompt: str = Field(
        default="", description="writing, speaking: what the examiner asks, in the language of the exam."
    )
    points: Texts = Field(
        default=(), description="writing, speaking: what the answer should hold, in the language of the exam."
    )
    model: str = Field(default="", description="writing, speaking: a good answer. Empty lines part it.")
    useful: tuple[Useful, ...] = Field(default=(), description="writing, speaking: phrases that help.")
    check: Localised | None = Field(
        default=None, description="writing, speaking: what to look at in one’s own answer; sentences."
    )

    @model_validator(mode="after")
    def _of_its_skill(self) -> Self:
        understood = self.skill in (Skill.READING, Skill.LISTENING)
        needed = ("text", "asks") if understood else ("prompt", "points", "model", "useful", "check")
        for name in ("text", "asks", "prompt", "points", "model", "useful", "check"):
            if name in needed and not getattr(self, name):
                raise ValueError(say("a task of the skill {skill} needs `{name}`", skill=self.skill.value, name=name))
            if name not in needed and getattr(self, name):
                raise ValueError(say("`{name}` is not for the skill {skill}", skill=self.skill.value, name=name))
        return self


CHAPTERS = ContentType(
    "chapters",
    "chapter",
    ChapterFacts,
    "Prepare for the exam",
    has_list=False,
    icon="page",
    address="study",
    output="study",
)
PRACTICE = ContentType(
    "practice", "question", QuestionFacts, "Practice questions", layout=Layout.ROWS, has_pages=False, has_list=False,
    in_index=False, icon="exam", order=Order.FILE,
)  # fmt: skip
WORDS = ContentType(
    "words", "word", WordFacts, "Words for the exam", layout=Layout.ROWS, has_pages=False, has_list=False,
    in_index=False, icon="glossary", order=Order.FILE,
)  # fmt: skip
TASKS = ContentType(
    "tasks", "task", TaskFacts, "Tasks for the language part", layout=Layout.ROWS, has_pages=False, has_list=False,
    in_index=False, icon="exam", order=Order.FILE,
)  # fmt: skip
