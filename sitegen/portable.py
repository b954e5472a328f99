"""A copy of the site for a USB stick, and a zip of it for each language.

It is opened from a disk: there no folder has an index, nothing can be fetched and no header is sent. So the finished
pages are changed: they write ``index.html`` in addresses, carry a policy of their own, and where they led to what is
not in the copy they lead to a page that says so. Data becomes scripts, which ``assets/js/portable.js`` reads.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from markupsafe import escape

from sitegen.addresses import INDEX
from sitegen.hosting.headers import POLICY_OF_COPY, POLICY_OF_PAGE
from sitegen.outputs import assets, calendars, geojson, needs, pages, search, sharing, study
from sitegen.outputs import portable as of_copy
from sitegen.planned import Artifact, Output
from sitegen.records import record
from sitegen.resolve.sensitive import sensitive_folders
from sitegen.resolve.site import Site
from sitegen.views.portable import PARTS, absent_path, dated_path, start_path

#: What a copy is made of: nothing that only servers, search engines or subscribers read.
OUTPUTS: tuple[Output, ...] = (
    pages.OUTPUT, needs.OUTPUT, study.OUTPUT, search.OUTPUT, calendars.OUTPUT, geojson.OUTPUT, sharing.OUTPUT,
    assets.OUTPUT, of_copy.OUTPUT,
)  # fmt: skip

SITE = "site"  #: the folder of the whole copy, and how the names of the zips begin
#: What only a server sends, and what saves a language on a phone.
WEB_ONLY = ("404.html", "assets/js/offline.js", "assets/js/saving.js")
SCRIPT = "assets/js/portable.js"

#: What a page loads; and what of the web it names: the canonical address, alternates, the manifest.
_LOADED = re.compile(r'<(?:img|link|script)\s[^<>]*?(?:href|src)="([^"]*)"[^<>]*>(?:</script>)?\n?')
_ADDRESS = re.compile(r'(<(?:a|form|img|link|meta|script)\b[^<>]*?(?:\s(?:href|src|action)="|="0; url=))([^"]*)')
_ADDRESS_IN_DATA = re.compile(r'(")(\.\./[^"\\]*)')
_OF_WEB = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HEAD = "</header>\n"  #: pages say of which day they are below it


def portable(site: Site, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """The copy in all languages below ``site/``, and a zip such as ``site-fa-2026-11-22.zip`` for each language.

    ``artifacts`` are what the `OUTPUTS` make. What is marked sensitive is in no copy.
    """
    codes, address = tuple(site.languages), site.config.base_url or ""
    hidden = tuple(f"{code}/{folder}/" for code in codes for folder in sensitive_folders(site))
    files = {artifact.path: artifact for artifact in artifacts if not artifact.path.startswith(hidden)}
    for path, data in _Copy(files, codes, codes, address).files():
        yield Artifact(f"{SITE}/{path}", data)
    for code in codes:
        name = f"{SITE}-{code}-{site.today.isoformat()}"
        yield Artifact(f"{name}.zip", zipped(_Copy(files, codes, (code,), address).files(), name, site.today))


def zipped(files: Iterable[tuple[str, bytes]], folder: str, day: date) -> bytes:
    """A zip of files by path, in a folder of it; the same bytes for the same files and day."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path, data in files:
            entry = zipfile.ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # of Unix, on any system that it is made on
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


@record
class _Copy:
    """A copy in ``codes``, out of the ``languages`` of a site, its ``made`` files and its address (may be empty)."""

    made: Mapping[str, Artifact]
    languages: tuple[str, ...]
    codes: tuple[str, ...]
    address: str

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of the copy by path, in order."""
        without = (*WEB_ONLY, f"{PARTS}/", *(f"{code}/" for code in self.languages if code not in self.codes))
        there = {path: file for path, file in self.made.items() if not path.startswith(without)}
        there[INDEX] = self.made[start_path(self.codes)]
        dated = {code: self.made[dated_path(code)].data.decode() for code in self.codes}
        pages = _Pages(frozenset(there), dated, self.address)
        for path in sorted(there):
            yield from pages.of(path, there[path])


@record
class _Pages:
    """Makes files portable: ``there`` are the paths of the copy; with the lines of ``dated`` the pages of a language
    say of which day they are.
    """

    there: frozenset[str]
    dated: Mapping[str, str]
    address: str

    def of(self, path: str, file: Artifact) -> Iterator[tuple[str, bytes]]:
        """What stands in the copy for a file."""
        if file.is_page:
            html = self._page(file.data.decode(), path)
            yield path, html.encode()
            if "data-has=" in html and "data-pages=" not in html:  # filters.js reads it from the first page of the list
                yield f"{path}.js", _script(json.dumps(html, ensure_ascii=False))
        elif path.endswith(".json"):
            yield f"{path}.js", _script(self._addressed(_ADDRESS_IN_DATA, file.data.decode(), path))
        else:
            yield path, file.data

    def _page(self, html: str, path: str) -> str:
        folder, root = posixpath.dirname(path), "../" * path.count("/")
        html = _LOADED.sub(lambda tag: tag[0] if self._has(tag[1], folder) else "", html)
        html = html.replace("<script ", f'<script src="{root}{SCRIPT}" defer></script>\n<script ', 1)
        html = html.replace(_HEAD, _HEAD + self.dated.get(path.partition("/")[0], ""), 1)
        html = html.replace(str(escape(POLICY_OF_PAGE)), POLICY_OF_COPY, 1)
        return self._addressed(_ADDRESS, html, path)

    def _has(self, written: str, folder: str) -> bool:
        return posixpath.normpath(posixpath.join(folder, _parted(written)[0])) in self.there

    def _addressed(self, pattern: re.Pattern[str], text: str, path: str) -> str:
        """A text with its addresses as they are in the copy; a pattern has what stands before one, and the address."""
        folder, root = posixpath.dirname(path), "../" * path.count("/")
        return pattern.sub(lambda match: match[1] + self._address(match[2], folder, root), text)

    def _address(self, written: str, folder: str, root: str) -> str:
        """An address as it is written in the copy.

        A page that is not there is so in a language of the copy, or in another: the start page says which it has. A
        file that is not there, such as a feed, is on the web.
        """
        file, rest = _parted(written)
        target = posixpath.normpath(posixpath.join(folder, file))
        if not file or target in self.there:
            return file + rest
        if self.address and not target.endswith(".html"):
            return self.address + target
        language = target.partition("/")[0]
        return root + (absent_path(language) if language in self.dated else INDEX)


def _parted(written: str) -> tuple[str, str]:
    """The file that an address of the site leads to, from the page, and what stands after it; there is no file in an
    address of another site, or of a place on the page.
    """
    path = re.split("[?#]", written, maxsplit=1)[0]
    if _OF_WEB.match(written):
        return "", written
    return path + INDEX if path.endswith("/") else path, written[len(path) :]


def _script(data: str) -> bytes:
    return f"given={data}".encode()
