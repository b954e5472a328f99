"""What a building has, as structured data: the keys of the project's accessibility vocabulary
(after A11yJSON, OpenStreetMap and schema.org), each yes, no or unknown, some limited or counted.

What is unknown was not checked; it is never a no. What help can be had stands apart, in a service's `help`.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from sitegen.model.base import Localised
from sitegen.model.provenance import Sourced
from sitegen.model.values import Grade, IsoDate, LanguageTag, OneOrMore, Whole, YesNo
from sitegen.wording import say


class Ramp(StrEnum):
    """The kind of ramp at the entrance."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NO = "no"
    UNKNOWN = "unknown"


class Lift(StrEnum):
    """Whether there is a lift that works."""

    YES = "yes"
    NO = "no"
    OUT_OF_ORDER = "out_of_order"
    UNKNOWN = "unknown"


class Toilet(StrEnum):
    """Whether a wheelchair user can use the toilet; `none`: there is no toilet at all."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"
    NONE = "none"
    UNKNOWN = "unknown"


class Unknown(StrEnum):
    """A count that may be no or unknown."""

    NO = "no"
    UNKNOWN = "unknown"


class Accessibility(Sourced):
    """The features of a building or a service. Every key may be left out: it is then not checked."""

    wheelchair: Grade = Field(
        default=Grade.UNKNOWN, description="The whole, for a wheelchair: never derived from the other keys."
    )
    step_free_entrance: YesNo = Field(default=YesNo.UNKNOWN, description="An entrance without a step.")
    steps_at_entrance: Whole | None = Field(default=None, description="How many steps at the entrance.")
    ramp: Ramp = Field(default=Ramp.UNKNOWN, description="fixed, removable, no or unknown.")
    door_width_cm: Whole | None = Field(
        default=None, description="Width of the narrowest door on the way in, in centimetres."
    )
    lift: Lift = Field(default=Lift.UNKNOWN, description="yes, no, out_of_order or unknown.")
    toilet_wheelchair: Toilet = Field(default=Toilet.UNKNOWN, description="yes, limited, no, none or unknown.")
    parking_disabled: Whole | Unknown = Field(
        default=Unknown.UNKNOWN, description="How many marked parking places, no or unknown."
    )
    hearing_loop: YesNo = Field(default=YesNo.UNKNOWN, description="An induction loop for hearing aids.")
    tactile_paving: YesNo = Field(default=YesNo.UNKNOWN, description="Tactile paving or guide strips.")
    braille_signs: YesNo = Field(default=YesNo.UNKNOWN, description="Signs in Braille.")
    sign_language: Annotated[tuple[LanguageTag, ...], OneOrMore] = Field(
        default=(), description="Sign languages of the staff: gss is Greek Sign Language."
    )
    spoken_languages: Annotated[tuple[LanguageTag, ...], OneOrMore] = Field(
        default=(), description="Languages of the staff, without an interpreter."
    )
    interpreter: Localised | None = Field(default=None, description="How interpretation works, in words.")
    assistance_dog: YesNo = Field(default=YesNo.UNKNOWN, description="Assistance dogs may come in.")
    quiet_space: YesNo = Field(default=YesNo.UNKNOWN, description="A quiet place to wait.")
    helper: YesNo = Field(default=YesNo.UNKNOWN, description="Somebody on the spot who helps visitors.")
    easy_read_material: YesNo = Field(default=YesNo.UNKNOWN, description="Material in easy language.")
    accessible_note: Localised | None = Field(default=None, description="What the keys cannot say.")
    checked_on: IsoDate | None = Field(
        default=None, description="The day the building was looked at; required with any key that is not unknown."
    )

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if self.known() and not self.checked_on:
            fault = say("accessibility that is known needs checked_on: the day somebody looked at the building")
            raise ValueError(fault)
        return self

    def known(self) -> dict[str, object]:
        """The features that are known, by key."""
        return {key: value for key in FEATURES if (value := getattr(self, key)) not in _UNKNOWN}

    def grade(self, key: str) -> Grade | None:
        """A feature as yes, limited or no; `unknown` when it was not checked, and nothing when it is a measure.

        Measures are not judged: one step is no barrier with a ramp, and how wide a chair is only its user knows.
        """
        value = getattr(self, key)
        if value in _UNKNOWN:
            return Grade.UNKNOWN
        if key in MEASURES:
            return None
        return _GRADES[str(value)] if isinstance(value, str) else Grade.YES if value else Grade.NO


#: The keys a reader can choose by, in the order that they are shown in.
FEATURES = (
    "wheelchair", "step_free_entrance", "steps_at_entrance", "ramp", "door_width_cm", "lift", "toilet_wheelchair",
    "parking_disabled", "hearing_loop", "tactile_paving", "braille_signs", "sign_language", "assistance_dog",
    "quiet_space", "helper", "easy_read_material",
)  # fmt: skip
#: Those of them that are a number and say neither yes nor no.
MEASURES = frozenset({"steps_at_entrance", "door_width_cm"})
_UNKNOWN = ("unknown", None, ())
_GRADES = {
    **{grade.value: grade for grade in (Grade.YES, Grade.LIMITED, Grade.NO)},
    "fixed": Grade.YES,
    "removable": Grade.LIMITED,  # somebody has to be there and put it out
    "out_of_order": Grade.NO,
    "none": Grade.NO,
}
