"""The words of the menus and buttons are translated.

They stand in `translations/LANGUAGE.po`, one file for each language. `make catalogues` brings the files in step with
the program.

## catalogue-missing

A language has no catalogue: its menus are in English. Run `make catalogues`.

## catalogue-untranslated

A word has no translation: readers see it in English.

Wrong:

    translations/ar.po
        msgid "Phone"
        ^ catalogue-untranslated
        msgstr ""

Right:

    translations/ar.po
        msgid "Phone"
        msgstr "هاتف"

## catalogue-fuzzy

A translation is marked as a guess and is not used. Read it, mend it, then take the line `#, fuzzy` out.

Wrong:

    translations/ar.po
        #, fuzzy
        msgid "Phone"
        ^ catalogue-fuzzy
        msgstr "هاتف"

Right:

    translations/ar.po
        msgid "Phone"
        msgstr "هاتف"

## catalogue-plurals

A message with a number lacks forms of the language: Arabic has six.

Wrong:

    translations/el.po
        msgid "%(n)s phone"
        ^ catalogue-plurals
        msgid_plural "%(n)s phones"
        msgstr[0] "%(n)s τηλέφωνο"

Right:

    translations/el.po
        msgid "%(n)s phone"
        msgid_plural "%(n)s phones"
        msgstr[0] "%(n)s τηλέφωνο"
        msgstr[1] "%(n)s τηλέφωνα"

## catalogue-placeholder

A name between `%(` and `)s`, which a value is put in for, differs from the original. Copy it as it is.

Wrong:

    translations/ar.po
        msgid "Source %(n)s"
        ^ catalogue-placeholder
        msgstr "المصدر %(ن)s"

Right:

    translations/ar.po
        msgid "Source %(n)s"
        msgstr "المصدر %(n)s"

## catalogue-syntax

The file cannot be read as a catalogue. The place is where reading stopped.

Wrong:

    translations/ar.po
        msgid "Phone"
        mgstr "هاتف"
        ^ catalogue-syntax

Right:

    translations/ar.po
        msgid "Phone"
        msgstr "هاتف"
"""

CODES = (
    "catalogue-missing",
    "catalogue-untranslated",
    "catalogue-fuzzy",
    "catalogue-plurals",
    "catalogue-placeholder",
    "catalogue-syntax",
)
