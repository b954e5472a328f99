"""The real site, built once for the browser tests. Its content may change; no test names an entry of it."""

import fcntl
from pathlib import Path

import pytest

from sitegen.pipeline import Result, build
from sitegen.plan import plan
from sitegen.publish import publish
from sitegen.resolve.sensitive import is_sensitive
from tests.builders import KEPT, real_site

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("el", "en", "ar", "fa")


@pytest.fixture(scope="session")
def result() -> Result:
    """The built site. Tests that run beside these wait for it, and then find its pages among what is kept."""
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    with KEPT.with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        request = real_site()
        made = build(request)
        request.kept.save()
    assert made.ok, made.problems
    return made


@pytest.fixture(scope="session")
def public(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the published site."""
    out = tmp_path_factory.mktemp("site") / "public"
    publish(result.artifacts, out)
    return out


@pytest.fixture(scope="session")
def kinds(result: Result) -> dict[str, str]:
    """The largest page of every kind: template → path below the language."""
    assert result.site
    sizes = {artifact.path: len(artifact.data) for artifact in result.artifacts}
    largest: dict[str, str] = {}
    for file in sorted(plan(result.site)[0], key=lambda file: sizes[file.path]):
        if file.template.endswith(".html") and file.path.startswith("fa/"):
            largest[file.template] = file.path.removeprefix("fa/").removesuffix("index.html")
    assert len(largest) >= 17
    return largest


@pytest.fixture(scope="session")
def sensitive(result: Result) -> list[str]:
    """The paths, below the language, of the entries that are marked sensitive, or run by somebody who is."""
    assert result.site
    site = result.site
    entries = (e for e in site.entries.values() if e.type.has_address and is_sensitive(site, e))
    found = [f"{e.type.folder}/{e.id}/" if e.type.has_pages else f"topics/{e.id}/" for e in entries]
    assert found
    return found
