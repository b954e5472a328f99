"""Greek names in Latin letters, as passports and road signs write them (ELOT 743:2001, transcription)."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    dict(zip("αβγδεζηιϊκλμνξοπρσςτυϋφω", "avgdeziiiklmnxoprsstyyfo", strict=True)) | {"θ": "th", "χ": "ch", "ψ": "ps"}
)
_ACUTE = "\N{COMBINING ACUTE ACCENT}"


def latin(text: str) -> str:
    """The reading of a Greek text: Κυψέλη is Kypseli. Other letters stay as they are."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace(_ACUTE, ""))
    return re.sub(r"\w+", lambda match: _word(match[0]), bare)


def _word(word: str) -> str:
    read = re.sub("^μπ", "b", word.lower())
    read = re.sub("(?<=[αεη])υ(?=[αεηιουωβγδζλμνρ])", "v", read)
    read = re.sub("(?<=[αεη])υ", "f", read)
    read = read.replace("ου", "ou").replace("γγ", "ng").replace("γξ", "nx").replace("γχ", "nch").translate(_LETTERS)
    return read[:1].upper() + read[1:] if word[:1].isupper() else read


def slug_of(name: str) -> str:
    """A name as it can stand in an address, such as agios-eleftherios; empty when none of its letters can."""
    letters = unicodedata.normalize("NFKD", latin(name)).lower()
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
