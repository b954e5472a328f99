"""Each file lies where it belongs.

An entry is a folder: `services/kem/` holds `facts.yaml` and a text for each language, `text.el.md`, `text.fa.md` …
Lists such as `helplines.yaml` lie beside the folders. The name of the folder is the id of the entry and stands in its
address.

## content-unknown-file

A file or folder has a name that means nothing here, so that nobody would ever see it. It is mistyped, or lies in the
wrong place. The hint says what content is made of.

Wrong:

    content/service/desk-two/facts.yaml
        source: city-page
        ^ content-unknown-file

Right:

    content/services/desk/facts.yaml
        cost: {kind: free}

## content-id

An id is not made of a-z, 0-9 and single hyphens. It stands in addresses that people type, share and print.

Wrong:

    content/helplines.yaml
        - id: Γραμμή
              ^ content-id
          title: {el: Γραμμή}

Right:

    content/helplines.yaml
        - id: line
          source: city-page
          title: {el: Γραμμή}
          phones: 112
          urgency: emergency

## content-id-twice

Two rows of a list have the same id: one would hide the other. Give the second its own, or make one of them.

Wrong:

    content/vocabularies/topics.yaml
        - id: work
          title: {el: Εργασία}
        - id: work
              ^ content-id-twice
          title: {el: Δουλειά}

Right:

    content/vocabularies/topics.yaml
        - id: work
          title: {el: Εργασία}

## content-language

A text is in a language that the site does not have: the code in the name of the file is mistyped, or the language is
not yet named under `languages` in `site_config.yaml`.

Wrong:

    content/services/desk/text.gr.md
        ---
        ^ content-language
        title: Γραφείο
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---

## content-rows

A list of rows does not begin like one. Each row begins with a hyphen and its id.

Wrong:

    content/vocabularies/topics.yaml
        work: {el: Εργασία}
        ^ content-rows

Right:

    content/vocabularies/topics.yaml
        - id: work
          title: {el: Εργασία}

## text-front-matter

A text does not begin with its title between two lines of `---`, or the second line is missing.

Wrong:

    content/services/desk/text.el.md
        Γραφείο
        ^ text-front-matter

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---

## text-source-missing

An entry has no text in the language that the site is written in first. Write it, with at least a title: until then
the entry is not shown.

Wrong:

    content/services/new/text.el.md
        ^ text-source-missing
    content/services/new/text.en.md
        ---
        title: New
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---

## text-unfinished

A translation says that it is not finished: `unfinished: yes`, as `build.py translations new` lays it out. Readers see
another language until the line is taken out, and nothing in it stops the publication. The text in the language that the
site is written in first cannot say so.

Wrong:

    content/services/desk/text.ar.md
        ---
        unfinished: yes
        ^ text-unfinished
        title: مكتب
        ---

Right:

    content/services/desk/text.ar.md
        ---
        title: مكتب
        ---

## text-long

A text has more than 30,000 characters. Nobody reads as much on a telephone. Make several entries of it.

## file-refused

A file is none that content is made of: a link to another file, larger than a megabyte, or with signs in its name that
cannot be shown. The message says which.

## file-unreadable

The system does not let the file be read. Look at its owner and its permissions, or save it anew.

## folder-missing

A folder that `site_config.yaml` names is not there. It was renamed, or its name is mistyped.
"""

CODES = (
    "content-unknown-file",
    "content-id",
    "content-id-twice",
    "content-language",
    "content-rows",
    "text-front-matter",
    "text-source-missing",
    "text-unfinished",
    "text-long",
    "file-refused",
    "file-unreadable",
    "folder-missing",
)
