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

## outside-broken

A link to another site leads nowhere: the page is gone, the name is no longer anybody's, nobody answers, or browsers
warn of the certificate. The hint names the day on which it was first found so; one day may be an accident. Look for
where the page is now. If it is nowhere, take the link out, and see what rests on it.

## outside-moved

A link works, and the site says that the page has moved for good. Write the new address: the old one will not be kept
up for ever.

## outside-astray

A link leads to a front page, or to a page of errors: what it led to is not there any more, and the site does not say
so.

## outside-refused

A site does not answer programs, or shows a certificate that only a browser can complete. It may well answer readers:
look at it in a browser.

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
    "outside-broken",
    "outside-moved",
    "outside-astray",
    "outside-refused",
    "stamp",
    "stamp-entry",
    "stamp-language",
)
