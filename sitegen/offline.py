"""Lists of what a phone saves of each language: made of finished files, so that no page changes because another did."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from sitegen.addresses import INDEX
from sitegen.kept import Kept, digest
from sitegen.planned import Artifact
from sitegen.resolve.sensitive import sensitive_folders
from sitegen.resolve.site import Site
from sitegen.views.offline import can_be_saved, offline_path

#: What pages show, read or lead to. Feeds and archives are for other programs.
_OF_A_LANGUAGE = (".html", ".json", ".ics", ".txt", ".webmanifest")
_OF_ALL = (".css", ".js")
_MEGA = 1_000_000


class Saved(NamedTuple):
    """A file to save: its address below that of the site, a digest as in the address of an asset, its size in bytes,
    and about what comes over the line where a server compresses.
    """

    address: str
    digest: str
    size: int
    packed: int


def lists(site: Site, artifacts: Iterable[Artifact], kept: Kept) -> Iterator[Artifact]:
    """``offline/<language>.json``: ``version``, ``bytes`` and ``pages`` in all, ``files``, each an address, a digest
    and a size in bytes; and ``offline/sizes.json``: of each language, what saving it costs, in its words.

    A file is saved as ``<address>?v=<digest>``. The digest is the beginning of the SHA-256 of its bytes.
    """
    if not can_be_saved(site):
        return
    files = sorted(artifacts, key=lambda file: file.path)
    hidden = sensitive_folders(site)
    said = {}
    for language in site.languages:
        found = [_saved(file, kept) for file in files if _is_for(file.path, language, site, hidden)]
        pages = sum(one.address.startswith(f"{language}/") and one.address.endswith("/") for one in found)
        told = [(one.address, one.digest, one.size) for one in found]
        text = json.dumps(told, separators=(",", ":"))
        version, total = hashlib.sha256(text.encode()).hexdigest()[:8], sum(one.size for one in found)
        head = f'{{"version":"{version}","bytes":{total},"pages":{pages},"files":'
        yield Artifact(f"offline/{language}.json", f"{head}{text}}}".encode())
        said[language] = _cost(site, language, sum(one.packed for one in found), total)
    yield Artifact("offline/sizes.json", json.dumps(said, ensure_ascii=False).encode())


def _is_for(path: str, language: str, site: Site, hidden: Iterable[str]) -> bool:
    """Whether a file belongs to the copy of a language. What is sensitive belongs to none."""
    folder, _, inner = path.partition("/")
    if folder == language:
        return path.endswith(_OF_A_LANGUAGE) and not inner.startswith(tuple(f"{one}/" for one in hidden))
    everywhere = (INDEX, "offline.html", "favicon.ico", *map(offline_path, site.languages))
    return path in everywhere or (folder == "assets" and path.endswith(_OF_ALL))


def _saved(file: Artifact, kept: Kept) -> Saved:
    return kept.get("saved", file.path, digest((file.held,)), partial(_measured, file))


def _measured(file: Artifact) -> Saved:
    data = file.data
    packed = len(file.held) if file.is_page else len(gzip.compress(data, 1, mtime=0))
    address = file.path.removesuffix(INDEX) if file.path.endswith(f"/{INDEX}") or file.path == INDEX else file.path
    return Saved(address, hashlib.sha256(data).hexdigest()[:8], len(data), packed)


def _cost(site: Site, language: str, packed: int, size: int) -> str:
    figure = site.languages[language].figure
    words = site.resources.catalogues[language].gettext("about %(load)s MB to load, %(room)s MB on the phone")
    return words % {"load": figure(max(packed / _MEGA, 0.1), 1), "room": figure(max(size / _MEGA, 0.1), 1)}
