"""The questions of a chapter as data, in the language of a reader: what a script needs to ask them."""

from __future__ import annotations

import json
from typing import Any

from sitegen.model.base import Localised, Reference
from sitegen.model.types.study import CHAPTERS, ChapterFacts, Kind, QuestionFacts
from sitegen.resolve.site import Site
from sitegen.views.linker import Linker, title_of
from sitegen.views.phrases import chosen
from sitegen.views.study.places import practice_path, questions_of
from sitegen.views.study.questions import words_in_it


def questions_data(site: Site, language: str, chapter: str) -> bytes:
    """JSON: ``chapter``, ``area``, ``title``, ``href`` (from pages that ask), and ``questions``, as in their files."""
    entry = site.entries[Reference(CHAPTERS.collection, chapter)]
    assert isinstance(entry.facts, ChapterFacts)
    data = {
        "chapter": entry.id,
        "area": entry.facts.area,
        "title": title_of(entry, language, site).text,
        "href": Linker(site, language, practice_path(language)).entry_href(entry.reference),
        "questions": [_question(site, language, one.facts) for one in questions_of(site, entry.reference)],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _question(site: Site, language: str, facts: object) -> dict[str, Any]:
    """``words``: pairs of a word and its meaning. The rest is named as in the files of the content."""
    assert isinstance(facts, QuestionFacts)

    def said(cell: Localised) -> str:
        return chosen(cell.root, language, site).text

    return {
        "id": facts.id,
        "kind": facts.kind,
        "difficulty": facts.difficulty,
        "question": facts.question,
        **_asked(facts),
        "words": [[word.word, said(word.meaning)] for word in words_in_it(site, facts)],
        "hint": said(facts.hint),
        "explanation": said(facts.explanation),
    }


def _asked(facts: QuestionFacts) -> dict[str, Any]:
    """What there is to choose from and what is right.

    choice: ``options`` and the place of the right one from 0; true-false: the answer; match: pairs that belong
    together; fill: the right words and others; order: the steps in their right order.
    """
    match facts.kind:
        case Kind.CHOICE:
            options = facts.options or ()
            right = next(place for place, option in enumerate(options) if option.right)
            return {"options": [option.text for option in options], "answer": right}
        case Kind.TRUE_FALSE:
            return {"answer": facts.answer}
        case Kind.MATCH:
            return {"pairs": [[pair.left, pair.right] for pair in facts.pairs or ()]}
        case Kind.FILL:
            return {"gaps": facts.gaps, "others": facts.others}
        case Kind.ORDER:
            return {"steps": facts.steps}
