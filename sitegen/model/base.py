"""The ground of every model: what refers to what, what is translated, what can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    RootModel,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from sitegen.model.nodes import Path
from sitegen.model.values import Flag, IsoDate, LanguageTag, Line, OneOrMore, slug_fault
from sitegen.wording import Said, say


class Model(BaseModel):
    """A frozen record that accepts only the fields it names."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), _given(self))


def _given(model: BaseModel) -> dict[str, object]:
    """The fields of a model that somebody filled in: a service has thirty, and most of them stand empty."""
    filled = model.model_fields_set
    return {name: value for name, value in model.__dict__.items() if name in filled}


def _again(kind: type[BaseModel], given: dict[str, object]) -> BaseModel:
    """A model out of a pickle, with what was checked when it was read; the library does the same in more steps."""
    model = kind.__new__(kind)
    object.__setattr__(model, "__dict__", {**_defaults(kind), **given})
    object.__setattr__(model, "__pydantic_fields_set__", set(given))
    object.__setattr__(model, "__pydantic_extra__", None)
    object.__setattr__(model, "__pydantic_private__", None)
    return model


@cache
def _defaults(kind: type[BaseModel]) -> dict[str, object]:
    """Every field of a model in its order, with what stands there when it is not filled in."""
    return {name: field.get_default() for name, field in kind.model_fields.items()}


class Reference(NamedTuple):
    """The address of an entry: its collection and its id, such as ``services/kem``."""

    collection: str
    id: str

    def __str__(self) -> str:
        return f"{self.collection}/{self.id}"


class RefersTo:
    """Annotation of a :class:`Reference` field: which collection its id is looked up in.

    With no collection the text names both: ``services/kem``.
    """

    def __init__(self, collection: str = "") -> None:
        self.collection = collection

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._parse, core_schema.str_schema())

    def _parse(self, text: str) -> Reference:
        collection, _, identifier = (self.collection, "", text) if self.collection else text.partition("/")
        if not self.collection and not identifier:
            raise ValueError(say("“{value}” must name a collection and an id, such as services/kem", value=text))
        if fault := slug_fault(identifier):
            raise ValueError(fault)
        return Reference(collection, identifier)


AnyRef = Annotated[Reference, RefersTo()]
SourceRef = Annotated[Reference, RefersTo("sources")]
TopicRef = Annotated[Reference, RefersTo("topics")]
OrganisationRef = Annotated[Reference, RefersTo("organisations")]
PlaceRef = Annotated[Reference, RefersTo("places")]
HelplineRef = Annotated[Reference, RefersTo("helplines")]
ServiceRef = Annotated[Reference, RefersTo("services")]
ExamRef = Annotated[Reference, RefersTo("exams")]
PhraseRef = Annotated[Reference, RefersTo("phrases")]
TermRef = Annotated[Reference, RefersTo("glossary")]
StopRef = Annotated[Reference, RefersTo("stops")]
SituationRef = Annotated[Reference, RefersTo("situations")]
DocumentRef = Annotated[Reference, RefersTo("documents")]
AudienceRef = Annotated[Reference, RefersTo("audiences")]
FeatureRef = Annotated[Reference, RefersTo("access-features")]
HelpRef = Annotated[Reference, RefersTo("help")]
ChapterRef = Annotated[Reference, RefersTo("chapters")]
WordRef = Annotated[Reference, RefersTo("words")]
WordThemeRef = Annotated[Reference, RefersTo("word-themes")]


class Asks(NamedTuple):
    """Annotation of a field: while its value is not known, this question (of the vocabulary) is open."""

    question: str


def _no_language(code: str, languages: Iterable[str]) -> Said:
    return say("{code} is not a language of this site ({languages})", code=code, languages=", ".join(languages))


