"""The real site, built once for the browser tests."""

from datetime import date
from pathlib import Path

import pytest

from sitegen.pipeline import Request, build
from sitegen.publish import publish

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("el", "en", "ar", "fa")

#: One page of every kind, below the language.
KINDS = {
    "home": "",
    "list": "services/",
    "topic": "topics/health/",
    "index": "a-z/",
    "service": "services/babel-day-centre/",
    "unknown contact": "services/kem/",
    "sensitive": "services/support-centre/",
    "course": "courses/pegp-lessons/",
    "exam": "exams/pegp/",
    "guide": "guides/doctor-today/",
    "sensitive guide": "guides/useful-numbers/",
    "organisation": "organisations/accmr/",
    "place": "places/babel-day-centre/",
    "municipality": "municipalities/athens/",
    "news": "news/city-unhcr-cooperation/",
    "page": "about/",
    "helplines": "helplines/",
    "glossary": "glossary/",
    "phrases": "phrases/",
    "sources": "sources/",
}


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the published site."""
    result = build(Request(ROOT / "site_config.yaml", date(2026, 11, 22)))
    assert result.ok, result.problems
    out = tmp_path_factory.mktemp("site") / "public"
    publish(result.artifacts, out)
    return out
