"""JSON-LD as a data block of a page, and what any page can tell: the way to it, the site that it is of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from sitegen.resolve.site import Site

Json = dict[str, Any]

_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def data_block(things: Sequence[Json]) -> Markup:
    """JSON-LD for a ``script`` element; empty when there is nothing to say.

    A data block ends at ``</script``, and ``<!--`` has a meaning in it, so no ``<`` stands there as it is (HTML,
    section 4.12.1.3). The two signs that end a line in JavaScript only are written out too.
    """
    if not things:
        return Markup("")
    said = things[0] if len(things) == 1 else {"@graph": list(things)}
    text = _WRITTEN({"@context": "https://schema.org", **said})
    for sign in "<\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def breadcrumbs(steps: Iterable[tuple[str, str]], title: str, address: str) -> Iterator[Json]:
    """The way to the page that stands at an address: titles and addresses of the steps, then its own title."""
    ways: list[Json] = [{"name": name, "item": {"@id": step}} for name, step in steps]
    if address and ways:
        items = [{"@type": "ListItem", "position": n, **way} for n, way in enumerate([*ways, {"name": title}], start=1)]
        yield {"@type": "BreadcrumbList", "itemListElement": items}


def website(site: Site, name: str, address: str) -> tuple[Json, ...]:
    """The site, for a page that is its home; nothing while it is not known where it stands."""
    if not address:
        return ()
    publisher = site.config.publisher
    by = {"@type": "Organization", "name": publisher} if publisher else None
    return (told({"@type": "WebSite", "name": name, "url": address, "publisher": by}),)


def told(fields: Mapping[str, Any]) -> Json:
    """Those of the fields that say something; of a list with one value that value."""
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in fields.items()
        if value not in (None, "", [], {})
    }
