"""What must hold across the whole site. One check a module: a function from the site to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.checks import (
    anchors,
    completeness,
    confidence,
    future,
    guides,
    left_over,
    letters,
    long_sentences,
    numbers,
    phones,
    redirects,
    vocabulary_keys,
)
from sitegen.problems import Problem
from sitegen.resolve.site import Site

Check = Callable[[Site], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    anchors.check,
    completeness.check,
    confidence.check,
    future.check,
    guides.check,
    left_over.check,
    letters.check,
    long_sentences.check,
    numbers.check,
    phones.check,
    redirects.check,
    vocabulary_keys.check,
)
