"""A link is written so that it leads somewhere.

`[words](service:kem)` leads to an entry of the site, `[words](#when)` to a heading of the same text,
`[words](https://…)` to another site, `[1595](tel:1595)` calls. Addresses inside the site are never typed: the tool
writes them, in every language.

## link-address

What stands in the round brackets is no address that can be linked to. Write a whole address with `https://`, or an
entry.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε το [γραφείο](/el/services/desk/).
                           ^ link-address

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε το [γραφείο](service:desk).

## link-empty

A link has no words: nobody sees it, and a screen reader says “link”. Write what it leads to.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε το [](service:desk).
                    ^ link-empty

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε το [γραφείο](service:desk).

## link-syntax

A link is shown as it is typed: its address has a space, or stands in the wrong brackets.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε το [γραφείο][service:desk].
                         ^ link-syntax

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε το [γραφείο](service:desk).

## reference-dangling

A link or a field names an entry that is not there: its id is mistyped, in another language, or the entry was renamed.
The hint names the nearest.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε το [γραφείο](service:desc).
                           ^ reference-dangling

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Δείτε το [γραφείο](service:desk).
"""

CODES = (
    "link-address",
    "link-empty",
    "link-syntax",
    "reference-dangling",
)
