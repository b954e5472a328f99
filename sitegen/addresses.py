"""Where pages stand, and how one page points to another. Pure functions of paths.

A path is relative to the site's root and ends in a file name (``en/services/kem/index.html``);
links inside the site are relative, so that the same bytes work on a domain and under a sub-path.
"""

from __future__ import annotations

from functools import lru_cache

from sitegen.model.entry import ContentType

INDEX = "index.html"
_IN_FOLDER = f"/{INDEX}"


def home_path(language: str) -> str:
    """The home page of a language."""
    return f"{language}/{INDEX}"


def section_path(language: str, folder: str, page: int = 1) -> str:
    """A list or other page directly below the language; lists go on in ``page-2`` …"""
    return f"{language}/{folder}/{INDEX}" if page == 1 else f"{language}/{folder}/page-{page}/{INDEX}"


def entry_path(language: str, kind: ContentType, identifier: str, page: int = 1) -> str:
    """The page of an entry; for the page ``home``, the home page itself.

    Rows have their place in the list: ``page`` is the number of the page of the list that they stand on.
    """
    if (kind.collection, identifier) == ("pages", "home"):
        return home_path(language)
    if not kind.has_address:
        return f"{section_path(language, kind.folder, page)}#{identifier}"
    return f"{language}/{kind.folder}/{identifier}/{INDEX}" if kind.folder else f"{language}/{identifier}/{INDEX}"


def choice_folder(kind: ContentType, choice: str) -> str:
    """The folder, below that of a language, of what a reader chose from a list: ``services/by/free``."""
    return f"{kind.folder}/by/{choice}"


def choice_path(language: str, kind: ContentType, choice: str, page: int = 1) -> str:
    """The entries of a list that have what a reader chose."""
    return section_path(language, choice_folder(kind, choice), page)


def calendar_path(language: str) -> str:
    """The calendar of a language, to subscribe to."""
    return f"{language}/calendar.ics"


def event_path(language: str, kind: ContentType, identifier: str, name: str) -> str:
    """A calendar file beside the page of an entry."""
    return beside(entry_path(language, kind, identifier), f"{name}.ics")


def feed_path(language: str, name: str) -> str:
    """A feed of a language, to subscribe to: ``news`` or ``changes``."""
    return f"{language}/{name}.xml"


def places_data_path() -> str:
    """The places of the site as GeoJSON, one file for all languages."""
    return "places.geojson"


def short_path(identifier: str) -> str:
    """The page at the short address of a service: one for all languages, ``s/kem/``."""
    return f"s/{identifier}/{INDEX}"


def twin_path(language: str, kind: ContentType, identifier: str) -> str:
    """The page of an entry as plain text, beside it: ``fa/services/kem/service.txt``."""
    return beside(entry_path(language, kind, identifier), f"{kind.singular}.txt")


def code_path(page: str) -> str:
    """The QR code of the address of a page, beside it."""
    return beside(page, "code.svg")


def beside(page: str, name: str) -> str:
    """A file in the folder of a page."""
    return page[: page.rfind("/") + 1] + name


def relative(target: str, page: str) -> str:
    """The address of ``target`` as written on ``page``: ``../kem/``. Folders stand for their index."""
    path, hash_, fragment = target.partition("#")
    if path == page:
        return hash_ + fragment if hash_ else "./"
    way = path
    for folder, up in _folders(page):
        if path.startswith(folder):
            way = up + path[len(folder) :]
            break
    return (_shown(way) or "./") + hash_ + fragment


@lru_cache(maxsize=16)
def _folders(page: str) -> tuple[tuple[str, str], ...]:
    """The folders that a page lies in, the nearest first and the root last, and the way up to each."""
    folder, up = page[: page.rfind("/") + 1], ""
    found = [(folder, up)]
    while folder:
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"../{up}"
        found.append((folder, up))
    return tuple(found)


def absolute(target: str, base_url: str) -> str:
    """The address of ``target`` on the published site."""
    path, hash_, fragment = target.partition("#")
    return base_url + _shown(path) + hash_ + fragment


def _shown(path: str) -> str:
    """A path without the name of an index: its folder stands for it."""
    return path.removesuffix(INDEX) if path.endswith(_IN_FOLDER) or path == INDEX else path
