"""Work spread over the processors. Each worker is a fork: it knows what this process knows, hands back what it made."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

FEW = 64  #: things that are done sooner than workers are there


def processors() -> int:
    """How many workers are of use here: the processors that this process may use; one where forking is not safe."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def spread(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[tuple[R, bytes]]:
    """What ``work`` makes of each item, in their order, made by so many processes; of few items, by this one.

    With each comes its pickle, which a worker has made already; empty when this process made it. What ``work`` raises
    is raised here. A worker that was killed is an :class:`EOFError`.
    """
    if jobs < 2 or len(items) < FEW:
        yield from ((work(item), b"") for item in items)
        return
    import multiprocessing  # noqa: PLC0415  # a build that makes little starts without it

    fork = multiprocessing.get_context("fork")
    workers, readers = [], []
    for first in range(jobs):
        reader, writer = fork.Pipe(duplex=False)
        worker = fork.Process(target=_hand_back, args=(work, items[first::jobs], writer), daemon=True)
        worker.start()
        writer.close()  # so that a worker that is gone is noticed
        workers.append(worker)
        readers.append(reader)
    try:
        for number in range(len(items)):
            packed = readers[number % jobs].recv_bytes()
            made = pickle.loads(packed)
            if isinstance(made, _Raised):
                raise made.reason
            yield made, packed
    finally:
        for reader in readers:
            reader.close()
        for worker in workers:
            worker.terminate()
            worker.join()


class _Raised:
    """What a worker could not do."""

    def __init__(self, reason: Exception) -> None:
        self.reason = reason


def _hand_back(work: Callable[[T], R], items: Sequence[T], writer: Connection) -> None:
    for item in items:
        try:
            made: R | _Raised = work(item)
        except Exception as reason:  # noqa: BLE001  # whatever it is, it is raised where the work was asked for
            made = _Raised(reason)
        try:
            writer.send_bytes(pickle.dumps(made, 5))
        except BrokenPipeError:  # nobody wants it any more
            return
