"""Manners: a host is asked one thing at a time, with a pause between, and is left alone as long as it asks for."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PAUSE = 1.0  #: seconds between two requests to a host
LONGEST_WAIT = 60.0  #: seconds that a host's wish is waited for; for longer it is left for another day


class StoppedError(Exception):
    """The run is over: nothing more is asked."""


class RestingError(Exception):
    """A host wants to be left alone for so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0  # the moment (time.monotonic) from which it may be asked again


class Hosts:
    """All hosts of a run, shared by its threads; ``stop`` ends every wait."""

    def __init__(self, pause: float = PAUSE) -> None:
        self.stop = threading.Event()
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """The time of one request to a host: nobody else asks it meanwhile, and a pause follows.

        Raises :class:`RestingError` and :class:`StoppedError`.
        """
        host = self._host(name)
        with host.lock:
            wait = host.free - time.monotonic()
            if wait > LONGEST_WAIT:
                raise RestingError(wait)
            if self.stop.wait(max(wait, 0)):
                raise StoppedError
            try:
                yield
            finally:
                host.free = max(host.free, time.monotonic() + self._pause)

    def rest(self, name: str, seconds: float) -> None:
        """A host asked to be left alone."""
        self._host(name).free = time.monotonic() + seconds

    def _host(self, name: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(name, _Host())
