"""Asks other sites whether an address still answers.

By HEAD, so that nothing is sent that nobody reads; by GET where a site does not know HEAD, and then no more than the
head of its answer is read. An address is looked up first, and asked only if it lies in the open internet: what content
names must not reach into the network of whoever runs this.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

import idna

from sitegen.links.answer import DAY, Answer, Outcome, days_kept
from sitegen.links.hosts import LONGEST_WAIT, Hosts, RestingError
from sitegen.records import record

PATIENCE = 20.0  #: seconds for one request, from the connection to the head of the answer
HOPS = 10  #: redirects that are followed, as in the Fetch standard but half as many
_PERMANENT, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
#: What says “not to you”: to programs, to strangers, to this country. A reader's browser may be let in.
_REFUSALS = (401, 402, 403, 406, 407, 423, 425, 451, 999)
_HOUR = 3600.0  #: that a site is left alone which says “too many” and not for how long
_SAFE = "/%:@!$&'()*+,;=~-._"
_FRONT = re.compile(r"/?|/(index|default|home)(\.\w+)?/?|/[a-z]{2}([-_][a-z]{2})?/?", re.IGNORECASE)
_ERRORS = re.compile(r"/(404|not[-_]?found|page[-_]?not[-_]?found|errors?)(\.\w+)?/?$", re.IGNORECASE)
#: OpenSSL: the certificate that signed this one is not known. Browsers fetch it, or know it from elsewhere.
_UNKNOWN_ISSUER = (20, 21)
_MOST_ADDRESSES = 3  #: of a host that are tried
#: Of IPv6 what may lead out: global unicast (RFC 4291, 2.4), and IPv4 behind a translator (RFC 6052, 2.1).
_UNICAST, _NAT64 = ipaddress.IPv6Network("2000::/3"), ipaddress.IPv6Network("64:ff9b::/96")


def public(address: str) -> bool:
    """Whether an IP address lies in the open internet, under whatever dress (IPv4 in IPv6, 6to4, NAT64)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip in _NAT64 and ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        return public(str(inner)) if inner else ip in _UNICAST and ip.is_global
    return ip.is_global and not ip.is_multicast


class _FaultError(Exception):
    """Nothing that can be judged came back."""

    def __init__(self, outcome: Outcome, detail: str = "", *, connected: bool = False) -> None:
        super().__init__(outcome, detail)
        self.outcome = outcome
        self.detail = detail
        self.connected = connected


@record
class _Reply:
    status: int
    location: str = ""
    retry_after: str = ""

    @property
    def busy(self) -> bool:
        """Whether the site asks to come back later."""
        return self.status == 429 or (self.status == 503 and bool(self.retry_after))


