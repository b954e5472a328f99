"""Pages can be made, each at its own address, and are light.

These are problems of the pages and their templates, which are made by developers. The site as it was stays published.

## page-weight

A page weighs more than `budgets` in `site_config.yaml` allows; readers pay for each byte. Split the entry.

## address-lost

An address stands in `published.txt`, the list of what was published, and nothing would stand there any more: whoever
saved or shared it would find nothing. `build.py rename` and `build.py remove` leave a page at the old address; use them
instead of moving and deleting files. `build.py addresses` adds new addresses to the list. A language that the site has
no more is one error, at the first of its lines: leave it in `site_config.yaml`, where it shows another language.

Wrong:

    published.txt
        el/services/gone/
        ^ address-lost

Right:

    published.txt
        el/services/desk/

## plan-collision

Two files want to stand at one address: two entries of the same name, or an entry with the name of a list. Rename one.

Wrong:

    content/pages/services/text.el.md
        ---
        title: Υπηρεσίες
        ---
    el/services/index.html
        ^ plan-collision

Right:

    content/pages/all-services/text.el.md
        ---
        title: Υπηρεσίες
        ---

## template-missing

A template that is needed is not there.

Wrong:

    templates/pages/service.html
        {% include "components/not-there.html" %}
        ^ template-missing

Right:

    templates/pages/service.html
        {{ view.title }}

## template-syntax

A template cannot be read.

Wrong:

    templates/pages/service.html
        {% if view.title %}
        ^ template-syntax

Right:

    templates/pages/service.html
        {% if view.title %}{{ view.title }}{% endif %}

## template-value

A template names something that is not there. [templates.md](../templates.md) lists what each page gets.

Wrong:

    templates/pages/service.html
        {{ view.titel }}
        ^ template-value

Right:

    templates/pages/service.html
        {{ view.title }}

## template-depth

Templates include each other without end.

Wrong:

    templates/pages/service.html
        {% include "pages/service.html" %}
        ^ template-depth

Right:

    templates/pages/service.html
        {{ view.title }}
"""

CODES = (
    "page-weight",
    "address-lost",
    "plan-collision",
    "template-missing",
    "template-syntax",
    "template-value",
    "template-depth",
)
