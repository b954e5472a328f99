"""What a reader can pass on: a ready text, an address, a page of plain text, a code to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sitegen.addresses import code_path, relative, short_path, twin_path
from sitegen.markup.plain_text import as_text
from sitegen.model.contact import Address
from sitegen.model.entry import Entry
from sitegen.model.types.service import SERVICES
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.views.linker import title_of
from sitegen.views.page import canonical
from sitegen.views.questions import has_ended


@dataclass(frozen=True)
class Sharing:
    """``more`` is what a message says after the title and the description of the page: lines of plain text.

    ``link`` is the address of the page, ``printed`` that on paper and ``code`` its QR code, all empty without a base
    URL; ``twin`` is the page as plain text, of what has one. ``twin`` and ``code`` are addresses from the page.
    """

    more: str
    link: str
    twin: str
    printed: str
    code: str


def is_shared(site: Site, entry: Entry) -> bool:
    """Whether an entry is offered to be passed on: it has a page, and may be seen by others."""
    return entry.type.has_pages and str(entry.reference) != "pages/home" and not is_sensitive(site, entry)


def has_short(site: Site, entry: Entry) -> bool:
    """Whether it has a short address."""
    return entry.type.collection == SERVICES.collection and is_shared(site, entry)


def sharing(site: Site, entry: Entry, language: str, path: str) -> Sharing | None:
    """What a reader can pass on of the page of an entry that stands at ``path``."""
    if not is_shared(site, entry):
        return None
    short = has_short(site, entry)
    coded = short_path(entry.id) if short else path
    return Sharing(
        more=as_text("".join(_lines(site, entry, language)), site.languages[language].direction),
        link=canonical(site, path),
        twin=relative(twin_path(language, entry.type, entry.id), path) if short else "",
        printed=canonical(site, coded),
        code=relative(code_path(coded), path) if site.config.base_url else "",
    )


def _lines(site: Site, entry: Entry, language: str) -> Iterator[Markup]:
    """The phone, and addresses as on the sign: each a paragraph. Of what has ended, only that it has."""
    line = Markup("<p>{}</p>").format
    if has_ended(entry):
        yield line(
            site.resources.catalogues[language].gettext(
                "This has ended. The page stays so that nobody goes there in vain."
            )
        )
        return
    yield from (line(said) for said in _phone(site, entry, language))
    own = (entry.reference,) if entry.type.collection == "places" else getattr(entry.facts, "places", ())
    for reference in own:
        address = site.entries[reference].facts.address  # type: ignore[attr-defined]
        yield line(Markup('<bdi dir="ltr">{}</bdi>').format(on_one_line(address)))


def _phone(site: Site, entry: Entry, language: str) -> Iterator[Markup]:
    """The number to call, or the lines to ask on while none is known."""
    words = site.resources.catalogues[language]
    said = Markup('{} <bdi dir="ltr">{}</bdi>').format
    phones = getattr(entry.facts, "phones", ())
    for phone in phones[:1]:
        yield said(words.gettext("Call first:"), phone.number)
    for reference in () if phones else getattr(entry.facts, "call_instead", ()):
        asked = site.entries[reference]
        name = Markup("{} {}").format(words.gettext("Ask on this line:"), title_of(asked, language, site))
        yield said(name, asked.facts.phones[0].number)  # type: ignore[attr-defined]


def on_one_line(address: Address) -> str:
    """An address as on the sign: ``Σωκράτους 57, 104 31 Αθήνα``."""
    city = " ".join(part for part in (address.postcode, address.city) if part)
    return ", ".join((address.street, city + (f" ({address.district})" if address.district else "")))
