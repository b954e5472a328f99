"""Words that the models use as keys have their entry in the vocabularies, and icons exist."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.accessibility import FEATURES
from sitegen.model.base import Asks, Reference, walk
from sitegen.model.types.service import Help
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.site import Site


def check(site: Site) -> Iterator[Problem]:
    """An error for each kind of help, question, feature or icon that has no label."""
    wanted: dict[Reference, Mark] = {}
    for entry in site.entries.values():
        for path, value in walk(entry.facts):
            if isinstance(value, Help):
                wanted |= {Reference("help", key): entry.mark((*path, "offered", key)) for key in value.offered}
        for field in type(entry.facts).model_fields.values():
            wanted |= {Reference("questions", m.question): Mark("vocabularies/questions.yaml") for m in field.metadata if isinstance(m, Asks)}
        if hasattr(entry.facts, "accessibility"):
            wanted |= {Reference("access-features", key.replace("_", "-")): Mark("vocabularies/access-features.yaml") for key in FEATURES}
        icon = getattr(entry.facts, "icon", None)
        if icon and icon not in site.resources.icons:
            yield error(entry.mark(("icon",)), "icon-unknown", f"there is no icon `{icon}`", f"the icons are: {', '.join(site.resources.icons)}")
    for reference, at in wanted.items():
        if reference not in site.entries:
            yield error(at, "vocabulary-missing", f"“{reference.id}” is not in the vocabulary `{reference.collection}`", "add a row with its label")
