"""The ordered list of what the content is made of. A new type is a module and a line here."""

from __future__ import annotations

import copyreg
from typing import Any

from sitegen.model.entry import ContentType, Layout, Order
from sitegen.model.provenance import Source
from sitegen.model.types.course import COURSES
from sitegen.model.types.exam import EXAMS
from sitegen.model.types.glossary import GLOSSARY
from sitegen.model.types.guide import GUIDES
from sitegen.model.types.helpline import HELPLINES
from sitegen.model.types.holiday import HOLIDAYS
from sitegen.model.types.municipality import MUNICIPALITIES
from sitegen.model.types.need import NEEDS
from sitegen.model.types.news import NEWS
from sitegen.model.types.notice import NOTICES
from sitegen.model.types.organisation import ORGANISATIONS
from sitegen.model.types.page import PAGES
from sitegen.model.types.phrase import PHRASES
from sitegen.model.types.place import PLACES
from sitegen.model.types.redirect import REDIRECTS
from sitegen.model.types.service import SERVICES
from sitegen.model.types.stop import STOPS
from sitegen.model.types.study import CHAPTERS, PRACTICE, TASKS, WORDS

SOURCES = ContentType(
    "sources",
    "source",
    Source,
    "Sources",
    layout=Layout.ROWS,
    has_pages=False,
    in_index=False,
    icon="source",
    order=Order.FILE,
)

CONTENT_TYPES: tuple[ContentType, ...] = (
    GUIDES, NEEDS, SERVICES, HELPLINES, COURSES, EXAMS, ORGANISATIONS, PLACES, STOPS, MUNICIPALITIES,
    CHAPTERS, PRACTICE, TASKS, WORDS, NEWS, GLOSSARY, PHRASES, NOTICES, HOLIDAYS, PAGES, SOURCES, REDIRECTS,
)  # fmt: skip

_BY_NAME = {kind.collection: kind for kind in CONTENT_TYPES}


def _named(collection: str) -> ContentType:
    return _BY_NAME[collection]


def _pickled(kind: ContentType) -> Any:
    """One of these by its name: each entry has its type, and is loaded again and again."""
    return (_named, (kind.collection,)) if _BY_NAME.get(kind.collection) is kind else kind.__reduce_ex__(5)


copyreg.pickle(ContentType, _pickled)
