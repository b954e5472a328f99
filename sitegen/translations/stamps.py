"""What translations were made from, as their stamps say: read from their files, judged, and written anew.

A stamp is the fingerprint of each unit that a translation was made from (see ``resolve.translation``). For a text it
stands in its front matter, for cells in their row or in ``facts.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from sitegen.edits import Edit
from sitegen.model.base import TranslatedFrom
from sitegen.model.entry import Entry, Layout
from sitegen.reading.yaml_edit import Value
from sitegen.records import record
from sitegen.resolve.translation import cells, fingerprint, units

KEY = "translated_from"  #: the field that a stamp stands in
FACTS = "facts:"  #: begins the unit of a cell of an entry that has texts


@record
class Stamps:
    """What the text and the cells of an entry in a language were made from."""

    text: TranslatedFrom | None
    cells: TranslatedFrom | None

    def fingerprints(self) -> Iterator[str]:
        """All of them."""
        for made in (self.text, self.cells):
            yield from made.fingerprints.values() if made else ()


def stamps_of(entry: Entry, language: str) -> Stamps:
    """The stamps that stand in the files."""
    text = entry.texts.get(language)
    return Stamps(text.front.translated_from if text else None, entry.facts.translated_from.get(language))


def value_of(stamp: TranslatedFrom) -> Value:
    """A stamp as it is written in YAML."""
    return {"language": stamp.language, "fingerprints": dict(stamp.fingerprints)}


def text_edit(file: str, stamp: TranslatedFrom) -> Edit:
    """Writes the stamp of a text into its file."""
    return Edit(file, (KEY,), value_of(stamp), front=True, after=("summary", "title"))


def cells_edit(entry: Entry, language: str, stamp: TranslatedFrom) -> Edit:
    """Writes the stamp of the cells in a language beside them."""
    row = entry.id if entry.type.layout is Layout.ROWS else ""
    return Edit(entry.mark().file, (KEY, language), value_of(stamp), row)


#: Says of a unit what its translation was made from: "" when that is what stands there now, the fingerprint of what
#: stood there, or None when nobody knows.
Judge = Callable[[str], str | None]


def judge_of_text(entry: Entry, language: str, changed: Collection[str], origin: str) -> Judge:
    """The judge of the units of a text. ``changed`` are those whose source has changed since."""
    made = stamps_of(entry, language).text

    def judge(unit: str) -> str | None:
        if made is None or not made.fingerprints:
            return None
        then, now = made.fingerprints.get(unit), units(entry, made.language).get(unit)
        if then == (fingerprint(now) if now else None) and (made.language == origin or unit not in changed):
            return ""
        return then if made.language == origin else None

    return judge


def judge_of_cells(entry: Entry, language: str, changed: Collection[str], origin: str, source: str) -> Judge:
    """The judge of the cells of an entry: what one was made from may stand in another by now."""
    made = stamps_of(entry, language).cells

    def judge(unit: str) -> str | None:
        if made is None or not made.fingerprints:
            return None
        name = unit.removeprefix(FACTS)
        now = (cells(entry, source) | cells(entry, made.language)).get(name, "")
        known = fingerprint(now) in made.fingerprints.values()
        if known and (made.language == origin or unit not in changed):
            return ""
        return made.fingerprints.get(name) if made.language == origin else None

    return judge


def stamped(
    made: TranslatedFrom | None, origin: str, now: Mapping[str, str], open_: Collection[str], new: bool
) -> TranslatedFrom | None:
    """What a translation is made from once all but the ``open_`` units of it are done; ``None``: as it was.

    A stamp names one language. Where there was none yet, or one of another language, nothing may be open, unless
    the translation is ``new``: what is open in it is not there at all.
    """
    then = made.fingerprints if made and made.language == origin else {}
    if open_ and not then and not new:
        return None
    prints = {unit: then.get(unit, "") if unit in open_ else print_ for unit, print_ in now.items()}
    prints |= {unit: print_ for unit, print_ in then.items() if unit in open_}
    found = TranslatedFrom(language=origin, fingerprints={unit: print_ for unit, print_ in prints.items() if print_})
    return found if found != made else None
