"""Work spread over the processors. Each worker is a fork: it knows what this process knows, hands back what it made."""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

RUN = 8  #: things that a worker is given in a row: what lies beside each other is often made of the same
FEW = 64  #: things that are done sooner than workers are there


def processors() -> int:
    """How many workers are of use here: the processors that this process may use; one where forking is not safe."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def spread(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[tuple[R, bytes]]:
    """What ``work`` makes of each item, in their order, made by so many processes; of few items, by this one.

    With each comes its pickle, which a worker has made already; empty when this process made it. What ``work`` raises
    is raised here, with a note where it was raised. A worker that was killed is an :class:`EOFError`.
    """
    if jobs < 2 or len(items) < FEW:
        yield from ((work(item), b"") for item in items)
        return
    import multiprocessing  # noqa: PLC0415  # a build that makes little starts without it

    fork = multiprocessing.get_context("fork")
    workers, readers = [], []
    try:
        for first in range(jobs):
            reader, writer = fork.Pipe(duplex=False)
            readers.append(reader)
            own = [item for number, item in enumerate(items) if number // RUN % jobs == first]
            given = work, own, writer, tuple(readers)
            worker = fork.Process(target=_hand_back, args=given, daemon=True)
            _start(worker)
            workers.append(worker)
            writer.close()  # so that a worker that is gone is noticed
        for number in range(len(items)):
            packed = readers[number // RUN % jobs].recv_bytes()
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


def _start(worker: BaseProcess) -> None:
    """Starts a worker. Ctrl-C waits until it has been told what to do then: Python would tell of it in the middle."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        worker.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Raised:
    """What a worker could not do."""

    def __init__(self, reason: Exception) -> None:
        self.reason = reason


def _hand_back(work: Callable[[T], R], items: Sequence[T], writer: Connection, readers: Iterable[Connection]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches all of us: whoever waits for us tells it
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for reader in readers:  # a fork has them too: while one is open, a worker cannot know that nobody waits any more
        reader.close()
    for item in items:
        try:
            packed = pickle.dumps(work(item), 5)
        except Exception as reason:  # noqa: BLE001  # whatever it is, it is raised where the work was asked for
            packed = pickle.dumps(_Raised(_to_hand_over(reason)), 5)
        try:
            writer.send_bytes(packed)
        except BrokenPipeError:  # nobody wants it any more
            return


def _to_hand_over(reason: Exception) -> Exception:
    """What was raised, with a note where; only its words, when it cannot leave this process as it is."""
    where = traceback.format_exc()
    reason.add_note(where)
    try:
        pickle.loads(pickle.dumps(reason, 5))
    except Exception:  # noqa: BLE001  # an exception of any library: it may refuse in any way
        return RuntimeError(where)
    return reason
