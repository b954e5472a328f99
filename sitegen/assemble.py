"""What depends on rendered bytes: so far, what a page weighs before anything is tapped."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator

from sitegen.model.config import Budgets
from sitegen.planned import Artifact
from sitegen.problems import Mark, Problem, error

_LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src)="(?:\.\./)*([^"?]+)')


def overweight(artifacts: Iterable[Artifact], budgets: Budgets) -> Iterator[Problem]:
    """A problem for each page whose first view (HTML and styles) or scripts are over the budget of the site.

    Weights are bytes of ``gzip -9``. Level 1 is never much smaller, so only what is near the limit is packed well.
    """
    files = {artifact.path: artifact.data for artifact in artifacts}
    packed = {path: _weight(data) for path, data in files.items() if path.endswith((".css", ".js"))}
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        loaded = [name for name in _LOADED.findall(data.decode()) if name in packed]
        styles = sum(packed[name] for name in loaded if name.endswith(".css"))
        scripts = sum(packed[name] for name in loaded if name.endswith(".js"))
        room = budgets.first_view - styles
        if len(gzip.compress(data, 1, mtime=0)) > room * 0.95 and (weight := _weight(data)) > room:
            yield _too_heavy(path, "first view", weight + styles, budgets.first_view)
        if scripts > budgets.script:
            yield _too_heavy(path, "scripts", scripts, budgets.script)


def _weight(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def _too_heavy(path: str, what: str, weight: int, budget: int) -> Problem:
    message = f"the {what} of {path} weigh {weight:,} bytes compressed, the budget is {budget:,}"
    return error(Mark(path), "page-weight", message, "split the entry, or raise budgets in site_config.yaml")
