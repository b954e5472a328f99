"""A neutral corpus: N invented offices, told in Greek, English, Arabic and Farsi, for every generator alike.

Each has facts, a title, a summary and a text of some 250 words with headings, lists, a table and three links to others.
Twenty share a building, so that there is a fact that many pages use. The same number and seed give the same corpus; an
entry depends on the seed and its own number alone, but for its links.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml

LANGUAGES = ("el", "en", "ar", "fa")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ACCESS = ("step_free", "ramp", "lift", "toilet")
SHARE = 20  #: so many entries are in one building
LATEST = 20  #: so many stand on the home page

Texts = Mapping[str, str]  #: by language


@dataclass(frozen=True)
class Building:
    """Where up to twenty offices are."""

    id: str
    district: Texts
    street: str
    latin: str
    postcode: str
    latitude: float
    longitude: float
    access: Mapping[str, bool]

    @property
    def address(self) -> str:
        return f"{self.street}, {self.postcode}"


@dataclass(frozen=True)
class Entry:
    """An office. Links in its text to another are written ``[text](entry:<id>)``."""

    id: str
    category: str
    building: Building
    phone: str
    hours: Mapping[str, list[list[str]]]  #: by day: when it opens and closes, none or several times
    speaks: list[str]
    cost: str
    updated: date
    title: Texts
    summary: Texts
    text: Texts


@dataclass(frozen=True)
class Corpus:
    """So many entries, worked out when they are asked for."""

    size: int
    seed: int = 1

    @property
    def pages(self) -> int:
        """What every generator makes at least of it: entries, lists of categories and home pages, in each language."""
        return len(LANGUAGES) * (self.size + len(words()["categories"]) + 1)

    @cached_property
    def buildings(self) -> list[Building]:
        return [_building(number, self._chance("building", number)) for number in range(-(-self.size // SHARE))]

    @cached_property
    def entries(self) -> list[Entry]:
        return [self._entry(number) for number in range(self.size)]

    def _chance(self, what: str, number: int) -> Random:
        return Random(f"{self.seed} {what} {number}")

    def _entry(self, number: int) -> Entry:
        chance = self._chance("facts", number)
        category = chance.choice(list(words()["categories"]))
        title, building = self._title(number), self.buildings[number // SHARE]
        writer = _Writer(self._chance("text", number), words()["categories"][category], building.district)
        return Entry(
            id=name(number),
            category=category,
            building=building,
            phone=f"210 0{chance.randint(10, 99)} {chance.randint(1000, 9999)}",  # nobody has such a number
            hours={day: _hours(day, chance) for day in DAYS},
            speaks=["el", *(code for code in ("en", "ar", "fa", "fr", "ur") if chance.random() < 0.5)],
            cost=chance.choice(["free", "free", "free", "paid"]),
            updated=date(2026, 1, 1) + timedelta(days=chance.randint(0, 290)),
            title=title,
            summary=writer.said(words()["summaries"], k=title),
            text=writer.text([self._link(writer.chance) for _ in range(3)]),
        )

    def _title(self, number: int) -> Texts:
        kind = self._chance("kind", number).choice(words()["kinds"])
        district = self.buildings[number // SHARE].district
        return {code: f"{of} {district[code]} {number + 1}" for code, of in by_language(kind).items()}

    def _link(self, chance: Random) -> Texts:
        other = chance.randrange(self.size)
        return {code: f"[{title}](entry:{name(other)})" for code, title in self._title(other).items()}


def name(number: int) -> str:
    """The id of an entry."""
    return f"s{number:05d}"


@cache
def words() -> dict[str, Any]:
    """The file of words; the reading of it takes long enough to be done once."""
    return dict(yaml.load(Path(__file__).with_name("words.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader))


def by_language(four: list[str]) -> Texts:
    return dict(zip(LANGUAGES, four, strict=True))


def labels(language: str) -> dict[str, str]:
    """What a theme says, by key."""
    return {key: by_language(four)[language] for key, four in words()["labels"].items()}


def _building(number: int, chance: Random) -> Building:
    greek, latin = chance.choice(words()["streets"])
    house, postcode = chance.randint(1, 220), f"{chance.randint(104, 186)} {chance.randint(10, 99)}"
    return Building(
        id=f"p{number:04d}",
        district=by_language(chance.choice(words()["districts"])),
        street=f"{greek} {house}",
        latin=f"{latin} {house}, {postcode} Athens",
        postcode=postcode,
        latitude=round(37.92 + chance.random() * 0.12, 5),
        longitude=round(23.64 + chance.random() * 0.16, 5),
        access={key: chance.random() < 0.5 for key in ACCESS},
    )


def _hours(day: str, chance: Random) -> list[list[str]]:
    if day == "sun" or (day == "sat" and chance.random() < 0.6):
        return []
    if chance.random() < 0.25:
        return [["09:00", "13:00"], ["17:00", "20:30"]]
    return [[f"{chance.randint(8, 10):02d}:00", f"{chance.randint(14, 19):02d}:30"]]


class _Writer:
    """Draws sentences and says them in all languages alike."""

    def __init__(self, chance: Random, category: list[str], district: Texts) -> None:
        self.chance = chance
        self._fixed = {"c": by_language(category), "d": district}

    def said(self, four: list[str], **more: Texts) -> Texts:
        """A sentence with its places filled."""
        w, v = self.chance.sample(words()["things"], 2)
        values = {**self._fixed, "w": by_language(w), "v": by_language(v), **more}
        number = self.chance.randint(3, 10)
        return {
            code: sentence.format(n=number, **{key: of[code] for key, of in values.items()})
            for code, sentence in by_language(four).items()
        }

    def text(self, links: list[Texts]) -> Texts:
        """The text of an entry; the first link stands in a sentence, the others in a list."""
        draft = _Draft(
            sentences=[self.said(four) for four in self.chance.sample(words()["sentences"], 10)],
            bullets=[self.said(four) for four in self.chance.sample(words()["bullets"], 4)],
            steps=[self.said(four) for four in words()["steps"]],
            waits=[(self.chance.randint(1, 30), self.chance.randint(1, 6) * 10) for _ in words()["rows"]],
            links=links,
        )
        return {code: "\n".join(draft.lines(code)) for code in LANGUAGES}


@dataclass(frozen=True)
class _Draft:
    """What a text says, in every language."""

    sentences: list[Texts]
    bullets: list[Texts]
    steps: list[Texts]
    waits: list[tuple[int, int]]  #: days and minutes
    links: list[Texts]

    def lines(self, code: str) -> Iterator[str]:
        """The lines of the text in a language."""
        heads = [by_language(four)[code] for four in words()["headings"]]
        said, links = ([one[code] for one in part] for part in (self.sentences, self.links))
        yield from (f"## {heads[0]}", "", " ".join(said[:3]), "", *(f"- {one[code]}" for one in self.bullets), "")
        yield from (f"## {heads[1]}", "", f"{' '.join(said[3:6])} {heads[4]}: {links[0]}.", "")
        yield from (
            f"## {heads[2]}",
            "",
            said[6],
            "",
            *(f"{n}. {one[code]}" for n, one in enumerate(self.steps, 1)),
            "",
        )
        yield from (f"## {heads[3]}", "", said[7], "", *self._table(code), "")
        yield from (f"### {heads[4]}", "", " ".join(said[8:]), "", f"- {links[1]}", f"- **{links[2]}**", "")

    def _table(self, code: str) -> Iterator[str]:
        yield "| " + " | ".join(by_language(four)[code] for four in words()["table"]) + " |"
        yield "| --- | --- | --- |"
        for four, (days, minutes) in zip(words()["rows"], self.waits, strict=True):
            yield f"| {by_language(four)[code]} | {days} | {minutes} |"
