r"""A file holds text that can be seen.

Signs that are not seen come in when text is copied from a PDF, a chat or an old program. They make a page read, sort or
show otherwise than it is written. Arabic and Farsi spelling signs (zero-width joiners) are welcome.

## text-encoding

A file was not saved as UTF-8, so that its letters cannot be told. Open it in the program that wrote it, and save it as
UTF-8.

## text-control

A sign that is no letter and cannot be seen, or the sign for a letter that was lost (U+FFFD). Delete it, and type that
piece anew. The example has the sign written as YAML can, so that it is seen.

Wrong:

    content/services/desk/text.el.md
        ---
        title: "Γραφείο\u0007"
               ^ text-control
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---

## text-bidi

An unseen sign turns the direction of the text that follows: what is read is not what is written. The site keeps
numbers and names whole by itself, so it is never needed. Delete it. The example has the sign written as YAML can, so
that it is seen.

Wrong:

    content/services/desk/text.el.md
        ---
        title: "Γραφείο \u202e112"
               ^ text-bidi
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο 112
        ---

## text-line

A line has more than 65,536 characters. That is no text; something else was pasted.
"""

CODES = (
    "text-encoding",
    "text-control",
    "text-bidi",
    "text-line",
)
