"""Work is spread over processes, and what comes of it is the same."""

import os
import pickle
import select
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.kept import Kept
from sitegen.pipeline import Request, build
from sitegen.workers import FEW, ROOM, spread
from tests.builders import ROOT, TODAY, service, small_site

HERE = os.getpid()
MANY = range(3 * FEW)


@pytest.fixture
def elsewhere() -> Iterator[Callable[[], bool]]:
    """Tells whether this is a worker; not before both a worker and this process have taken their part."""
    here, there = os.pipe(), os.pipe()

    def asked() -> bool:
        own, other = (here, there) if os.getpid() == HERE else (there, here)
        os.write(own[1], b".")
        assert select.select([other[0]], [], [], 30)[0], "the other is not there"
        return own is there

    yield asked
    for end in (*here, *there):
        os.close(end)


def test_what_is_made_comes_in_the_order_of_the_items() -> None:
    assert [made for made, _ in spread(lambda n: n * n, MANY, 3)] == [n * n for n in MANY]


def test_many_items_are_made_by_this_process_and_others_and_few_by_this_one(
    elsewhere: Callable[[], bool],
) -> None:
    assert {made for made, _ in spread(lambda _: elsewhere(), MANY, 2)} == {True, False}
    assert {made for made, _ in spread(lambda _: os.getpid(), range(FEW - 1), 2)} == {HERE}
    assert {made for made, _ in spread(lambda _: os.getpid(), MANY, 1)} == {HERE}


def test_what_others_have_made_comes_with_its_pickle(elsewhere: Callable[[], bool]) -> None:
    for made, packed in spread(lambda _: elsewhere(), MANY, 2):
        assert packed == (pickle.dumps(made, 5) if made else b"")


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_raised_is_raised_here(jobs: int) -> None:
    def third(n: int) -> int:
        if n == 3:
            raise LookupError(n)
        return n

    with pytest.raises(LookupError, match="3"):
        list(spread(third, MANY, jobs))


def test_where_it_was_raised_is_told_too(elsewhere: Callable[[], bool]) -> None:
    def clumsy(n: int) -> int:
        return 1 // 0 if elsewhere() else n

    with pytest.raises(ZeroDivisionError) as raised:
        list(spread(clumsy, MANY, 2))
    assert "in clumsy" in "".join(raised.value.__notes__)


class TwoWordsError(Exception):
    """It cannot be made again out of what pickle keeps of it."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def test_what_cannot_be_handed_over_is_told_in_words(elsewhere: Callable[[], bool]) -> None:
    def odd(n: int) -> object:
        if elsewhere():
            raise TwoWordsError("this", "one")
        return n

    with pytest.raises(RuntimeError, match="TwoWordsError: this one"):
        list(spread(odd, MANY, 2))


def test_that_something_cannot_be_handed_over_is_told(elsewhere: Callable[[], bool]) -> None:
    with pytest.raises(Exception, match="pickle"):
        list(spread(lambda _: (lambda: None) if elsewhere() else None, MANY, 2))


@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_when_whoever_waits_for_them_is_killed(ended_by: signal.Signals) -> None:
    """All of them hold the other end of one pipe: it is closed when the last of them is gone."""
    seen, held = os.pipe()
    asking = os.fork()
    if asking == 0:
        os.close(seen)
        made = spread(lambda _: bytes(100_000), range(10_000), 3)
        next(made)
        os.write(held, b".")
        signal.pause()
    os.close(held)
    assert os.read(seen, 1) == b"."
    os.kill(asking, ended_by)
    os.waitpid(asking, 0)
    there, _, _ = select.select([seen], [], [], 30)
    assert there, "a worker is there still"
    assert os.read(seen, 1) == b""
    os.close(seen)


def test_ctrl_c_is_told_once_and_leaves_no_worker() -> None:
    program = """
        import os, signal
        from sitegen.workers import spread
        made = spread(lambda _: bytes(100_000), range(10_000), 3)
        next(made)
        os.killpg(0, signal.SIGINT)
        for _ in made: pass
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=ROOT,
        capture_output=True,  # which waits until the last worker has closed it
        text=True,
        start_new_session=True,
        timeout=60,
        check=False,
    )
    assert ended.stderr.count("KeyboardInterrupt") == 1, ended.stderr


def test_a_worker_that_is_killed_is_noticed(elsewhere: Callable[[], bool]) -> None:
    def killed(n: int) -> int:
        if elsewhere():
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    with pytest.raises(EOFError):
        list(spread(killed, MANY, 2))


def test_one_that_is_killed_while_it_hands_something_back_is_noticed_too() -> None:
    pauses = [0.15]

    def large(_: int) -> bytes:
        if os.getpid() != HERE:
            threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGKILL)).start()
            return bytes(2 * ROOM)
        time.sleep(pauses.pop() if pauses else 0)
        return b""

    with pytest.raises(EOFError):
        list(spread(large, MANY, 2))


def test_who_does_not_want_the_rest_waits_for_nobody() -> None:
    made = spread(lambda n: n, range(100_000), 2)
    assert next(made)[0] == 0
    made.close()


def test_a_site_is_the_same_by_however_many_processes(tmp_path: Path) -> None:
    config = small_site(tmp_path, "".join(textwrap.dedent(service(f"s-{number}")) for number in range(FEW)))
    ways = []
    for jobs in (1, 3):
        kept = Kept()
        result = build(Request(config, TODAY, kept=kept, jobs=jobs))
        ways.append(([(file.path, file.data) for file in result.artifacts], result.problems, kept.made))
    assert ways[0] == ways[1]
    assert ways[0][0]
    assert ways[0][2]["page"] > ways[0][2]["document"] > FEW
