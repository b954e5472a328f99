"""How to reach somebody: phones, e-mail, web, names, places."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from sitegen.model.base import Localised, Model
from sitegen.model.provenance import Sourced
from sitegen.model.values import (
    EmailAddress,
    LanguageTag,
    Latitude,
    Line,
    Longitude,
    OneOrMore,
    WebAddress,
    western_digits,
)
from sitegen.wording import say


def _number(text: str) -> str:
    number = " ".join(western_digits(text).split())
    if not re.fullmatch(r"\+?[0-9][0-9 ()./-]*", number) or not 3 <= len(re.sub(r"\D", "", number)) <= 15:
        raise ValueError(say("“{value}” must be a phone number of 3 to 15 digits, such as 210 323 8000", value=text))
    if number.startswith(("+", "00")) and "(0)" in number:
        raise ValueError(say("“{value}” cannot be dialled: after the country code leave (0) out", value=text))
    return number


def _spelt_out(value: Any) -> Any:
    return {"number": value} if isinstance(value, str) else value


PhoneNumber = Annotated[str, AfterValidator(_number)]


class _Phone(Sourced):
    interval = "contact"

    number: PhoneNumber = Field(description="As people write it: 210 363 8625, 112, +30 694 277 3030. Kept as text.")
    extension: Annotated[str, Field(pattern=r"^[0-9]{1,6}$")] | None = Field(
        default=None, description="Digits to press afterwards."
    )
    note: Localised | None = Field(default=None, description="What this number is for, when there are several.")
    messages: tuple[Line, ...] = Field(default=(), description="Apps that reach this number: WhatsApp, Viber, SMS.")


#: ``210 363 8625``, or ``{number: 210 363 8625, extension: 0, source: …}``.
Phone = Annotated[_Phone, BeforeValidator(_spelt_out)]


class _Email(Sourced):
    interval = "contact"

    address: EmailAddress = Field(description="The e-mail address.")


Email = Annotated[_Email, BeforeValidator(lambda v: {"address": v} if isinstance(v, str) else v)]


class _Website(Sourced):
    interval = "contact"

    address: WebAddress = Field(description="The web address.")
    languages: Annotated[tuple[LanguageTag, ...], OneOrMore] = Field(
        default=(), description="The languages it is in, when known."
    )


Website = Annotated[_Website, BeforeValidator(lambda v: {"address": v} if isinstance(v, str) else v)]


class OfficialName(Model):
    """The name as on the sign, the form or the register; a reader may have to show it."""

    language: LanguageTag = Field(description="The language of the name.")
    name: Line = Field(description="The official name.")
    latin: Line | None = Field(default=None, description="Its reading in Latin letters.")
    short: tuple[Line, ...] = Field(default=(), description="Abbreviations in use, such as ΚΕΜ and KEM.")


class Address(Sourced):
    """A postal address, in the language and letters of the sign."""

    interval = "contact"

    street: Line = Field(description="Street and number as on the sign.")
    postcode: Line | None = Field(default=None, description="Postcode, as text.")
    city: Line = Field(description="City, as on the sign.")
    district: Line | None = Field(default=None, description="District, as on the sign.")
    latin: Line = Field(description="The whole address in Latin letters.")
    language: LanguageTag = Field(description="The language of the sign.")


class Coordinates(Sourced):
    """A point in WGS 84; only when a source gives it, never looked up by guess."""

    latitude: Latitude = Field(description="Degrees north.")
    longitude: Longitude = Field(description="Degrees east.")
