"""Features of a building as yes, in part and no, and what is known of them."""

import pytest

from sitegen.model.accessibility import FEATURES, Accessibility
from sitegen.model.values import Grade


def looked_at(**features: object) -> Accessibility:
    return Accessibility.model_validate({**features, "checked_on": "2026-11-03"})


@pytest.mark.parametrize(
    ("key", "value", "grade"),
    [
        ("wheelchair", "limited", Grade.LIMITED),
        ("step_free_entrance", "no", Grade.NO),
        ("ramp", "fixed", Grade.YES),
        ("ramp", "removable", Grade.LIMITED),
        ("ramp", "no", Grade.NO),
        ("lift", "out_of_order", Grade.NO),
        ("toilet_wheelchair", "none", Grade.NO),
        ("parking_disabled", "2", Grade.YES),
        ("parking_disabled", "0", Grade.NO),
        ("sign_language", ["gss"], Grade.YES),
    ],
)
def test_what_is_known_is_yes_limited_or_no(key: str, value: object, grade: Grade) -> None:
    assert looked_at(**{key: value}).grade(key) is grade


@pytest.mark.parametrize(("key", "value"), [("steps_at_entrance", "2"), ("door_width_cm", "80")])
def test_a_measure_is_not_judged(key: str, value: str) -> None:
    assert looked_at(**{key: value}).grade(key) is None


def test_what_was_not_checked_is_unknown_and_never_no() -> None:
    access = looked_at(lift="yes")
    assert {access.grade(key) for key in FEATURES if key != "lift"} == {Grade.UNKNOWN}
