"""One digit that is changed in one language of any text of the content is found."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sitegen.checks import numbers
from sitegen.model.base import Reference
from sitegen.pipeline import examine
from sitegen.resolve.prose import Passage, prose
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State
from tests.builders import real_site

ROOT = Path(__file__).resolve().parent.parent
CASES = 1_000
#: A digit that is a part of a word (24ωρο, B1, 4th) is none of a number, by rule.
IN_A_WORD = re.compile(r"[A-Za-z\u0370-\u03ff]\d[\d.,]*|\d[\d.,]*[A-Za-z\u0370-\u03ff]")


@cache
def the_site() -> Site:
    site = examine(real_site()).site
    assert site
    return site


@cache
def digits() -> tuple[tuple[Reference, str, Passage, int], ...]:
    """Every digit of every translation that is current, where the text has a counterpart."""
    return tuple(_digits(the_site()))


def _digits(site: Site) -> Iterator[tuple[Reference, str, Passage, int]]:
    source = site.config.source_language
    for (reference, language), found in site.states.items():
        if language == source or found.state is not State.CURRENT:
            continue
        entry = site.entries[reference]
        there = {passage.unit for passage in prose(entry, source)}
        for passage in prose(entry, language):
            words = {place for match in IN_A_WORD.finditer(passage.text) for place in range(*match.span())}
            for place, sign in enumerate(passage.text):
                if passage.unit in there and sign.isdecimal() and place not in words:
                    yield reference, language, passage, place


def changed(passage: Passage, place: int, random_: random.Random) -> Passage:
    now = int(passage.text[place])
    other = str((now + random_.randrange(1, 10)) % 10)
    return Passage(passage.unit, passage.text[:place] + other + passage.text[place + 1 :], passage.mark)


def test_any_one_digit_that_is_changed_in_one_translation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    site, random_ = the_site(), random.Random(4)
    missed = []
    for reference, language, passage, place in random_.sample(digits(), CASES):
        wrong = changed(passage, place, random_)

        def with_mistake(entry, code, here=(reference, language), wrong=wrong):
            for found in prose(entry, code):
                yield wrong if (entry.reference, code, found.unit) == (*here, wrong.unit) else found

        monkeypatch.setattr(numbers, "prose", with_mistake)
        if not list(numbers.check_entry(site.entries[reference], site.config)):
            missed.append(
                (
                    str(reference),
                    language,
                    passage.unit,
                    passage.text[max(0, place - 20) : place + 20],
                    wrong.text[place],
                )
            )
    assert missed == []


def test_the_content_has_enough_of_them() -> None:
    assert len(digits()) > 10 * CASES
