"""What must hold of the content. One check a module: of one entry alone, or of the whole site.

What is found in an entry alone can be kept until the entry or the configuration changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.checks import (
    anchors,
    completeness,
    confidence,
    direction,
    future,
    guides,
    headings,
    left_over,
    letters,
    link_words,
    long_sentences,
    numbers,
    past_hours,
    phones,
    quoted,
    redirects,
    structure,
    vocabulary_keys,
    wrong_language,
)
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem
from sitegen.resolve.site import Site

ENTRY_CHECKS: tuple[Callable[[Entry, SiteConfig], Iterator[Problem]], ...] = (
    completeness.check_entry,
    direction.check_entry,
    guides.check_entry,
    headings.check_entry,
    left_over.check_entry,
    letters.check_entry,
    link_words.check_entry,
    long_sentences.check_entry,
    numbers.check_entry,
    phones.check_entry,
    structure.check_entry,
    wrong_language.check_entry,
)
SITE_CHECKS: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    anchors.check,
    confidence.check,
    future.check,
    past_hours.check,
    quoted.check,
    redirects.check,
    vocabulary_keys.check,
)
