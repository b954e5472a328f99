"""What the content prepares for the exam with: pages that can be printed, data that a phone can load."""

from functools import cache
from pathlib import Path

import pytest

from sitegen.outputs import study
from sitegen.pipeline import examine
from sitegen.resolve.site import Site
from sitegen.views.study.places import questions_of
from tests.builders import real_site

ROOT = Path(__file__).resolve().parent.parent
MOST_QUESTIONS = 20  #: on one page
MOST_BYTES = 25_000  #: of the questions of a chapter in one language


@cache
def the_site() -> Site:
    site = examine(real_site()).site
    assert site
    return site


def test_the_questions_of_a_chapter_are_light_enough_to_load() -> None:
    files = {file.path: file.data for file in study.plan(the_site()) if file.path.endswith("/questions.json")}
    assert len(files) == len(the_site().of("chapters")) * len(the_site().languages)
    assert {path: len(data or b"") for path, data in files.items() if len(data or b"") > MOST_BYTES} == {}


def test_they_are_the_same_in_every_build() -> None:
    first, again = (list(study.plan(the_site())) for _ in range(2))
    assert first == again


def test_a_chapter_has_no_more_questions_than_fit_on_a_page() -> None:
    found = {entry.id: len(questions_of(the_site(), entry.reference)) for entry in the_site().of("chapters")}
    assert {name: count for name, count in found.items() if not 0 < count <= MOST_QUESTIONS} == {}


@pytest.mark.parametrize("place", range(3))
def test_the_right_option_does_not_stand_at_one_place(place: int) -> None:
    choices = [options for entry in the_site().of("practice") if (options := getattr(entry.facts, "options", None))]
    right = [next(n for n, option in enumerate(options) if option.right) for options in choices]
    assert right.count(place) < len(right) / 2
