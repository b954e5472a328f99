"""When values that only know each other are looked for: Python would do so again and again (docs/decisions/0041)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW = 50_000  #: values that may have come and not gone before cycles are looked for among them


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the search for cycles: nearly all that a build makes lives until its end, and is searched in vain."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def swept() -> Iterator[None]:
    """With the search for cycles among what is new: a page leaves some behind, with all that it was made of."""
    before = gc.get_threshold()
    gc.freeze()  # what is there already is not searched
    gc.set_threshold(_NEW)
    gc.enable()
    try:
        yield
    finally:
        gc.disable()
        gc.set_threshold(*before)
        gc.unfreeze()
