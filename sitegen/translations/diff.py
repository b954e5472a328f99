"""What changed in the text that a translation was made from: part by part, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from sitegen.messages import ENGLISH, Words
from sitegen.model.base import TranslatedFrom
from sitegen.model.entry import Entry
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State, cells, fingerprint, units
from sitegen.translations.stamps import stamps_of
from sitegen.wording import Said, say

_WORD = re.compile(r"\s+|[^\s]+")
_COLOURS = {"-": ("\033[31m[-", "-]\033[0m"), "+": ("\033[32m{+", "+}\033[0m")}
_PLAIN = {"-": ("[-", "-]"), "+": ("{+", "+}")}


@record
class Change:
    """A part that is new, gone or changed; ``before`` is ``None`` when what stood there was not kept."""

    unit: str
    origin: str
    before: str | None
    after: str

    @property
    def what(self) -> str:
        """new, gone or changed."""
        return "new" if self.before == "" else "gone" if not self.after else "changed"

    @property
    def said(self) -> Said:
        """The same in a sentence."""
        if self.what == "new":
            return say("new in {language}", language=self.origin)
        if self.what == "gone":
            return say("gone in {language}", language=self.origin)
        return say("changed in {language}", language=self.origin)


def changes(site: Site, entry: Entry, language: str, texts: Mapping[str, str]) -> Iterator[Change]:
    """Every change since the translation was accepted. ``texts`` are the accepted ones, by fingerprint."""
    stamps = stamps_of(entry, language)
    if stamps.text:
        yield from _of_text(stamps.text, units(entry, stamps.text.language), texts)
    if stamps.cells:
        source = site.config.source_language
        present = cells(entry, source) | cells(entry, stamps.cells.language)
        yield from _of_cells(stamps.cells, {n: t for n, t in present.items() if n in cells(entry, language)}, texts)


def origin_is_older(site: Site, entry: Entry, language: str) -> str:
    """The language that the translation was made from, when that is itself older than the source; else empty."""
    text = stamps_of(entry, language).text
    older = text is not None and bool(site.states[entry.reference, text.language].changed)
    return text.language if text and older else ""


def nothing_changed(site: Site, entry: Entry, language: str) -> Said:
    """What to say of a translation without a change: there may be none, or nobody knows what it was made from."""
    state = site.states[entry.reference, language].state
    if state is State.MISSING:
        return say("{entry} is not there in {language} yet.", entry=str(entry.reference), language=language)
    if state is State.UNSTAMPED:
        return say(
            "What {entry} in {language} was made from is not known."
            " Compare the two, then: translations accept {entry} {language}",
            entry=str(entry.reference),
            language=language,
        )
    return say(
        "Nothing has changed in what {entry} in {language} was made from.",
        entry=str(entry.reference),
        language=language,
    )


def _of_text(made: TranslatedFrom, present: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Change]:
    for unit in dict.fromkeys((*present, *made.fingerprints)):
        then, now = made.fingerprints.get(unit), present.get(unit, "")
        if then != (fingerprint(now) if now else None):
            yield Change(unit, made.language, texts.get(then) if then else "", now)


def _of_cells(made: TranslatedFrom, present: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Change]:
    """A cell may have moved: what counts is whether its words were there."""
    known = set(made.fingerprints.values())
    for unit, now in present.items():
        if fingerprint(now) not in known:
            then = made.fingerprints.get(unit)
            yield Change(unit, made.language, texts.get(then) if then else "", now)


def worded(change: Change, color: bool = False, words: Words = ENGLISH) -> str:
    """A change for people: ``[-gone-]`` and ``{+new+}`` words in their place."""
    head = f"{change.unit}  {words(change.said)}\n"
    if change.before is None:
        lost = words(say("(what stood there before was not kept)"))
        return f"{head}{change.after}\n{lost}\n"
    signs = _COLOURS if color else _PLAIN
    before, after = _WORD.findall(change.before), _WORD.findall(change.after)
    written: list[str] = []
    for kind, i, j, m, n in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            written += before[i:j]
            continue
        for sign, changed in (("-", before[i:j]), ("+", after[m:n])):
            written.append(_marked("".join(changed), signs[sign]))
    return f"{head}{''.join(written).strip()}\n"


def _marked(words: str, signs: tuple[str, str]) -> str:
    """The words between signs; spaces around them stay outside."""
    bare = words.strip()
    if not bare:
        return words if "\n" in words else ""
    start = words.index(bare)
    return f"{words[:start]}{signs[0]}{bare}{signs[1]}{words[start + len(bare) :]}"
