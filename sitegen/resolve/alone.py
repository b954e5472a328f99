"""An entry as it can be looked at without the others: what is told of it holds until its own files change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from sitegen.markup.markdown import Rendered
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, models_of
from sitegen.model.nodes import Path
from sitegen.records import record


@record
class Alone:
    """An entry, its texts as HTML by language, and the configuration; nothing of another entry, and no day."""

    entry: Entry
    bodies: Mapping[str, Sequence[Rendered]]
    config: SiteConfig

    @property
    def models(self) -> tuple[tuple[Path, BaseModel], ...]:
        """Its facts and every group of fields inside them, each with its path; several checks look for theirs."""
        return models_of(self.entry)
