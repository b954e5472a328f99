"""The site's own configuration, ``site_config.yaml``. What is left empty is left out of the site."""

from functools import cached_property
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sitegen.model.base import Model
from sitegen.model.provenance import Confidence
from sitegen.model.values import EmailAddress, Flag, LanguageTag, Line, OneOrMore, Slug, WebAddress, Whole, web_address
from sitegen.wording import say


class LanguageConfig(Model):
    """A language of the site. A code alone is enough where CLDR knows the language."""

    code: LanguageTag = Field(description="BCP 47 code: it stands in addresses, file names and lang attributes.")
    locale: LanguageTag | None = Field(default=None, description="The CLDR locale to format with, when it is another.")
    name: Line | None = Field(default=None, description="The language's own name, when CLDR's is not wanted.")
    direction: Literal["ltr", "rtl"] | None = Field(default=None, description="When CLDR does not know it.")
    second_calendar: Literal["persian"] | None = Field(
        default=None, description="A second calendar, shown in brackets."
    )


Language = Annotated[LanguageConfig, BeforeValidator(lambda v: {"code": v} if isinstance(v, str) else v)]


class Licence(Model):
    """The licence of the content."""

    name: Line = Field(description="Its name.")
    address: WebAddress | None = Field(default=None, description="Its text.")


def _with_places(*names: str) -> AfterValidator:
    """An address that has a place for each of these names, such as ``{file}``, and no other braces."""

    def checked(pattern: str) -> str:
        bare = pattern
        for name in names:
            bare = bare.replace(f"{{{name}}}", name)
        if "{" in bare or "}" in bare or any(f"{{{name}}}" not in pattern for name in names):
            places = ", ".join(f"{{{name}}}" for name in names)
            raise ValueError(
                say("“{pattern}” must have {places} in it, and no other braces", pattern=pattern, places=places)
            )
        web_address(bare)
        return pattern

    return AfterValidator(checked)


class Repository(Model):
    """Where the content is kept, for the links “edit this page” and “report a problem”."""

    edit: WebAddress | None = Field(default=None, description="Address that a file's path is put after.")
    new: Annotated[Line, _with_places("folder", "name")] | None = Field(
        default=None,
        description="Address that begins a new file, with {folder} and {name} in it: for texts that are to be written.",
    )
    line: Annotated[Line, _with_places("file", "line")] | None = Field(
        default=None,
        description="Address that shows a line of a file, with {file} and {line} in it: for rows of long files.",
    )
    report: WebAddress | None = Field(default=None, description="Address of the form for problems.")


class PhoneRules(Model):
    """How phone numbers of the country are dialled."""

    country_code: Annotated[str, Field(pattern="^[1-9][0-9]{0,2}$")] = Field(description="Without the plus sign: 30.")
    trunk_prefix: Annotated[str, Field(pattern="^[0-9]?$")] = Field(
        default="", description="The digit that is dropped after the country code."
    )
    national_digits: Whole = Field(
        default=0, description="How many digits a national number has, as it is written; left out when it varies."
    )
    short_code_digits: Whole = Field(
        default=6, description="Numbers of at most so many digits are dialled as they are."
    )

    def dialled(self, number: str, extension: str | None = None) -> str:
        """A number as a phone dials it (RFC 3966, without ``tel:``): short codes as they are, others with the country
        code.
        """
        digits = "".join(c for c in number if c.isdigit())
        suffix = f";ext={extension}" if extension else ""
        if number.startswith("+"):
            return f"+{digits}{suffix}"
        if digits.startswith("00"):
            return f"+{digits[2:]}{suffix}"
        if len(digits) <= self.short_code_digits:
            return f"{digits}{suffix}"
        return f"+{self.country_code}{digits.removeprefix(self.trunk_prefix)}{suffix}"


class ConfirmEvery(Model):
    """After how many days a confirmation is overdue, by kind of fact."""

    hours: Whole = Field(default=90, description="Hours and timetables.")
    contact: Whole = Field(default=180, description="Phones, e-mail and web addresses, places.")
    other: Whole = Field(default=365, description="Everything else.")


class Budgets(Model):
    """Bytes, compressed with gzip -9, that a page may weigh."""

    first_view: Whole = Field(default=20_000, description="HTML, styles and icons of any page.")
    script: Whole = Field(default=10_000, description="JavaScript of any page.")


