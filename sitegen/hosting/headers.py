"""The headers that pages should travel with, as rules, and the files in which servers read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sitegen.records import record

#: What a page may load: its own files, from the place that it came from (Content Security Policy Level 3). JSON-LD is
#: a data block, which scripts' rules do not concern (HTML, section 4.12.1).
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
}

#: ``frame-ancestors`` has no meaning in a page's own ``<meta>`` (CSP3, section 3.3).
POLICY_OF_PAGE = "; ".join(f"{name} {sources}" for name, sources in DIRECTIVES.items())
POLICY = f"{POLICY_OF_PAGE}; frame-ancestors 'none'"

#: Of a page of a copy that is opened from a disk (``sitegen.portable``). Browsers do not agree that a file comes from
#: the same place as its neighbours; nothing there connects, has a manifest or a worker.
POLICY_OF_COPY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; "
    "form-action 'none'; base-uri 'none'"
)

EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

#: Addresses of assets change with their bytes (`views.page.asset_address`), so that these may be kept for good.
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}

#: By these a phone learns that its copy of the site is old, or is to go.
ASKED_AGAIN = {"Cache-Control": "no-cache"}

#: A page that must not be found again on the device.
NOT_STORED = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, noarchive"}


@record
class Rule:
    """Headers of all addresses below some folders of the site (``/assets/``); ``/:language/`` stands for any language.

    A server sends the headers of every rule that fits an address; no two name one header for the same address.
    """

    folders: tuple[str, ...]
    headers: Mapping[str, str]


def rules(sensitive: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of a site, that for all addresses first. ``sensitive`` are the folders, below that of a language, of
    the pages that are not to be stored.
    """
    hidden = tuple(f"/:language/{folder}/" for folder in sensitive)
    found = (
        Rule(("/",), EVERYWHERE),
        Rule(("/assets/",), FOR_GOOD),
        Rule(("/sw.js", "/offline/"), ASKED_AGAIN),
        Rule(hidden, NOT_STORED),
    )
    return tuple(rule for rule in found if rule.folders)


def netlify(found: Iterable[Rule], folder: str = "/") -> str:
    """A ``_headers`` file, as Netlify and Cloudflare Pages read it: at the root of their address."""
    blocks = ((place, rule.headers) for rule in found for place in rule.folders)
    return "\n".join(
        f"{place}*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items()) for place, headers in blocks
    )


def nginx(found: Iterable[Rule], folder: str = "/") -> str:
    """Lines for the ``server`` block of nginx. A location that adds headers inherits none: each says them all.

    ``folder`` is the path that the site stands below.
    """
    everywhere, *others = found
    lines = ["charset utf-8;", f"error_page 404 {folder}404.html;", *_added(everywhere.headers)]
    for rule in others:
        said = (f"    {line}" for line in _added({**everywhere.headers, **rule.headers}))
        lines += [f"location ~ {_pattern(rule, folder)} {{", *said, "}"]
    return "".join(f"{line}\n" for line in lines)


def _added(headers: Mapping[str, str]) -> list[str]:
    return [f'add_header {name} "{value}" always;' for name, value in headers.items()]


def caddy(found: Iterable[Rule], folder: str = "/") -> str:
    """Lines for the block of a site in a Caddyfile; ``folder`` is the path that the site stands below."""
    everywhere, *others = found
    shown = [f"\trewrite * {folder}404.html", "\tfile_server"]
    lines = ["handle_errors {", *shown, "}", "header {", *_caddy(everywhere), "}"]
    for number, rule in enumerate(others, start=1):
        lines += [f"@rule{number} path_regexp {_pattern(rule, folder)}", f"header @rule{number} {{", *_caddy(rule), "}"]
    return "".join(f"{line}\n" for line in lines)


def _caddy(rule: Rule) -> list[str]:
    return [f'\t{name} "{value}"' for name, value in rule.headers.items()]


def _pattern(rule: Rule, folder: str) -> str:
    """The folders of a rule as a regular expression; ids need no escape."""
    below = re.sub(r"[.+*?$|()]", r"[\g<0>]", folder)
    return f"^{below}(" + "|".join(place[1:].replace(":language/", "[^/]+/") for place in rule.folders) + ")"


#: The servers that headers can be written for.
SERVERS = {"netlify": netlify, "cloudflare": netlify, "nginx": nginx, "caddy": caddy}
