"""What the program knows by a key has its words in the vocabularies.

A kind of help, a question, a feature of a building and an icon are named by a key. Without its row readers would see a
key in English, or nothing.

## vocabulary-missing

A key has no row in its vocabulary. Add a row with a label in each language; or the key is mistyped.

Wrong:

    content/services/desk/facts.yaml
        help: {offered: {flying: yes}}
                                 ^ vocabulary-missing

Right:

    content/services/desk/facts.yaml
        help: {offered: {escort: yes}}

## icon-unknown

There is no icon of that name under `icons` in `site_config.yaml`. The hint names those that are there.

Wrong:

    content/vocabularies/topics.yaml
        - id: work
          title: {el: Εργασία}
          icon: briefcases
                ^ icon-unknown

Right:

    content/vocabularies/topics.yaml
        - id: work
          title: {el: Εργασία}
          icon: guide
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.accessibility import FEATURES
from sitegen.model.base import Asks, Reference, walk
from sitegen.model.entry import Entry
from sitegen.model.types.service import Help
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("vocabulary-missing", "icon-unknown")


def check(site: Site) -> Iterator[Problem]:
    """An error for each kind of help, question, feature or icon that has no label."""
    wanted: dict[Reference, Mark] = {}
    for entry in site.entries.values():
        wanted |= _keys(entry, site.config.content[0])
        icon = getattr(entry.facts, "icon", None)
        if icon and icon not in site.config.icons:
            message = say("there is no icon `{icon}`", icon=icon)
            hint = say("the icons are: {icons}", icons=", ".join(site.config.icons))
            yield error(entry.mark(("icon",)), "icon-unknown", message, hint)
    for reference, at in wanted.items():
        if reference not in site.entries and reference not in site.refused:
            message = say(
                "“{key}” is not in the vocabulary `{vocabulary}`", key=reference.id, vocabulary=reference.collection
            )
            yield error(at, "vocabulary-missing", message, say("add a row with its label"))


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
