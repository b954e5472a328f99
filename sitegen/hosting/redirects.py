"""Addresses that were, in the files in which hosts and servers read them.

The pages at the old addresses lead on wherever no such file is read. Where one is, a search engine learns from the
status that the new address is the one to keep, and of what is gone that it will not come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.records import record


@record
class Move:
    """A page that was: its old and its new address below that of the site; ``now`` is empty when it is gone.

    One that leads to a ``sensitive`` page is told with 302: a browser keeps a 301, and with it the address.
    """

    was: str
    now: str
    sensitive: bool = False

    @property
    def status(self) -> int:
        """The status of one that leads on."""
        return 302 if self.sensitive else 301


def cloudflare(moves: Iterable[Move], folder: str = "/") -> str:
    """A ``_redirects`` file as Cloudflare Pages follows it, whatever stands at the old address; it has no 410. Netlify
    reads it too, but shows what stands there: the page that leads on.
    """
    return "".join(f"/{move.was} /{move.now} {move.status}\n" for move in moves if move.now)


def netlify(moves: Iterable[Move], folder: str = "/") -> str:
    """The same for Netlify alone: the sign lets a line go before the page that stands at its old address. Cloudflare
    does not know it. Of what is gone there is no line, since Netlify gives no 410.
    """
    return forced(cloudflare(moves))


def forced(lines: str) -> str:
    """The lines of a ``_redirects`` file with the sign of Netlify."""
    return re.sub(r"(?m)(?<= 30[12])$", "!", lines)


def nginx(moves: Iterable[Move], folder: str = "/") -> str:
    """Lines for the ``server`` block of nginx; what is gone is shown by its page, with the status 410."""

    def line(move: Move) -> str:
        if move.now:
            return f"return {move.status} {folder}{move.now};"
        return f"error_page 410 {folder}{move.was}index.html; return 410;"

    return "".join(f"location = {folder}{move.was} {{ {line(move)} }}\n" for move in moves)


def caddy(moves: Iterable[Move], folder: str = "/") -> str:
    """Lines for the block of a site in a Caddyfile; what is gone is shown by its page, with the status 410."""
    moves = tuple(moves)
    lines = [f"redir {folder}{move.was} {folder}{move.now} {move.status}" for move in moves if move.now]
    gone = [f"{folder}{move.was}" for move in moves if not move.now]
    if gone:
        lines += [f"@gone path {' '.join(gone)}", "handle @gone {", "\tfile_server {", "\t\tstatus 410", "\t}", "}"]
    return "".join(f"{line}\n" for line in lines)


#: The servers that redirects can be written for.
SERVERS = {"netlify": netlify, "cloudflare": cloudflare, "nginx": nginx, "caddy": caddy}
