"""Atom feeds (RFC 4287) of each language: news, and what changed. Only with a base URL: a feed is read far from the
site, so that its addresses must be whole.

Dates are days of the content, at their beginning in the time zone of the site. The id of an item is its address,
with the day where one page can change on several: it stays while the address does.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from sitegen.addresses import absolute, entry_path, feed_path, home_path, section_path
from sitegen.model.types.news import NewsFacts
from sitegen.planned import Output, PlannedFile
from sitegen.records import record
from sitegen.resolve.changes import MOST, What
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.views.linker import summary_of, title_of
from sitegen.views.page import own_words, site_title
from sitegen.views.phrases import Phrase
from sitegen.views.values import name

NOTHING_YET = date(1970, 1, 1)  #: when a feed that never had an item was changed last: RFC 4287 wants a date

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"


@record
class Item:
    """One entry of a feed: its id and its page as paths of the site; ``lines`` are its summary."""

    id: str
    day: date
    path: str
    title: Phrase
    lines: tuple[Phrase, ...]


def plan(site: Site) -> Iterator[PlannedFile]:
    """The feeds of every language; they are there also while they are empty, so that people can subscribe."""
    if not site.config.base_url:
        return
    for code in site.languages:
        for feed in ("news", "changes"):
            yield PlannedFile(feed_path(code, feed), values={"data": name("feed", code, feed)})


def _feed(site: Site, code: str, feed: str) -> bytes:
    words = site.resources.catalogues[code].gettext
    listed = section_path(code, "news") if feed == "news" and site.of("news") else home_path(code)
    title = words("News") if feed == "news" else words("New and checked again")
    items = _news(site, code) if feed == "news" else _changes(site, code)
    return _Writer(site, code).written(Feed(feed, title, listed, items))


@record
class Feed:
    """A feed: its name in addresses, its title, the path of the page that it is about, its items, the newest first."""

    name: str
    title: str
    page: str
    items: Iterator[Item]


def _news(site: Site, code: str) -> Iterator[Item]:
    for entry in site.lists.ordered("news", code):
        facts = entry.facts
        if isinstance(facts, NewsFacts) and facts.date <= site.today and not is_sensitive(site, entry):
            path = entry_path(code, entry.type, entry.id)
            yield Item(path, facts.date, path, title_of(entry, code, site), (summary_of(entry, code, site),))


def _changes(site: Site, code: str) -> Iterator[Item]:
    words = site.resources.catalogues[code]
    said = {
        What.CONFIRMED: words.gettext("Facts on this page were confirmed."),
        What.CHECKED: words.gettext("The accessibility of this place was checked."),
        What.REVIEWED: words.gettext("Somebody read the text again in this language."),
        What.READ: words.gettext("We read a source of this page on this day."),
    }
    for change in site.changes[code]:
        entry = change.entry
        first = entry_path(code, entry.type, entry.id).partition("#")[0]
        here = entry_path(code, entry.type, entry.id, site.lists.number(entry.reference, code))
        told = own_words(" ".join(said[what] for what in change.what), site, code)
        lines = (told, summary_of(entry, code, site))
        title = title_of(entry, code, site)
        yield Item(f"{first}#{entry.id}-{change.day}", change.day, here, title, lines)


class _Writer:
    """Writes the feeds of a language: of the same content the same bytes."""

    def __init__(self, site: Site, code: str) -> None:
        self._site = site
        self._code = code
        self._base = site.config.base_url or ""
        self._zone = ZoneInfo(site.config.timezone)

    def written(self, feed: Feed) -> bytes:
        """A feed with the newest of its items."""
        items = tuple(itertools.islice(feed.items, MOST))
        config, path = self._site.config, feed_path(self._code, feed.name)
        site = site_title(self._site, self._code).plain
        root = Element("feed", {"xmlns": ATOM, "xml:lang": self._code})
        _add(root, "id", self._address(path))
        _add(root, "title", f"{site} – {feed.title}" if site else feed.title)
        _add(root, "updated", self._moment(items[0].day if items else NOTHING_YET))
        self._link(root, "self", path, "application/atom+xml")
        self._link(root, "alternate", feed.page, "text/html")
        _add(SubElement(root, "author"), "name", config.publisher or site or self._base)
        if config.licence:
            _add(root, "rights", config.licence.name)
        for item in items:
            self._item(SubElement(root, "entry"), item)
        indent(root, "")
        return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"

    def _item(self, entry: Element, item: Item) -> None:
        _add(entry, "id", self._address(item.id))
        _add(entry, "title", item.title.plain, {"xml:lang": item.title.language.code} if item.title.foreign else {})
        _add(entry, "updated", self._moment(item.day))
        self._link(entry, "alternate", item.path, "text/html")
        if lines := [line for line in item.lines if line]:
            summary = SubElement(SubElement(entry, "summary", {"type": "xhtml"}), "div", {"xmlns": XHTML})
            for line in lines:
                code = line.language.code
                _add(summary, "p", line.plain, {"xml:lang": code, "lang": code, "dir": line.language.direction})

    def _address(self, path: str) -> str:
        return absolute(path, self._base)

    def _moment(self, day: date) -> str:
        """The beginning of a day as RFC 3339 has it."""
        return datetime.combine(day, time(), self._zone).isoformat()

    def _link(self, parent: Element, relation: str, path: str, kind: str) -> None:
        of = {"rel": relation, "type": kind, "hreflang": self._code, "href": self._address(path)}
        SubElement(parent, "link", of)


def _add(parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    SubElement(parent, name, dict(attributes or {})).text = text


OUTPUT = Output("feeds", plan, {"feed": _feed})
