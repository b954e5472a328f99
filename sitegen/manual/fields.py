"""Every field is known, has the value that it must have, and none that is needed is missing.

What each field holds stands in the [reference](../content/index.md), one page for each type of content.

## field-unknown

There is no field of that name here. It is mistyped, or stands too far left or right. The hint names the field that is
nearest. Nothing in it would be shown to anybody.

Wrong:

    content/services/desk/facts.yaml
        phone: 210 323 8000
        ^ field-unknown

Right:

    content/services/desk/facts.yaml
        phones: 210 323 8000

## field-missing

A field that is needed is not there. The hint says what it holds.

Wrong:

    content/services/desk/text.el.md
        ---
        summary: Γραφείο.
        ^ field-missing
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---

## field-value

A field holds something else than it must: a word that is not in its list, a date that is none, hours that close before
they open, letters in a phone. The message says what it must be.

Wrong:

    content/services/desk/facts.yaml
        hours: {week: [{days: mon-fri, opens: 15:00, closes: 09:00}]}
                       ^ field-value
        emails: city.example
                ^ field-value
        cost: {kind: cheap}
                     ^ field-value

Right:

    content/services/desk/facts.yaml
        hours: {week: [{days: mon-fri, opens: 22:00, closes: 06:00, overnight: yes}]}
        emails: desk@city.example
        cost: {kind: free}
"""

CODES = (
    "field-unknown",
    "field-missing",
    "field-value",
)
