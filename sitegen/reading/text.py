"""From bytes to text: UTF-8, Unix line ends, composed letters, nothing invisible that misleads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sitegen.model.signs import unwanted_sign
from sitegen.problems import Mark, Problem, error
from sitegen.wording import say

MAX_LINE = 65_536
#: Farsi writes it all the time: heh with a hamza above, of which there is no composed letter. Before a letter or space
#: it stays as it is, but the library takes long to find that out.
_HEH_HAMZA = re.compile("\u0647\u0654(?=[\\w\\s])")


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file; ``None`` when it cannot be used."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [error(Mark(file), "text-encoding", say("is UTF-16, not UTF-8"), say("save it as UTF-8"))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data[: reason.start].count(b"\n") + 1
        byte, offset = f"{data[reason.start]:#04x}", reason.start
        message = say("is not UTF-8: byte {byte} at offset {offset}", byte=byte, offset=offset)
        return None, [error(Mark(file, line), "text-encoding", message, say("save it as UTF-8"))]
    text = _composed(text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = list(_unwanted(text, file))
    return (None if problems else text), problems


def _composed(text: str) -> str:
    """The text with composed letters: NFC (UAX #15)."""
    return "\u0647\u0654".join([unicodedata.normalize("NFC", part) for part in _HEH_HAMZA.split(text)])


def _unwanted(text: str, file: str) -> Iterator[Problem]:
    if len(text) <= MAX_LINE and not unwanted_sign(text):  # nearly always: no line need be looked at
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            message = say("the line has more than {most:,} characters", most=MAX_LINE)
            yield error(Mark(file, number), "text-line", message)
        elif sign := unwanted_sign(line):
            yield error(Mark(file, number, sign.offset + 1), sign.code, sign.message, sign.hint)
