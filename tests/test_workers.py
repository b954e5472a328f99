"""Work is spread over processes, and what comes of it is the same."""

import os
import signal
import textwrap
from pathlib import Path

import pytest

from sitegen.kept import Kept
from sitegen.pipeline import Request, build
from sitegen.workers import FEW, spread
from tests.builders import TODAY, service, small_site

MANY = range(3 * FEW)


def test_what_is_made_comes_in_the_order_of_the_items() -> None:
    assert [made for made, _ in spread(lambda n: n * n, MANY, 3)] == [n * n for n in MANY]


def test_many_items_are_made_elsewhere_and_few_here() -> None:
    def place(_: int) -> int:
        return os.getpid()

    assert os.getpid() not in {made for made, _ in spread(place, MANY, 2)}
    assert {made for made, _ in spread(place, range(FEW - 1), 2)} == {os.getpid()}
    assert {made for made, _ in spread(place, MANY, 1)} == {os.getpid()}


def test_what_a_worker_raises_is_raised_here() -> None:
    def third(n: int) -> int:
        if n == 3:
            raise LookupError(n)
        return n

    with pytest.raises(LookupError, match="3"):
        list(spread(third, MANY, 2))


def test_a_worker_that_is_killed_is_noticed() -> None:
    def killed(n: int) -> int:
        if n == FEW:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    with pytest.raises(EOFError):
        list(spread(killed, MANY, 2))


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
