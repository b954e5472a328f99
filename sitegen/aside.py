"""A question that another process answers while this one goes on: a fork, which knows what this one knows."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TypeVar

A = TypeVar("A")


def aside(question: Callable[[], A], jobs: int) -> Callable[[], A]:
    """Begins to answer a question; what this gives waits for the answer, which is one of a few.

    Where one process does all the work (``jobs``), it is answered when somebody waits; so is one whose fork was ended.
    """
    if jobs < 2:
        return cache(question)
    reader, writer = os.pipe()
    fork = os.fork()
    if not fork:
        try:
            os.write(writer, pickle.dumps(question()))
        finally:
            os._exit(0)  # whatever it was: it is met again where the answer is wanted
    os.close(writer)

    @cache
    def answer() -> A:
        with os.fdopen(reader, "rb") as pipe:
            said = pipe.read()
        with suppress(ChildProcessError):  # whoever started us has all that end forgotten at once
            os.waitpid(fork, 0)
        return pickle.loads(said) if said else question()

    return answer
