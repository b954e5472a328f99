"""The sitemap and robots.txt, when a base URL is configured.

Real translations only, each with its alternates (sitemaps.org 0.9; hreflang as ``xhtml:link``). Not in it are what is
sensitive, choices that nothing is known to have, and the further pages of a list: they are found from its first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from sitegen.addresses import INDEX, absolute, choice_path, entry_path, home_path, section_path
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.reads import once
from sitegen.resolve.sensitive import is_sensitive_choice
from sitegen.resolve.site import Site
from sitegen.views.choosing import listed_choices
from sitegen.views.chrome import listed_types, used_topics
from sitegen.views.study.places import study_folders
from sitegen.views.values import name

MOST = 50_000  #: addresses in one file, by the protocol
MOST_BYTES = 50_000_000  #: in one file: the protocol has 50 MiB, and a file has a few bytes around its addresses
ANY_LANGUAGE = "x-default"  #: the page for a reader of none of the languages


def plan(site: Site) -> Iterator[PlannedFile]:
    """``robots.txt`` and ``sitemap.xml``; an index over several files when one is not enough."""
    base = site.config.base_url
    if not base:
        return
    yield PlannedFile("robots.txt", data=f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode())
    many = len(_parts(site))
    if many == 1:
        yield PlannedFile("sitemap.xml", values={"data": name("sitemap", "1")})
        return
    names = [f"sitemap-{number}.xml" for number in range(1, many + 1)]
    for number, file in enumerate(names, start=1):
        yield PlannedFile(file, values={"data": name("sitemap", str(number))})
    entries = "".join(f"<sitemap><loc>{escape(base + file)}</loc></sitemap>\n" for file in names)
    yield PlannedFile("sitemap.xml", data=_wrapped("sitemapindex", "", entries))


def _sitemap(site: Site, number: str) -> bytes:
    """One file of addresses, by its number."""
    urls = "".join(_parts(site)[int(number) - 1])
    return _wrapped("urlset", ' xmlns:xhtml="http://www.w3.org/1999/xhtml"', urls)


@once
def _parts(site: Site) -> list[list[str]]:
    """The addresses of each file."""
    base = site.config.base_url or ""
    return list(_chunks(url for pages in _groups(site) for url in _urls(pages, base)))


def _chunks(urls: Iterable[str]) -> Iterator[list[str]]:
    """The addresses file by file, each within both limits of the protocol."""
    chunk: list[str] = []
    size = 0
    for url in urls:
        bytes_more = len(url.encode())
        if chunk and (len(chunk) == MOST or size + bytes_more > MOST_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(url)
        size += bytes_more
    yield chunk


def _groups(site: Site) -> Iterator[dict[str, str]]:
    """For each page its path by language, real translations only; the choice of language is the home in no language."""
    codes = tuple(site.languages)
    yield {**{code: home_path(code) for code in codes}, ANY_LANGUAGE: INDEX}
    folders = [
        "a-z",
        *(t.folder for t in listed_types(site)),
        *study_folders(site),
        *(f"topics/{t.id}" for t in used_topics(site) if not getattr(t.facts, "sensitive", False)),
    ]
    for folder in folders:
        yield {code: section_path(code, folder) for code in codes}
    for kind in listed_types(site):
        for choice in listed_choices(site, kind):
            if choice.has and not is_sensitive_choice(choice):
                yield {code: choice_path(code, kind, choice.id) for code in codes}
    for entry in site.entries.values():
        shown = entry.type.has_pages and str(entry.reference) != "pages/home"
        if shown and not entry.sensitive:
            yield {code: entry_path(code, entry.type, entry.id) for code in codes if code in entry.languages}


def _urls(pages: dict[str, str], base: str) -> Iterator[str]:
    addresses = {code: absolute(path, base) for code, path in pages.items()}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(code)}" href="{escape(url)}"/>'
        for code, url in addresses.items()
    )
    for url in addresses.values():
        yield f"<url><loc>{escape(url)}</loc>{links}</url>\n"


def _wrapped(tag: str, namespaces: str, body: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{namespaces}>\n{body}</{tag}>\n'.encode()


OUTPUT = Output("sitemap", plan, {"sitemap": _sitemap})