class Asker:
    """Asks addresses under a name (``agent``), with the manners of ``hosts``; used by several threads at once.

    ``allowed`` tells which IP addresses may be asked. It is for tests, which know no other machine than their own.
    """

    def __init__(
        self, agent: str, hosts: Hosts, allowed: Callable[[str], bool] = public, patience: float = PATIENCE
    ) -> None:
        self.hosts = hosts
        self._agent = agent
        self._allowed = allowed
        self._patience = patience

    def ask(self, address: str) -> Answer:
        """What an address answers, with the moments. Raises :class:`sitegen.links.hosts.StoppedError`."""
        wait = 0.0
        try:
            answer = self._followed(address)
        except _FaultError as fault:
            answer = Answer(address, fault.outcome, fault.detail)
        except RestingError as wish:
            answer, wait = Answer(address, Outcome.BUSY), wish.seconds
        now = time.time()
        return replace(answer, asked=now, again=now + (wait or days_kept(answer.outcome) * DAY), since=now)

    def _followed(self, address: str) -> Answer:
        """Goes where redirects lead; ``moved`` as far as they are for good."""
        here = moved = address
        seen = {address}
        while True:
            reply = self._patiently(here)
            if reply.status not in _REDIRECTS or not reply.location:
                return _judged(address, here, moved, reply.status)
            target = _target(here, reply.location)
            if target in seen or len(seen) > HOPS:
                raise _FaultError(Outcome.LOST, target)
            seen.add(target)
            if reply.status in _PERMANENT and moved == here:
                moved = target
            here = target

    def _patiently(self, address: str) -> _Reply:
        """A reply; when the site asks to come back soon, the one that it gives then."""
        host = _host(address)
        for _ in range(2):
            reply = self._by_head_or_get(address)
            if not reply.busy:
                return reply
            wait = _seconds(reply.retry_after)
            self.hosts.rest(host, wait)
            if wait > LONGEST_WAIT:
                raise RestingError(wait)
        self.hosts.rest(host, _HOUR)
        raise RestingError(_HOUR)

    def _by_head_or_get(self, address: str) -> _Reply:
        """By HEAD; if that is not answered as a page would be, by GET."""
        try:
            reply = self._request("HEAD", address)
        except _FaultError as fault:
            if not fault.connected:
                raise
        else:
            if reply.status < 400 or reply.busy:
                return reply
        return self._request("GET", address)

    def _request(self, method: str, address: str) -> _Reply:
        parts = urlsplit(address)
        host = _host(address)
        path = quote(parts.path or "/", safe=_SAFE) + (
            f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
        )
        with self.hosts.turn(host), self._connected(parts, host) as (line, over):
            return self._exchanged(line, over, method, path)

    @contextmanager
    def _connected(self, parts: SplitResult, host: str) -> Iterator[tuple[http.client.HTTPConnection, threading.Event]]:
        """A connection, and whether it was cut because the patience is at its end, however slowly bytes still drip."""
        secure = parts.scheme == "https"
        try:
            port = parts.port or (443 if secure else 80)
        except ValueError:
            raise _FaultError(Outcome.LOST, parts.geturl()) from None
        plain = self._socket(host, port)
        line = http.client.HTTPConnection(host, port, timeout=self._patience)
        try:
            line.sock = _secured(plain, host) if secure else plain
            line.default_port = 443 if secure else 80
            cut = threading.Timer(self._patience, _cut, [line.sock, over := threading.Event()])
            cut.daemon = True
            cut.start()
            try:
                yield line, over
            finally:
                cut.cancel()
        finally:
            line.close()
            plain.close()

    def _socket(self, host: str, port: int) -> socket.socket:
        """A connection to one of the host's addresses: to the very one that was looked at, not to a second answer."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError):
            raise _FaultError(Outcome.NO_HOST) from None
        addresses = [str(one[4][0]) for one in found if self._allowed(str(one[4][0]))]
        if not addresses:
            raise _FaultError(Outcome.INSIDE)
        fault = _FaultError(Outcome.SILENT)
        for address in list(dict.fromkeys(addresses))[:_MOST_ADDRESSES]:
            try:
                return socket.create_connection((address, port), timeout=self._patience / 2)
            except TimeoutError:
                fault = _FaultError(Outcome.SLOW)
            except OSError as reason:
                fault = _FaultError(Outcome.SILENT, reason.strerror or "")
        raise fault

    def _exchanged(self, line: http.client.HTTPConnection, over: threading.Event, method: str, path: str) -> _Reply:
        headers = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Language": "el, en;q=0.8", "Connection": "close"}
        fault, answer = _FaultError(Outcome.SLOW, connected=True), None
        try:
            line.request(method, path, headers=headers)
            answer = line.getresponse()
        except TimeoutError:
            pass
        except (OSError, http.client.HTTPException, ValueError) as reason:
            detail = getattr(reason, "strerror", "") or type(reason).__name__
            fault = _FaultError(Outcome.SLOW if over.is_set() else Outcome.SILENT, detail, connected=True)
        if answer is None:
            raise fault
        with closing(answer):
            if over.is_set():  # what was cut looks like a whole answer
                raise fault
            location = answer.getheader("Location") or ""
            return _Reply(answer.status, location, answer.getheader("Retry-After") or "")


def _cut(line: socket.socket, over: threading.Event) -> None:
    over.set()
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:  # it was over already
        return


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    try:
        return _certificates().wrap_socket(plain, server_hostname=host)
    except ssl.SSLCertVerificationError as reason:
        known = reason.verify_code not in _UNKNOWN_ISSUER
        raise _FaultError(Outcome.CERTIFICATE if known else Outcome.UNPROVEN, reason.verify_message) from None
    except TimeoutError:
        raise _FaultError(Outcome.SLOW) from None
    except ssl.SSLError as reason:
        raise _FaultError(Outcome.CERTIFICATE, (reason.reason or "").lower().replace("_", " ")) from None
    except (OSError, ValueError) as reason:
        raise _FaultError(Outcome.SILENT, getattr(reason, "strerror", "") or "") from None


def _host(address: str) -> str:
    """The host as it is looked up: letters of other scripts as IDNA 2008 writes them (UTS 46)."""
    name = urlsplit(address).hostname or ""
    if name.isascii():
        return name
    try:
        return idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        raise _FaultError(Outcome.NO_HOST) from None


def _target(here: str, location: str) -> str:
    """Where a redirect leads. Raises when that is no web address. It will be printed: signs that act are escaped."""
    try:
        location = location.encode("latin-1").decode()  # http.client reads each byte as a letter
    except UnicodeError:
        location = quote(location, safe=_SAFE + "?#[]", encoding="latin-1")
    location = "".join(letter if letter.isprintable() else quote(letter) for letter in location.strip())
    try:
        target = urldefrag(urljoin(here, location)).url
        parts = urlsplit(target)
        if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc:
            return target
    except ValueError:
        pass
    raise _FaultError(Outcome.LOST, location[:200])


def _judged(address: str, here: str, moved: str, status: int) -> Answer:
    """What a reply means for a reader."""
    if status in (404, 410):
        return Answer(address, Outcome.MISSING, str(status))
    if status in _REFUSALS:
        return Answer(address, Outcome.REFUSED, str(status))
    if status >= 400 or status < 200:
        return Answer(address, Outcome.FAULTY, str(status))
    if here != address and _is_astray(urlsplit(address), urlsplit(here)):
        return Answer(address, Outcome.ASTRAY, leads_to=here)
    if moved != address:
        return Answer(address, Outcome.MOVED, leads_to=moved)
    return Answer(address, Outcome.FINE)


def _is_astray(asked: SplitResult, reached: SplitResult) -> bool:
    """Whether a page of its own became a front page or a page of errors: “soft” 404."""
    if _ERRORS.search(reached.path):
        return not _ERRORS.search(asked.path)
    deep = not _FRONT.fullmatch(asked.path) or bool(asked.query)
    return deep and bool(_FRONT.fullmatch(reached.path)) and not reached.query


def _seconds(retry_after: str) -> float:
    """Retry-After: seconds or a date (RFC 9110, section 10.2.3)."""
    if retry_after.strip().isdecimal():
        return min(float(retry_after), 30.0 * DAY)
    try:
        return max(0.0, min(parsedate_to_datetime(retry_after).timestamp() - time.time(), 30.0 * DAY))
    except (ValueError, OverflowError):
        return _HOUR
