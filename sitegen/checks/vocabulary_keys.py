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

from collections.abc import Iterable, Iterator, Mapping

from sitegen.model.accessibility import FEATURES
from sitegen.model.base import Asks, Facts, Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.model.types.service import Help
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.alone import Alone
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("vocabulary-missing", "icon-unknown")


Note = Mapping[Reference, Mark]  # of each term that an entry needs, where it is missed


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """An error for an icon that is not there."""
    icon = getattr(entry.facts, "icon", None)
    if icon and icon not in config.icons:
        message = say("there is no icon `{icon}`", icon=icon)
        hint = say("the icons are: {icons}", icons=", ".join(config.icons))
        yield error(entry.mark(("icon",)), "icon-unknown", message, hint)


def note(alone: Alone) -> Note:
    """The kinds of help that an entry names."""
    return {
        Reference("help", key): alone.entry.mark((*path, "offered", key))
        for path, value in alone.models
        if isinstance(value, Help)
        for key in value.offered
    }


def check(site: Site, notes: Mapping[Reference, Note]) -> Iterator[Problem]:
    """An error for each kind of help, question or feature that has no label."""
    wanted = asked({site.type_of(name).facts for name in site.collections}, site.config.content[0])
    for named in notes.values():
        wanted |= named
    for reference, at in wanted.items():
        if reference not in site.entries and reference not in site.refused:
            message = say(
                "“{key}” is not in the vocabulary `{vocabulary}`", key=reference.id, vocabulary=reference.collection
            )
            yield error(at, "vocabulary-missing", message, say("add a row with its label"))


def asked(kinds: Iterable[type[Facts]], root: str) -> dict[Reference, Mark]:
    """The terms that the program asks for itself, of entries with such facts, and where they are missed."""
    wanted: dict[Reference, Mark] = {}
    for kind in kinds:
        fields = kind.model_fields
        questions = [m.question for field in fields.values() for m in field.metadata if isinstance(m, Asks)]
        wanted |= {Reference("questions", question): _vocabulary(root, "questions") for question in questions}
        if "accessibility" in fields:
            features = [key.replace("_", "-") for key in FEATURES]
            wanted |= {Reference("access-features", key): _vocabulary(root, "access-features") for key in features}
    return wanted


def _vocabulary(root: str, name: str) -> Mark:
    return Mark(f"{root}/vocabularies/{name}.yaml")