def _timezone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(say("{name} is not a time zone such as Europe/Athens", name=name))
    return name


def base_address(text: str) -> str:
    """The address of a published site, with a slash at its end; raises ``ValueError`` when it is none."""
    if "?" in text or "#" in text:
        raise ValueError(say("“{value}” must be an address without ? and #", value=text))
    return web_address(text.rstrip("/") + "/")


#: What makes HTML of Markdown. Both make the same.
Engine = Literal["python", "pyromark"]

Folders = Annotated[tuple[Line, ...], OneOrMore, Field(min_length=1)]


class SiteConfig(Model):
    """Everything about a site that is not its content. Paths are relative to the folder of the file."""

    languages: tuple[Language, ...] = Field(min_length=1, description="The languages, in the order of the switcher.")
    source_language: LanguageTag = Field(description="The language that content is written in first.")
    fallbacks: dict[LanguageTag, tuple[LanguageTag, ...]] = Field(
        default={}, description="For a language, those to show instead, best first; the source language is always last."
    )
    base_url: Annotated[str, AfterValidator(base_address)] | None = Field(
        default=None, description="The address of the published site."
    )
    status: Literal["official", "unofficial"] = Field(
        default="unofficial", description="unofficial until a public body adopts the site."
    )
    publisher: Line | None = Field(default=None, description="Who publishes it.")
    contact: EmailAddress | None = Field(default=None, description="An e-mail address for readers.")
    published: Line = Field(
        default="published.txt", description="The list of published addresses, written by build.py addresses."
    )
    licence: Licence | None = Field(default=None, description="The licence of the content.")
    repository: Repository = Field(default=Repository(), description="Where readers can mend or report something.")
    content: Folders = Field(default=("content",), description="Content roots; each is laid over the ones before it.")
    templates: Folders = Field(
        default=("templates",), description="Template folders; the first that has a template wins."
    )
    assets: Line = Field(default="assets", description="The folder of styles and scripts.")
    translations: Folders = Field(
        default=("translations",), description="Folders of catalogues; the first that has a language wins."
    )
    timezone: Annotated[str, AfterValidator(_timezone)] = Field(description="The time zone of hours and dates.")
    phones: PhoneRules = Field(description="How phone numbers of the country are dialled.")
    confirm_every: ConfirmEvery = Field(
        default=ConfirmEvery(), description="After how many days a confirmation is overdue."
    )
    confidence: tuple[Confidence, ...] = Field(
        default=(Confidence.A, Confidence.B),
        description="The confidence that a source must have for its facts to be published.",
    )
    budgets: Budgets = Field(default=Budgets(), description="How many bytes a page may weigh.")
    page_size: Annotated[Whole, Field(ge=1)] = Field(default=50, description="Entries on one page of a list.")
    markdown: Engine = Field(
        default="python",
        description="What makes HTML of Markdown: python is Python-Markdown, pyromark a little quicker. The pages are the same.",
    )
    icons: dict[Slug, Line] = Field(
        default={}, description="Icon names and the file each is drawn from: package:path/in/package.svg."
    )
    quick_exit: WebAddress | None = Field(default=None, description="Where the quick exit of sensitive pages leads.")
    offline: Flag = Field(
        default=True, description="no takes every saved copy off the phones of readers, and offers none any more."
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        codes = [language.code for language in self.languages]
        if len(set(codes)) < len(codes):
            raise ValueError(say("a language is named twice"))
        if self.source_language not in codes:
            raise ValueError(say("source_language {code} is not among the languages", code=self.source_language))
        unknown = {c for code, others in self.fallbacks.items() for c in (code, *others)} - set(codes)
        if unknown:
            raise ValueError(say("fallbacks name {codes}, not among the languages", codes=", ".join(sorted(unknown))))
        return self

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The language codes in order."""
        return tuple(language.code for language in self.languages)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that the site is made from."""
        return (*self.content, *self.templates, *self.translations, self.assets)

    def chain(self, language: str) -> tuple[str, ...]:
        """The languages to look for a text in: itself, its fallbacks, the source language."""
        chain = (language, *self.fallbacks.get(language, ()), self.source_language)
        return tuple(dict.fromkeys(chain))
