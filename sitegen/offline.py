"""Lists of what a phone saves of each language: made of finished files, so that no page changes because another did."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from operator import attrgetter

from sitegen.addresses import INDEX
from sitegen.planned import Artifact, Finished
from sitegen.resolve.site import Site
from sitegen.views.offline import can_be_saved, offline_path

#: What pages show, read or lead to. Feeds and archives are for other programs.
_OF_A_LANGUAGE = (".html", ".json", ".ics", ".txt", ".webmanifest")
_OF_ALL = (".css", ".js")
_MEGA = 1_000_000


def lists(site: Site, files: Iterable[Finished], sensitive: Iterable[str]) -> Iterator[Artifact]:
    """``offline/<language>.json``: ``version``, ``bytes`` and ``pages`` in all, ``files``, each an address, a digest
    and a size in bytes; and ``offline/sizes.json``: of each language, what saving it costs, in its words.

    A file is saved as ``<address>?v=<digest>``. The digest is the beginning of the SHA-256 of its bytes. Pages below
    folders that are ``sensitive`` are not among them.
    """
    if not can_be_saved(site):
        return
    said = {}
    for language, found in _copies(site, files, sensitive).items():
        told = [(_address_of(file.path), file.digest[:8], file.size) for file in found]
        pages = sum(address.startswith(f"{language}/") and address.endswith("/") for address, _, _ in told)
        text = json.dumps(told, separators=(",", ":"))
        version, total = hashlib.sha256(text.encode()).hexdigest()[:8], sum(file.size for file in found)
        head = f'{{"version":"{version}","bytes":{total},"pages":{pages},"files":'
        yield Artifact(f"offline/{language}.json", f"{head}{text}}}".encode())
        said[language] = _cost(site, language, sum(file.packed for file in found), total)
    yield Artifact("offline/sizes.json", json.dumps(said, ensure_ascii=False).encode())


def _copies(site: Site, files: Iterable[Finished], sensitive: Iterable[str]) -> dict[str, list[Finished]]:
    """The files that belong to the copy of each language, by their paths; none below a folder that is sensitive."""
    hidden = tuple(f"{folder}/" for folder in sensitive)
    everywhere = {INDEX, "offline.html", "favicon.ico", *map(offline_path, site.languages)}
    copies: dict[str, list[Finished]] = {language: [] for language in site.languages}
    for file in sorted(files, key=attrgetter("path")):
        folder, _, inner = file.path.partition("/")
        if folder in copies and file.path.endswith(_OF_A_LANGUAGE) and not inner.startswith(hidden):
            copies[folder].append(file)
        if file.path in everywhere or (folder == "assets" and file.path.endswith(_OF_ALL)):
            for language, found in copies.items():
                if folder != language:
                    found.append(file)
    return copies


def _address_of(path: str) -> str:
    """The address of a file below that of the site; that of an index is its folder, and of the first one nothing."""
    return path.removesuffix(INDEX) if path.endswith(f"/{INDEX}") or path == INDEX else path


def _cost(site: Site, language: str, packed: int, size: int) -> str:
    figure = site.languages[language].figure
    words = site.resources.catalogues[language].gettext("about %(load)s MB to load, %(room)s MB on the phone")
    return words % {"load": figure(max(packed / _MEGA, 0.1), 1), "room": figure(max(size / _MEGA, 0.1), 1)}
