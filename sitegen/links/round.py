"""A round of questions to many sites: several at once, each site one at a time, until all are asked or time is up."""

from __future__ import annotations

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from sitegen.links.answer import Answer
from sitegen.links.asking import Asker
from sitegen.links.hosts import StoppedError


def asked(addresses: Iterable[str], asker: Asker, at_once: int, seconds: float) -> Iterator[Answer]:
    """The answers as they come, of at most ``at_once`` hosts at a time, for at most so many ``seconds``.

    Whoever takes them may stop at any time; what is under way then is not waited for.
    """
    todo: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in _by_host(addresses):
        todo.put(group)
    found: queue.SimpleQueue[Answer | Exception | None] = queue.SimpleQueue()
    working = at_once
    for _ in range(at_once):
        threading.Thread(target=_work, args=(todo, found, asker), daemon=True).start()
    end = time.monotonic() + seconds
    try:
        while working:
            answer = found.get(timeout=max(end - time.monotonic(), 0.001))
            if isinstance(answer, Exception):
                raise answer
            if answer:
                yield answer
            else:
                working -= 1
    except queue.Empty:
        return
    finally:
        asker.hosts.stop.set()


def _by_host(addresses: Iterable[str]) -> list[list[str]]:
    """The addresses of each host, those of the largest first: it takes longest."""
    groups: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        groups[urlsplit(address).hostname or ""].append(address)
    return sorted(groups.values(), key=len, reverse=True)


def _work(
    todo: queue.SimpleQueue[list[str]], found: queue.SimpleQueue[Answer | Exception | None], asker: Asker
) -> None:
    """One thread: host after host, address after address."""
    try:
        while True:
            for address in todo.get_nowait():
                found.put(asker.ask(address))
    except (queue.Empty, StoppedError):
        found.put(None)
    except Exception as defect:  # noqa: BLE001 - raised again by whoever takes the answers
        found.put(defect)
