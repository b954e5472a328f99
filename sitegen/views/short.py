"""The page at a short address: it names a service in every language, and leads to its page in each."""

from __future__ import annotations

from dataclasses import replace

from sitegen.addresses import entry_path, relative, short_path
from sitegen.model.base import Reference
from sitegen.model.types.service import SERVICES
from sitegen.resolve.reads import once
from sitegen.resolve.redirects import destination
from sitegen.resolve.site import Site
from sitegen.views.choice import ChoiceView, choice_view
from sitegen.views.linker import title_of
from sitegen.views.page import own_words
from sitegen.views.phrases import Phrase


def short_view(site: Site, identifier: str) -> ChoiceView:
    """The view of the short address of a service, or of one that was."""
    path, home = short_path(identifier), _home(site)
    choices = (
        choice._replace(
            href=relative(entry_path(choice.language.code, SERVICES, identifier), path),
            title=_title(site, identifier, choice.language.code),
        )
        for choice in home.choices
    )
    return replace(home, root=relative("index.html", path), choices=tuple(choices))


@once
def _home(site: Site) -> ChoiceView:
    """The page that asks for a language, as far as those at short addresses are like it."""
    home = choice_view(site, "index.html")
    choices = (choice._replace(summary=own_words("", site, choice.language.code)) for choice in home.choices)
    return replace(home, choices=tuple(choices), canonical="", alternates=())


def _title(site: Site, identifier: str, language: str) -> Phrase:
    """What is there; of what was renamed nothing is named, which may be sensitive: its old page leads on."""
    reference = Reference(SERVICES.collection, identifier)
    if reference in site.entries:
        return title_of(site.entries[reference], language, site)
    words = site.resources.catalogues[language]
    moved = destination(site, reference) is not None
    said = words.gettext("This page has moved") if moved else words.gettext("This page is gone")
    return own_words(said, site, language)
