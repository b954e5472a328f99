"""MkDocs with mkdocs-static-i18n. It has no lists of pages, so they are written as texts; `--dirty` leaves them as they were."""

import shutil
from pathlib import Path

from benchmarks.corpus import LANGUAGES, LATEST, Corpus, Entry, by_language, labels, name, words
from benchmarks.peers.peer import EDITED, THEMES, VENV, Edit, Peer, dumped, linked, paragraph, put, put_data


def write(corpus: Corpus | None, site: Path) -> None:
    assert corpus
    shutil.copytree(THEMES / "mkdocs", site)
    for template in (THEMES / "jinja").glob("*.html"):
        shutil.copy(template, site / "theme")
    shutil.copy(THEMES / "jinja/directory.py", site)
    put(site / "theme/theme/style.css", (THEMES / "style.css").read_text("utf-8"))
    put_data(corpus, site)
    for code in LANGUAGES:
        for entry in corpus.entries:
            front = {"title": entry.title[code], "summary": entry.summary[code], "id": entry.id}
            put(
                site / f"docs/{code}/services/{entry.id}.md",
                f"---\n{dumped(front)}---\n\n{linked(entry.text[code], '{id}.md')}",
            )
        _lists(corpus, code, site / "docs" / code)


def _lists(corpus: Corpus, code: str, docs: Path) -> None:
    said, categories = labels(code), {key: by_language(four)[code] for key, four in words()["categories"].items()}
    inside = {key: [entry for entry in corpus.entries if entry.category == key] for key in categories}
    for key, label in categories.items():
        listed = sorted(inside[key], key=lambda entry: entry.title[code])
        rows = "".join(_row(entry, code, "../") for entry in listed)
        put(docs / f"categories/{key}.md", f"---\ntitle: {label}\n---\n\n{rows}")
    counts = "".join(f"- [{label}](categories/{key}.md) ({len(inside[key])})\n" for key, label in categories.items())
    latest = sorted(corpus.entries, key=lambda entry: entry.updated, reverse=True)[:LATEST]
    rows = "".join(_row(entry, code, "") for entry in latest)
    text = f"## {said['categories']}\n\n{counts}\n## {said['latest']}\n\n{rows}"
    put(docs / "index.md", f"---\ntitle: {said['site']}\n---\n\n{text}")


def _row(entry: Entry, code: str, up: str) -> str:
    return f"- [{entry.title[code]}]({up}services/{entry.id}.md) {entry.phone}  \n    {entry.summary[code]}\n"


def edits(corpus: Corpus | None) -> dict[str, Edit]:
    page = f"{EDITED}/services/{name(1)}/"
    return {"text": Edit(f"docs/{EDITED}/services/{name(1)}.md", paragraph, page, page)}


_MKDOCS = [str(VENV / "bin/python"), "-m", "mkdocs"]

MKDOCS = Peer(
    key="mkdocs",
    name="MkDocs",
    write=write,
    cold=[*_MKDOCS, "build", "--quiet"],
    again=[*_MKDOCS, "build", "--quiet", "--dirty"],
    serve=[*_MKDOCS, "serve", "--quiet", "--dirty", "--dev-addr", "127.0.0.1:{port}"],
    out="site",
    made=("site", "__pycache__"),
    edits=edits,
    version=[*_MKDOCS, "--version"],
    slow=True,
    environment={"NO_MKDOCS_2_WARNING": "1"},
)
