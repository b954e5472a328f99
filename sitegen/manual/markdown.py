"""A text is made of paragraphs, headings, lists, tables and links.

That is all that Markdown can do here, so that every text reads well on every telephone, in both directions, printed and
aloud.

## markup-heading

A heading has a level that has no place here. `##` begins a section, at the start of a line; `###` stands below it,
`####` below that. Screen readers go by the levels; one that is left out sounds like something missing.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        # Ποιοι είμαστε
        ^ markup-heading

        Εμείς.

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι είμαστε {#who}

        Εμείς.

## markup-html

HTML in a text is shown as it is typed. Write Markdown: `**bold**`, `[words](address)`.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Είναι <b>δωρεάν.
              ^ markup-html

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Είναι **δωρεάν**.

## markup-image

Images are not part of a text. They cost readers money, and what stands in them cannot be translated or read aloud.
Write what the image says.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ![Χάρτης](https://city.example/map.png)
        ^ markup-image

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε τον [χάρτη](https://city.example/map.png).

## markup-depth

Lists or quotes stand inside each other more than twenty deep, or a sign stands a hundred times in a row.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ----------------------------------------------------------------------------------------------------
        ^ markup-depth

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Εμείς.

## markup-size

A paragraph, a list or a table has more than 6,000 characters, or more than 150 brackets. Split it.
"""

CODES = (
    "markup-heading",
    "markup-html",
    "markup-image",
    "markup-depth",
    "markup-size",
)
