"""A question that another process answers while this one goes on: a fork, which knows what this one knows."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache


def aside(question: Callable[[], bool], jobs: int) -> Callable[[], bool]:
    """Begins to answer a question; what this gives waits for the answer.

    Where one process does all the work (``jobs``), it is answered when somebody waits; so is one whose fork was ended.
    """
    if jobs < 2:
        return cache(question)
    reader, writer = os.pipe()
    fork = os.fork()
    if not fork:
        try:
            os.write(writer, b"yes" if question() else b"no")
        finally:
            os._exit(0)  # whatever it was: it is met again where the answer is wanted
    os.close(writer)

    @cache
    def answer() -> bool:
        with os.fdopen(reader, "rb") as pipe:
            said = pipe.read()
        os.waitpid(fork, 0)
        return said == b"yes" if said else question()

    return answer
