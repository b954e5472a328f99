"""Words that the models use as keys have their entry in the vocabularies, and icons exist."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.accessibility import FEATURES
from sitegen.model.base import Asks, Reference, walk
from sitegen.model.entry import Entry
from sitegen.model.types.service import Help
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.site import Site


def check(site: Site) -> Iterator[Problem]:
    """An error for each kind of help, question, feature or icon that has no label."""
    wanted: dict[Reference, Mark] = {}
    for entry in site.entries.values():
        wanted |= _keys(entry, site.config.content[0])
        icon = getattr(entry.facts, "icon", None)
        if icon and icon not in site.config.icons:
            hint = f"the icons are: {', '.join(site.config.icons)}"
            yield error(entry.mark(("icon",)), "icon-unknown", f"there is no icon `{icon}`", hint)
    for reference, at in wanted.items():
        if reference not in site.entries and reference not in site.refused:
            message = f"“{reference.id}” is not in the vocabulary `{reference.collection}`"
            yield error(at, "vocabulary-missing", message, "add a row with its label")


def _keys(entry: Entry, root: str) -> dict[Reference, Mark]:
    """The terms that an entry needs, and where they are missed."""
    wanted: dict[Reference, Mark] = {}
    for path, value in walk(entry.facts):
        if isinstance(value, Help):
            wanted |= {Reference("help", key): entry.mark((*path, "offered", key)) for key in value.offered}
    for field in type(entry.facts).model_fields.values():
        asked = [m.question for m in field.metadata if isinstance(m, Asks)]
        wanted |= {Reference("questions", question): _vocabulary(root, "questions") for question in asked}
    if hasattr(entry.facts, "accessibility"):
        features = [key.replace("_", "-") for key in FEATURES]
        wanted |= {Reference("access-features", key): _vocabulary(root, "access-features") for key in features}
    return wanted


def _vocabulary(root: str, name: str) -> Mark:
    return Mark(f"{root}/vocabularies/{name}.yaml")
