"""Pelican, with its cache of what it has read: texts are not converted again, pages are."""

import shutil
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus, name
from benchmarks.peers.peer import EDITED, THEMES, VENV, Edit, Peer, linked, paragraph, put, put_data


def write(corpus: Corpus | None, site: Path) -> None:
    assert corpus
    shutil.copytree(THEMES / "pelican", site)
    for template in (THEMES / "jinja").glob("*.html"):
        shutil.copy(template, site / "theme/templates")
    shutil.copy(THEMES / "jinja/directory.py", site)
    put(site / "theme/static/style.css", (THEMES / "style.css").read_text("utf-8"))
    put_data(corpus, site)
    for entry in corpus.entries:
        for code in LANGUAGES:
            front = (
                f"title: {entry.title[code]}\nabstract: {entry.summary[code]}\nsummary: .\nslug: {entry.id}\n"
                f"lang: {code}\ncategory: {entry.category}\ndate: {entry.updated}\n"
            )
            put(
                site / f"content/{code}/{entry.id}.md",
                f"{front}\n{linked(entry.text[code], f'/{code}/services/{{id}}/')}",
            )


def edits(corpus: Corpus | None) -> dict[str, Edit]:
    page = f"{EDITED}/services/{name(1)}/"
    return {"text": Edit(f"content/{EDITED}/{name(1)}.md", paragraph, page, page)}


_PELICAN = [str(VENV / "bin/python"), "-m", "pelican"]
_BUILD = [*_PELICAN, "--quiet", "--settings", "pelicanconf.py"]

PELICAN = Peer(
    key="pelican",
    name="Pelican",
    write=write,
    cold=_BUILD,
    again=_BUILD,
    serve=[*_BUILD, "--autoreload", "--listen", "--port", "{port}"],
    out="output",
    made=("output", "cache", "__pycache__"),
    edits=edits,
    version=[*_PELICAN, "--version"],
    slow=True,
)
