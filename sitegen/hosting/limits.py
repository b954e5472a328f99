"""What a host takes, and which of our files it reads: looked at before the site goes there (``build --target``).

Limits as the hosts stated them in November 2026; where a host states none, none is looked at.

- Cloudflare Pages, free plan: 20,000 files, 25 MiB a file, 100 rules and 2,000 characters a line in ``_headers``, 2,000
  plain and 100 patterned lines in ``_redirects`` (developers.cloudflare.com/pages/platform/limits/), each of 1,000
  characters (…/pages/configuration/redirects/). What is beyond the limit of rules is passed over without a word.
- GitHub Pages: 1 GB a site (docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits).
- Netlify: 54,000 files in one folder (docs.netlify.com/site-deploys/overview/#files-per-directory-limit); from 10,000
  redirects on “the deploy might fail” (docs.netlify.com/manage/routing/redirects/overview/).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from sitegen.hosting.redirects import forced
from sitegen.planned import Finished, PlannedFile
from sitegen.problems import Mark, Problem, error
from sitegen.records import record
from sitegen.wording import say

HEADERS, REDIRECTS = "_headers", "_redirects"
_ELSEWHERE = say("publish fewer pages, or go to another host: docs/publishing.md compares them")
_PATTERNED = re.compile(r"\*|/:\w")


@record
class Host:
    """What a host takes: files, bytes, lines; ``None`` where it states no limit.

    ``rules`` says whether it reads ``_headers`` and ``_redirects``; ``forced``, whether a redirect must be marked with
    ``!`` to go before the page that stands at the old address (docs.netlify.com, “Shadowing”).
    """

    name: str
    rules: bool = True
    forced: bool = False
    files: int | None = None
    files_in_folder: int | None = None
    file_bytes: int | None = None
    site_bytes: int | None = None
    header_rules: int | None = None
    header_line: int | None = None
    redirects: int | None = None
    patterned_redirects: int | None = None
    redirect_line: int | None = None


#: The hosts that a site can be built for, as they are named on the command line.
HOSTS = {
    "cloudflare": Host(
        "Cloudflare Pages",
        files=20_000,
        file_bytes=25 * 1024 * 1024,
        header_rules=100,
        header_line=2_000,
        redirects=2_000,
        patterned_redirects=100,
        redirect_line=1_000,
    ),
    "github": Host("GitHub Pages", rules=False, site_bytes=1_000_000_000),
    "netlify": Host("Netlify", forced=True, files_in_folder=54_000, redirects=10_000),
}


def for_host(files: Iterable[PlannedFile], host: Host, base_url: str | None) -> list[PlannedFile]:
    """The files that a host reads, as it reads them: not the rules of others, and for GitHub Pages what it asks for.

    ``.nojekyll`` keeps it from leaving out ``.well-known/``, and ``CNAME`` names the domain, where a branch is
    published (docs.github.com/en/pages, “About custom domains and GitHub Pages”); its workflow needs neither.
    """
    if host.rules:
        return [_forced(file) if host.forced and file.path == REDIRECTS else file for file in files]
    kept = [file for file in files if file.path not in (HEADERS, REDIRECTS)]
    kept.append(PlannedFile(".nojekyll", data=b""))
    if domain := _own_domain(base_url):
        kept.append(PlannedFile("CNAME", data=f"{domain}\n".encode()))
    return kept


def _forced(file: PlannedFile) -> PlannedFile:
    return file._replace(data=forced((file.data or b"").decode()).encode())


def _own_domain(base_url: str | None) -> str:
    """The domain whose root the site is, unless it is one of GitHub's own. One in letters of another script is left to
    GitHub's settings: the file may only hold its spelling in Latin letters.
    """
    address = urlsplit(base_url or "")
    domain = address.hostname or ""
    return domain if address.path == "/" and domain.isascii() and not domain.endswith(".github.io") else ""


def beyond(files: Iterable[Finished], rules: Mapping[str, bytes], host: Host, config_file: str) -> Iterator[Problem]:
    """An error for each limit of a host that the site is over; ``rules`` are what its files of rules hold, by path.

    What concerns the whole is told of its configuration.
    """
    sizes = {file.path: file.size for file in files}
    yield from _too_many(sizes, host, Mark(config_file))
    yield from _too_large(sizes, host, Mark(config_file))
    yield from _headers(rules.get(HEADERS, b"").decode(), host)
    yield from _redirects(rules.get(REDIRECTS, b"").decode(), host)


def _over(count: int, limit: int | None) -> bool:
    return limit is not None and count > limit


def _too_many(sizes: dict[str, int], host: Host, site: Mark) -> Iterator[Problem]:
    if _over(len(sizes), host.files):
        message = say(
            "the site has {count:,} files; {host} takes {limit:,}", count=len(sizes), host=host.name, limit=host.files
        )
        yield error(site, "host-files", message, _ELSEWHERE)
    for folder, count in sorted(Counter(path.rpartition("/")[0] for path in sizes).items()):
        if _over(count, host.files_in_folder):
            message = say(
                "the folder {folder} has {count:,} files; {host} takes {limit:,} in one folder",
                folder=f"{folder}/",
                count=count,
                host=host.name,
                limit=host.files_in_folder,
            )
            yield error(site, "host-files", message, _ELSEWHERE)


def _too_large(sizes: dict[str, int], host: Host, site: Mark) -> Iterator[Problem]:
    for path, size in sizes.items():
        if _over(size, host.file_bytes):
            message = say(
                "{path} has {size:,} bytes; {host} takes files of {limit:,}",
                path=path,
                size=size,
                host=host.name,
                limit=host.file_bytes,
            )
            yield error(Mark(path), "host-size", message, say("make the file smaller, or split it"))
    if _over(total := sum(sizes.values()), host.site_bytes):
        message = say(
            "the site has {size:,} bytes; {host} takes {limit:,}", size=total, host=host.name, limit=host.site_bytes
        )
        yield error(site, "host-size", message, _ELSEWHERE)


def _headers(text: str, host: Host) -> Iterator[Problem]:
    lines = list(enumerate(text.splitlines(), start=1))
    rules = [number for number, line in lines if line and not line[0].isspace() and not line.startswith("#")]
    if _over(len(rules), host.header_rules):
        message = say(
            "{count:,} rules for headers; {host} reads the first {limit:,}",
            count=len(rules),
            host=host.name,
            limit=host.header_rules,
        )
        hint = say("the pages of the rules after them would travel without their headers: go to another host")
        yield error(Mark(HEADERS, rules[host.header_rules or 0]), "host-rules", message, hint)
    for number, line in lines:
        if _over(len(line), host.header_line):
            yield _too_long(Mark(HEADERS, number), len(line), host, host.header_line)


def _redirects(text: str, host: Host) -> Iterator[Problem]:
    rules = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip() and line[0] != "#"]
    patterned = [(n, line) for n, line in rules if _PATTERNED.search(line.split()[0])]
    plain = [rule for rule in rules if rule not in patterned]
    for kind, limit in ((plain, host.redirects), (patterned, host.patterned_redirects)):
        if limit is not None and len(kind) > limit:
            message = say(
                "{count:,} redirects of one kind; {host} reads the first {limit:,}",
                count=len(kind),
                host=host.name,
                limit=limit,
            )
            hint = say("the pages at the old addresses lead on by themselves; go to another host if that is too slow")
            yield error(Mark(REDIRECTS, kind[limit][0]), "host-rules", message, hint)
    for number, line in rules:
        if _over(len(line), host.redirect_line):
            yield _too_long(Mark(REDIRECTS, number), len(line), host, host.redirect_line)


def _too_long(at: Mark, length: int, host: Host, limit: int | None) -> Problem:
    message = say("a line of {length:,} characters; {host} reads {limit:,}", length=length, host=host.name, limit=limit)
    return error(at, "host-rules", message, say("this is a defect of the program: please report it"))
