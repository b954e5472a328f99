"""A YAML file can be read, and says what it seems to say.

YAML is the form of `facts.yaml`, of the lists, and of the top of each text: `field: value`, one a line, what belongs
together indented by two spaces. Every value is taken as the text that stands there: `no`, `09:30` and `0301` stay so.

## yaml-syntax

The file cannot be read at this place. Most often a text with a colon and a space in it has no quotes round it, a
quote or a bracket is not closed, or a line is not indented like its neighbours. The place is where reading stopped;
the mistake may stand on the line before.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο: βοήθεια
                      ^ yaml-syntax
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: "Γραφείο: βοήθεια"
        ---

## yaml-tab

A line is indented with a tab. Use spaces.

Wrong:

    content/services/desk/facts.yaml
        cost:
        \u0009kind: free
        ^ yaml-tab

Right:

    content/services/desk/facts.yaml
        cost:
          kind: free

## yaml-empty

A field has no value. Fill it in, or take the line out: what is not known is left out, and the page asks for it.

Wrong:

    content/services/desk/facts.yaml
        cost:
        ^ yaml-empty

Right:

    content/services/desk/facts.yaml
        cost: {kind: free}

## yaml-key

What stands before a colon is not a word.

Wrong:

    content/services/desk/facts.yaml
        "": free
        ^ yaml-key

Right:

    content/services/desk/facts.yaml
        cost: {kind: free}

## yaml-duplicate-key

A field stands twice, so that one of its values would be lost. Keep one; several phones go into a list.

Wrong:

    content/services/desk/facts.yaml
        phones: 210 323 8000
        phones: 210 323 8001
        ^ yaml-duplicate-key

Right:

    content/services/desk/facts.yaml
        phones: [210 323 8000, 210 323 8001]

## yaml-documents

A line `---` inside the file begins a second one, which would not be read. Take the line out.

Wrong:

    content/services/desk/facts.yaml
        cost: {kind: free}
        ---
        ^ yaml-documents
        phones: 112

Right:

    content/services/desk/facts.yaml
        cost: {kind: free}
        phones: 112

## yaml-depth

More than 32 levels stand inside each other: a bracket is left open, or typed many times.

Wrong:

    content/services/desk/facts.yaml
        cost: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
                                             ^ yaml-depth

Right:

    content/services/desk/facts.yaml
        cost: {kind: free}

## yaml-anchor

A value begins with `&`: in YAML that gives it a name. Put quotes round it if it is meant so; else take it out.

Wrong:

    content/services/desk/text.el.md
        ---
        title: &Co Γραφείο
               ^ yaml-anchor
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: "& Co Γραφείο"
        ---

## yaml-alias

A value begins with `*`: in YAML that stands for another value. Write the value out; put quotes round a text that
begins so.

Wrong:

    content/services/desk/facts.yaml
        cost: {kind: *free}
                     ^ yaml-alias

Right:

    content/services/desk/facts.yaml
        cost: {kind: free}

## yaml-tag

A value begins with `!`: in YAML that changes what it is. Put quotes round it, or take the sign out.

Wrong:

    content/services/desk/text.el.md
        ---
        title: !new Γραφείο
               ^ yaml-tag
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: "!new Γραφείο"
        ---

## yaml-merge

`<<:` takes in the fields of another place. Write the fields out, so that whoever reads the file sees them.

Wrong:

    content/services/desk/facts.yaml
        <<: {cost: {kind: free}}
        ^ yaml-merge

Right:

    content/services/desk/facts.yaml
        cost: {kind: free}
"""

CODES = (
    "yaml-syntax",
    "yaml-tab",
    "yaml-empty",
    "yaml-key",
    "yaml-duplicate-key",
    "yaml-documents",
    "yaml-depth",
    "yaml-anchor",
    "yaml-alias",
    "yaml-tag",
    "yaml-merge",
)
