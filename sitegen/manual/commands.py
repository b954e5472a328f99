"""A command is asked for what it can do.

These are said by a command, and not by `check`: nothing was changed. The message says why, the hint how to ask again.

## rename

An entry cannot be renamed so: the old name is not there, the new one is taken or of another collection, or a file
cannot be changed without changing more than the name.

## remove

An entry cannot be taken out: it is not there, it is a row of a list, or others name it. Each place that names it is
listed.

## confirm

What was confirmed cannot be recorded: there is no such fact, it has no value to confirm, or the day is still to come.

## confirm-entry

There is no entry of that name. Write its collection and its id: `services/kem`.

## stamp

A translation cannot be marked as current, because its file cannot be changed without changing more. Do it by hand.

## stamp-entry

There is no entry of that name. Write its collection and its id: `services/kem`.

## stamp-language

Nothing is translated into that language. The hint names those that are.
"""

CODES = (
    "rename",
    "remove",
    "confirm",
    "confirm-entry",
    "stamp",
    "stamp-entry",
    "stamp-language",
)
