"""What a template is made of: all that it includes, imports or extends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sitegen.kept import digest
from sitegen.planned import Template


class Closures:
    """The digest of a template and of all that it includes, imports or extends."""

    def __init__(self, templates: Mapping[str, Template]) -> None:
        self._templates = templates
        self._made: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """The digest of a template; of one that is not there too."""
        if name not in self._made:
            self._made[name] = digest(part for one in sorted(self.reached([name])) for part in self._parts(one))
        return self._made[name]

    def _parts(self, name: str) -> tuple[str, ...]:
        template = self._templates.get(name)
        return (name, template.file, template.text) if template else (name,)

    def reached(self, names: Iterable[str]) -> set[str]:
        """The names of all templates that pages made with these may be made of."""
        reached, waiting = set[str](), list(names)
        while waiting:
            one = waiting.pop()
            if one in reached:
                continue
            reached.add(one)
            named = self._named(one)
            if named is None:  # by a name that only the page knows
                return {*reached, *waiting, *self._templates}
            waiting += named
        return reached

    def _named(self, name: str) -> list[str] | None:
        """The templates that a template names; ``None`` when it takes a name from a value."""
        template = self._templates.get(name)
        found = [_ONE_NAME.fullmatch(tag) for tag in _NAMING.findall(template.text if template else "")]
        return [one[1] for one in found if one] if all(found) else None


#: A tag that names other templates, without its first word; and what stands there when it is one fixed name.
_NAMING = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b\s*(.*?)\s*[-+]?%\}", re.DOTALL)
_ONE_NAME = re.compile(r"""["']([^"'\\]+)["'](?:\s+(?:as|import|ignore|with|without)\b.*)?""", re.DOTALL)
