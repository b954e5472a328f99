"""Sentences of the program that can be said in another language too.

A :class:`Said` is the English sentence, a plain text for whoever only wants that; it remembers the message and the
values that it was made of, so that a catalogue can say it again (``sitegen.printing``).
"""

from __future__ import annotations

import errno
from collections.abc import Callable

LONGEST = 300  #: characters of a value that is quoted in a sentence: it may be a whole file


class Said(str):
    """A sentence in English, and how it was made: ``message.format(**values)``."""

    message: str
    values: dict[str, object]

    def __str__(self) -> str:
        """Itself, so that ``str`` of an exception that was raised with a sentence still is that sentence."""
        return self

    def again(self, gettext: Callable[[str], str]) -> str:
        """The sentence in the language of ``gettext``; values that are sentences themselves too."""
        return gettext(self.message).format(**{key: in_words(value, gettext) for key, value in self.values.items()})


def say(message: str, /, **values: object) -> Said:
    """A sentence out of a message and its values, as :meth:`str.format` fills them in.

    The message stands in the catalogues as it is written here, so it must be a literal.
    """
    short = {key: _short(value) for key, value in values.items()}
    said = Said(message.format(**short))
    said.message, said.values = message, short
    return said


def verbatim(text: str) -> Said:
    """A sentence without values, braces and all, such as the description of a field."""
    return say(text.replace("{", "{{").replace("}", "}}"))


def os_reason(error: OSError) -> str:
    """Why the system could not do something."""
    return _OF_SYSTEM.get(error.errno, error.strerror or str(error))


def in_words(value: object, gettext: Callable[[str], str]) -> object:
    """``value`` in the language of ``gettext`` if it is a sentence of ours; else as it is."""
    return value.again(gettext) if isinstance(value, Said) else value


def _short(value: object) -> object:
    """A value on one line of bearable length."""
    if not isinstance(value, str) or isinstance(value, Said):
        return value
    line = " ".join(value.split("\n"))
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"


#: What a system says most often; anything else is said in its own words.
_OF_SYSTEM: dict[int | None, Said] = {
    errno.ENOENT: say("No such file or directory"),
    errno.EACCES: say("Permission denied"),
    errno.EISDIR: say("Is a directory"),
    errno.ENOTDIR: say("Not a directory"),
    errno.ENOSPC: say("No space left on device"),
    errno.EROFS: say("Read-only file system"),
}
