"""Work spread over the processors. Each worker is a fork: it knows what this process knows, hands back what it made."""

from __future__ import annotations

import fcntl
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

RUN = 16  #: things that one process does in a row: what lies beside each other is often made of the same
TICKETS = 1_000  #: runs at most: as many tickets fit into any pipe
ROOM = 1 << 20  #: bytes of a pipe, as many as anybody may have, so that workers need not wait for this process
FEW = 64  #: things that are done sooner than workers are there
_TICKET = 4  #: bytes


def processors() -> int:
    """How many workers are of use here: the processors that this process may use; one where forking is not safe."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def spread(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[tuple[R, bytes]]:
    """What ``work`` makes of each item, in their order, made by so many processes, of which this is one; of few items,
    by this one alone.

    With each comes its pickle, which a worker has made already; empty when this process made it. What ``work`` raises
    is raised here; what it raised in a worker, with a note where. A worker that was killed is an :class:`EOFError`.
    """
    if jobs < 2 or len(items) < FEW:
        yield from ((work(item), b"") for item in items)
        return
    run = max(RUN, -(-len(items) // TICKETS))
    crew = _Crew(work, [items[first : first + run] for first in range(0, len(items), run)])
    try:
        crew.hire(jobs - 1)
        made: dict[int, list[tuple[R, bytes]]] = {}
        for number in range(len(crew.runs)):
            while number not in made:
                made |= crew.made()
            yield from made.pop(number)
    finally:
        crew.dismiss()


class _Crew(Generic[T, R]):
    """Several processes at work on runs of items. Who is free takes the ticket of the next run out of a pipe."""

    def __init__(self, work: Callable[[T], R], runs: Sequence[Sequence[T]]) -> None:
        self.runs = runs
        self._work = work
        self._workers: dict[Connection, BaseProcess] = {}
        self._tickets, numbers = os.pipe()
        os.write(numbers, b"".join(number.to_bytes(_TICKET) for number in range(len(runs))))
        os.close(numbers)

    def hire(self, many: int) -> None:
        """Starts so many workers."""
        import multiprocessing  # noqa: PLC0415  # a build that makes little starts without it

        fork = multiprocessing.get_context("fork")
        for _ in range(many):
            reader, writer = fork.Pipe(duplex=False)
            worker = fork.Process(target=self._serve, args=(writer, (reader, *self._workers)), daemon=True)
            _widen(writer)
            _start(worker)
            self._workers[reader] = worker
            writer.close()  # so that a worker that is gone is noticed

    def made(self) -> dict[int, list[tuple[R, bytes]]]:
        """Some more runs by their numbers: what workers have made meanwhile, and one that is made here."""
        from multiprocessing.connection import wait  # noqa: PLC0415

        own = self._ticket()
        made = {} if own is None else {own: [(self._work(item), b"") for item in self.runs[own]]}
        if own is None and not self._workers:
            raise EOFError
        for reader in wait(self._workers, None if own is None else 0):
            assert not isinstance(reader, int)
            try:
                made |= self._received(reader)  # type: ignore[arg-type]
            except EOFError:
                self._workers.pop(reader).join()  # type: ignore[call-overload]
        return made

    def dismiss(self) -> None:
        """Ends the workers that are there still."""
        os.close(self._tickets)
        for reader, worker in self._workers.items():
            reader.close()
            worker.terminate()
            worker.join()

    def _ticket(self) -> int | None:
        """The number of a run that nobody has taken yet."""
        ticket = os.read(self._tickets, _TICKET)
        return int.from_bytes(ticket) if ticket else None

    def _received(self, reader: Connection) -> dict[int, list[tuple[R, bytes]]]:
        """A run that a worker has begun to hand back. Raises :class:`EOFError` where it has ended."""
        try:
            number = int.from_bytes(reader.recv_bytes())
            parts = [reader.recv_bytes() for _ in self.runs[number]]
        except OSError as reason:  # it was killed in the middle of a part
            raise EOFError from reason
        received = []
        for packed in parts:
            made = pickle.loads(packed)
            if isinstance(made, _Raised):
                raise made.reason
            received.append((made, packed))
        return {number: received}

    def _serve(self, writer: Connection, readers: Iterable[Connection]) -> None:
        """What a worker does."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches all of us: whoever waits for us tells it
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        for reader in readers:  # a fork has them too: while one is open, nobody knows that it is not wanted any more
            reader.close()
        with suppress(BrokenPipeError):  # nobody wants it any more
            while (number := self._ticket()) is not None:
                made = [self._packed(item) for item in self.runs[number]]
                for part in (number.to_bytes(_TICKET), *made):
                    writer.send_bytes(part)

    def _packed(self, item: T) -> bytes:
        try:
            return pickle.dumps(self._work(item), 5)
        except Exception as reason:  # noqa: BLE001  # whatever it is, it is raised where the work was asked for
            return pickle.dumps(_Raised(_to_hand_over(reason)), 5)


def _widen(writer: Connection) -> None:
    """Gives a pipe more room, where that is possible."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):  # Linux
        with suppress(OSError):
            fcntl.fcntl(writer.fileno(), fcntl.F_SETPIPE_SZ, ROOM)


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


def _to_hand_over(reason: Exception) -> Exception:
    """What was raised, with a note where; only its words, when it cannot leave this process as it is."""
    where = traceback.format_exc()
    reason.add_note(where)
    try:
        pickle.loads(pickle.dumps(reason, 5))
    except Exception:  # noqa: BLE001  # an exception of any library: it may refuse in any way
        return RuntimeError(where)
    return reason
