"""Small sites for tests, written as indented text, and their problems as lines.

The least indented lines are paths; what is indented below a path is what the file holds.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sitegen.kept import Kept
from sitegen.pipeline import Request, Result, build
from sitegen.problems import Problem

TODAY = date(2026, 11, 22)
SITES = Path(__file__).parent / "sites"
ROOT = Path(__file__).resolve().parent.parent
ROOT_TEMPLATES = ROOT / "templates"
KEPT = ROOT / ".cache" / "tests" / "kept.sqlite"  #: begins as a copy of what `make check` kept (conftest.py)

CONFIG = f"""\
languages: [el, en, ar]
source_language: el
timezone: Europe/Athens
phones: {{country_code: "30"}}
content: [{SITES / "sound" / "content"}, content]
templates: templates
assets: assets
translations: translations
"""

#: Templates that print a title: for tests of the engine, not of the look.
PLAIN_PAGE = "<!doctype html><html lang={{ view.page.language.code }}><title>{{ view.title }}</title>{{ view.title }}\n"
PLAIN_PAGES = (
    "chosen", "course", "exam", "glossary", "guide", "helplines", "home", "index", "list", "municipality", "news",
    "moved", "organisation", "page", "phrases", "place", "service", "sources", "topic",
)  # fmt: skip


def write_tree(folder: Path, tree: str) -> Path:
    """Writes the files that ``tree`` describes below ``folder``."""
    path = None
    holds: dict[Path, list[str]] = {}
    for line in textwrap.dedent(tree).strip("\n").split("\n"):
        if line and not line.startswith(" "):
            path = folder / line
            holds[path] = []
        elif path:
            holds[path].append(line)
    for file, lines in holds.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent("\n".join(lines)).rstrip("\n") + "\n", encoding="utf-8")
    return folder


def small_site(folder: Path, tree: str = "") -> Path:
    """A site in ``folder``: the sound one, plain templates, and ``tree`` over it. Gives its configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site_config.yaml").write_text(CONFIG, encoding="utf-8")
    for name in ("content", "templates/pages", "assets/css", "translations"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for code in ("el", "en", "ar"):
        (folder / "translations" / f"{code}.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    for name in PLAIN_PAGES:
        (folder / "templates" / "pages" / f"{name}.html").write_text(PLAIN_PAGE, encoding="utf-8")
    (folder / "templates" / "pages" / "service.txt").write_text("{{ view.title }}\n", encoding="utf-8")
    (folder / "templates" / "pages" / "code.svg").write_text("{{ view.side }}\n", encoding="utf-8")
    for name in ("choice", "404", "short"):
        (folder / "templates" / "pages" / f"{name}.html").write_text(
            "<!doctype html><title>-</title>\n", encoding="utf-8"
        )
    write_tree(folder, tree)
    return folder / "site_config.yaml"


def service(identifier: str, facts: str = "") -> str:
    """A service as lines of a tree: ``facts`` are fields beside those that each must have."""
    return f"""
    content/services/{identifier}/facts.yaml
        {{source: city-page, organisation: city, topics: health{", " if facts else ""}{facts}}}
    content/services/{identifier}/text.el.md
        ---
        title: {identifier}
        ---
    content/services/{identifier}/text.en.md
        ---
        title: {identifier}
        ---
    """


def with_real_look(config: Path) -> Path:
    """The same site with the templates, styles, scripts and interface words of the real one, and British dates."""
    root = ROOT_TEMPLATES.parent
    lines = {name: f"{name}: {root / name}" for name in ("templates", "assets", "translations")}
    lines |= {"languages": "languages: [el, {code: en, locale: en-GB}, ar]"}
    written = config.read_text(encoding="utf-8").splitlines()
    config.write_text("\n".join(lines.get(line.partition(":")[0], line) for line in written) + "\n", encoding="utf-8")
    return config


def real_site(root: Path = ROOT) -> Request:
    """The real site, or a copy of it in ``root``, for the day that it was read for.

    What `make check` kept is used again, and what a test before has kept; the first is left as it is.
    """
    return Request(root / "site_config.yaml", TODAY, kept=Kept(KEPT))


def built(config: Path, base_url: str | None = None) -> Result:
    """The site, as far as it can be built."""
    return build(Request(config, TODAY, base_url))


def in_lines(problems: Iterable[Problem]) -> list[str]:
    """Problems as ``file:line:column code message``."""
    return [f"{p.file}:{p.line}:{p.column} {p.code} {p.message}" for p in problems]


def problems_of(config: Path) -> list[str]:
    """Everything that is wrong with a site, but for translations that are not written yet."""
    return in_lines(_found(config))


def codes_of(config: Path) -> list[str]:
    """The codes of :func:`problems_of`."""
    return [problem.code for problem in _found(config)]


def _found(config: Path) -> list[Problem]:
    unwritten = ("translation-missing", "cell-missing", "section-missing", "catalogue-missing")
    return [problem for problem in built(config).problems if problem.code not in unwritten]