class Localised(RootModel[dict[LanguageTag, Line]]):
    """One short text in several languages, as ``{el: …, en: …}``; the source language is required."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, defer_build=True)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), _given(self))

    @model_validator(mode="after")
    def _of_this_site(self, info: ValidationInfo) -> Localised:
        context: Mapping[str, Any] = info.context or {}
        languages = context.get("languages", ())
        for code in self.root:
            if languages and code not in languages:
                raise ValueError(_no_language(code, languages))
        source = context.get("source_language", "")
        if source and source not in self.root:
            raise ValueError(say("the text in {source}, the source language, is missing", source=source))
        return self


class TranslatedFrom(Model):
    """What a translation was made from, so that its state can be told without dates or git."""

    language: LanguageTag = Field(description="The language that was translated from, for example el or en.")
    fingerprints: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]] = Field(
        default={}, description="Unit by unit, the fingerprint of the text it was made from. Written by the tool."
    )


class Facts(Model):
    """What is true in every language. The base of every ``facts.yaml`` and of every row."""

    translated_from: dict[LanguageTag, TranslatedFrom] = Field(
        default={}, description="Written by the tool: what the translated cells of this entry were made from."
    )


def _of_known_languages(words: dict[str, tuple[str, ...]], info: ValidationInfo) -> dict[str, tuple[str, ...]]:
    languages = (info.context or {}).get("languages", ())
    for code in words:
        if languages and code not in languages:
            raise ValueError(_no_language(code, languages))
    return words


def _once_each(words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for code, found in words.items():
        folded = [word.casefold() for word in found]
        if twice := next((word for word in folded if folded.count(word) > 1), ""):
            raise ValueError(say("“{word}” stands twice among the keywords in {code}", word=twice, code=code))
    return words


WordsByLanguage = Annotated[
    dict[LanguageTag, Annotated[tuple[Line, ...], OneOrMore]], AfterValidator(_of_known_languages)
]


class Findable(Facts):
    """Facts of an entry that a reader may look for."""

    keywords: Annotated[WordsByLanguage, AfterValidator(_once_each)] = Field(
        default={},
        description="What people call it, by language, beyond its titles and official names: synonyms, everyday "
        "words, old names. For the search; found from every language's pages.",
    )


class Text(Model):
    """The front matter of a ``text.<language>.md``: what is written anew in each language."""

    title: Line = Field(description="The name of the entry, as a heading. One line, no full stop.")
    summary: Line | None = Field(default=None, description="One sentence that stands alone in lists and in search.")
    unfinished: Flag = Field(
        default=False,
        description="yes while it is being translated: readers see another language. Take the line out when it is done.",
    )
    translated_from: TranslatedFrom | None = Field(default=None, description="Written by the tool.")
    translated_by: Line | None = Field(default=None, description="Who translated: a name or a role.")
    reviewed_by: Line | None = Field(default=None, description="Who read it again in this language: a name or a role.")
    reviewed_on: IsoDate | None = Field(default=None, description="When it was read again.")


def walk(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value that is filled in inside ``value`` with its path, itself first, models and containers opened."""
    found: list[tuple[Path, object]] = [(path, value)]
    _walk(value, path, found)
    return iter(found)


def _walk(value: Any, path: Path, found: list[tuple[Path, object]]) -> None:
    """Adds what stands inside a value, and inside of that."""
    if opened := _parts(type(value)):  # type: ignore[arg-type]  # a type can be a key
        for part, inner in opened(value):
            if inner is not None:
                at = (*path, part)
                found.append((at, inner))
                if type(inner) is not str:  # as most are
                    _walk(inner, at, found)


@cache
def _parts(kind: type) -> Callable[[Any], Iterable[tuple[str | int, object]]] | None:
    """How values of a type are opened, if they are; told once for each type, since that takes longer than to open one."""
    if issubclass(kind, str | Localised | Reference):
        return None
    if issubclass(kind, BaseModel):
        return lambda value: value.__dict__.items()
    if issubclass(kind, tuple | list):
        return enumerate
    return dict.items if issubclass(kind, dict) else None
