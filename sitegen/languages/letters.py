"""Letters and joins that a language does not write, though a keyboard or a copied text brings them in."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Letters that look right and are another language's: a search does not find a word that is written with them.
#: Persian: the Academy of Persian Language and Literature (دستور خط فارسی), the keyboard ISIRI 9147.
FOREIGN: Mapping[str, Mapping[str, str]] = {
    "fa": {"ي": "ی", "ك": "ک", "ة": "ه", "ى": "ی"},
    "ar": {"ی": "ي", "ک": "ك", "پ": "ب", "گ": "غ", "چ": "ج", "ژ": "ج"},
}

_FA = "\u0600-\u06ff"
#: Parts of words that stand on their own: between them belongs a zero-width non-joiner (U+200C), not a space.
#: Of each some letters that stand in it, what is found and what should stand there; the first group is kept.
JOINS: Mapping[str, tuple[tuple[str, re.Pattern[str], str], ...]] = {
    "fa": (
        ("می ", re.compile(rf"(?<![{_FA}\u200c])(ن?می) (?=[{_FA}])"), "{0}\u200c"),
        (" ها", re.compile(rf"(?<=[{_FA}]) (های?(?:ی|م|ت|ش|مان|تان|شان)?)(?![{_FA}\u200c])"), "\u200c{0}"),
        (" ترین", re.compile(rf"(?<=[{_FA}]) (ترین)(?![{_FA}\u200c])"), "\u200c{0}"),
    )
}
