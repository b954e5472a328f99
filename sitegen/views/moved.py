"""The page at an address that was: it leads on, or says that the entry is gone."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import INDEX, entry_path, section_path
from sitegen.hosting.redirects import Move
from sitegen.model.base import Reference
from sitegen.model.types.redirect import RedirectFacts
from sitegen.records import record
from sitegen.resolve.redirects import destination, steps
from sitegen.resolve.sensitive import leads_to_sensitive
from sitegen.resolve.site import Site
from sitegen.views.linker import Linker
from sitegen.views.page import Page, alternates, canonical, home_crumb, own_words, site_title
from sitegen.views.phrases import Phrase


@record
class MovedView:
    """``href`` is where the page is now, ``list_href`` the list of its collection; one of them is empty."""

    page: Page
    title: Phrase
    href: str
    list_href: str


def moved_view(site: Site, language: str, row: str) -> MovedView:
    """The view of the page at the old address of an entry. It names nothing of the new one, which may be sensitive."""
    facts = site.entries[Reference("redirects", row)].facts
    assert isinstance(facts, RedirectFacts)
    old, target = facts.old, destination(site, facts.old)
    kind = site.type_of(old.collection)
    path = entry_path(language, kind, old.id)
    linker = Linker(site, language, path)
    words = site.resources.catalogues[language]
    title = own_words(
        words.gettext("This page has moved") if target else words.gettext("This page is gone"), site, language
    )
    page = Page(
        path=path,
        root="../" * path.count("/"),
        language=site.languages[language],
        title=title,
        description=own_words("", site, language),
        browser_title=site_title(site, language).plain,
        crumbs=(home_crumb(site, language, path, words.gettext("Home")),),
        alternates=alternates(site, language, path, lambda code: entry_path(code, kind, old.id), lambda code: False),
        canonical=canonical(site, Linker(site, language, "").entry_href(target)) if target else "",
        listed=False,
    )
    listed = linker.href(section_path(language, kind.folder)) if not target and kind.has_list else ""
    return MovedView(page, title, linker.entry_href(target) if target else "", listed)


def moves(site: Site) -> Iterator[Move]:
    """Every address that was, in every language."""
    for old in steps(site):
        target, kind, sensitive = destination(site, old), site.type_of(old.collection), leads_to_sensitive(site, old)
        for language in site.languages:
            was = entry_path(language, kind, old.id).removesuffix(INDEX)
            now = Linker(site, language, INDEX).entry_href(target) if target else ""
            yield Move(was, now, sensitive)
