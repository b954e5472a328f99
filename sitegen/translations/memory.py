"""The source texts as they were when their translations were accepted, so that what changed since can be told.

One file for each entry, or for each collection of rows, in ``accepted/`` beside the catalogues: a text under its
fingerprint, as long as a translation is stamped with it. No history is needed, so it holds in a shallow clone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from sitegen.model.base import Reference, TranslatedFrom
from sitegen.model.entry import Entry, Layout
from sitegen.reading.yaml_edit import EditError
from sitegen.resolve.site import Site
from sitegen.resolve.translation import cells, fingerprint, units
from sitegen.wording import say


@dataclass(frozen=True)
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


def remembered(root: Path, site: Site, made: Mapping[tuple[Reference, str], Stamps]) -> dict[str, bytes]:
    """The files that keep the texts that the stamps name, those of ``made`` in the place of the old; if changed."""
    groups: dict[str, list[Entry]] = {}
    for entry in site.entries.values():
        groups.setdefault(memory_file(site, entry), []).append(entry)
    files: dict[str, bytes] = {}
    for file in sorted({memory_file(site, site.entries[reference]) for reference, _ in made}):
        before = recall(root, file)
        texts = before | _present(groups[file], site.config.codes)
        wanted = {
            print_
            for entry in groups[file]
            for code in site.config.codes
            for print_ in made.get((entry.reference, code), stamps_of(entry, code)).fingerprints()
        }
        after = {print_: texts[print_] for print_ in sorted(wanted) if print_ in texts}
        if after != before:
            files[file] = _written(after)
    return files


def memory_file(site: Site, entry: Entry) -> str:
    """Where the accepted texts of an entry are kept, from the root of the site."""
    name = entry.type.collection if entry.type.layout is Layout.ROWS else f"{entry.type.collection}/{entry.id}"
    return posixpath.join(site.config.translations[0], "accepted", f"{name}.yaml")


def recall(root: Path, file: str) -> dict[str, str]:
    """The texts of a file by fingerprint; empty when it is not there. Raises ``EditError`` when it cannot be read."""
    try:
        found = yaml.load((root / file).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as reason:
        raise EditError(say("{file} cannot be read: {reason}", file=file, reason=str(reason))) from None
    return {key: text for key, text in found.items() if isinstance(text, str)} if isinstance(found, dict) else {}


def _present(entries: Iterable[Entry], languages: Iterable[str]) -> dict[str, str]:
    """Every unit and cell of today by its fingerprint."""
    found = (
        text
        for entry in entries
        for code in languages
        for text in (*units(entry, code).values(), *cells(entry, code).values())
    )
    return {fingerprint(text): text for text in found}


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they are."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else '"'),
)


def _written(texts: Mapping[str, str]) -> bytes:
    return yaml.dump(dict(texts), Dumper=_Dumper, allow_unicode=True, width=10**9).encode() if texts else b""
