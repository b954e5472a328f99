"""This project: the corpus as a site of its own, with the real templates, assets, words and all outputs.

Without a corpus it is the real content. Its watch mode is `build.py serve`.
"""

import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Building, Corpus, Entry, by_language, name, words
from benchmarks.peers.peer import ADDRESS, EDITED, Edit, Peer, dumped, linked, paragraph, put
from benchmarks.serving import ROOT

DAY = "2026-11-22"  #: the day that every build is for: what lapses does not change the figures
PARTS = ("templates", "translations", "assets")
SECTIONS = ("what", "who", "how", "wait")  #: parts of a text have ids, so that translations are compared by part
SERVICE = PLACE = "homeless-centre"  #: what is edited of the real content
#: The one place where the faster engine for Markdown is switched on.
FASTER_ENGINE = "\nmarkdown: pyromark\n"
_CONFIRMED = {"source": "corpus", "confirmed_on": "2026-10-01", "confirmed_how": "phone", "confirmed_by": "nobody"}


def write(corpus: Corpus | None, site: Path, settings: str = "") -> None:
    """A site at ``site``; ``settings`` are further lines of its configuration."""
    for part in PARTS if corpus else (*PARTS, "content"):
        shutil.copytree(ROOT / part, site / part, ignore=shutil.ignore_patterns("accepted"))
    put(site / "site_config.yaml", (ROOT / "site_config.yaml").read_text("utf-8") + settings)
    if corpus is None:
        return
    content = site / "content"
    shutil.copytree(ROOT / "content/vocabularies", content / "vocabularies")
    (content / "vocabularies/situations.yaml").unlink()  # its guides are not there
    topics = [{"id": key, "title": dict(by_language(four)), "icon": key} for key, four in words()["categories"].items()]
    put(content / "vocabularies/topics.yaml", dumped(topics))
    source = {
        "id": "corpus",
        "title": "Corpus",
        "language": "en",
        "date": "2026-10-01",
        "read_on": "2026-10-01",
        "confidence": "A",
    }
    put(content / "sources.yaml", dumped([source]))
    _entry(
        content / "organisations/corpus",
        {"source": "corpus", "kind": "ngo", "name": {"language": "en", "name": "Corpus"}},
    )
    for building in corpus.buildings:
        _place(content / "places" / building.id, building)
    for entry in corpus.entries:
        _service(content / "services" / entry.id, entry)


def _entry(folder: Path, facts: Mapping[str, object], titles: Mapping[str, str] | None = None) -> None:
    put(folder / "facts.yaml", dumped(facts))
    for code in LANGUAGES:
        put(folder / f"text.{code}.md", f"---\ntitle: {(titles or {}).get(code, 'Corpus')}\n---\n")


def _place(folder: Path, building: Building) -> None:
    has = {key: "yes" if there else "no" for key, there in building.access.items()}
    facts = {
        "source": "corpus",
        "address": {
            "street": building.street,
            "postcode": building.postcode,
            "city": "Αθήνα",
            "district": building.district["el"],
            "latin": building.latin,
            "language": "el",
        },
        "coordinates": {"latitude": str(building.latitude), "longitude": str(building.longitude), **_CONFIRMED},
        "accessibility": {
            "step_free_entrance": has["step_free"],
            "ramp": "fixed" if building.access["ramp"] else "no",
            "lift": has["lift"],
            "toilet_wheelchair": has["toilet"],
            "checked_on": "2026-10-01",
            "source": "corpus",
        },
    }
    _entry(folder, facts, {code: f"{of} {building.id}" for code, of in building.district.items()})


def _service(folder: Path, entry: Entry) -> None:
    week = [
        {"days": day, "opens": opens, "closes": closes} for day, spans in entry.hours.items() for opens, closes in spans
    ]
    facts = {
        "source": "corpus",
        "organisation": "corpus",
        "topics": [entry.category],
        "status": "running",
        "phones": [{"number": entry.phone, "source": "corpus"}],
        "hours": {"week": week, **_CONFIRMED},
        "cost": {"kind": entry.cost, "source": "corpus"},
        "languages": {"spoken": entry.speaks, "source": "corpus"},
        "places": entry.building.id,
    }
    put(folder / "facts.yaml", dumped(facts))
    for code in LANGUAGES:
        front = dumped({"title": entry.title[code], "summary": entry.summary[code]})
        put(
            folder / f"text.{code}.md", f"---\n{front}---\n\n{_with_sections(linked(entry.text[code], 'service:{id}'))}"
        )


def _with_sections(text: str) -> str:
    ids = iter(SECTIONS)
    lines = (f"{line} {{#{next(ids)}}}" if line.startswith("## ") else line for line in text.split("\n"))
    return "\n".join(lines)


def edits(corpus: Corpus | None) -> dict[str, Edit]:
    """A text; a fact that the pages of all that is in one building use; a template that all pages use."""
    service, place = (name(1), "p0000") if corpus else (SERVICE, PLACE)
    page = f"{EDITED}/services/{service}/"
    last = f"fa/services/{corpus.entries[-1].id}/" if corpus else "fa/"
    return {
        "text": Edit(f"content/services/{service}/text.{EDITED}.md", paragraph, page, page),
        "fact": Edit(f"content/places/{place}/facts.yaml", _street, page, f"fa/places/{place}/"),
        "template": Edit("templates/base.html", _main, page, last),
    }


def _street(facts: str, word: str) -> str:
    return facts.replace("street: ", f"street: {word} ", 1)


def _main(template: str, word: str) -> str:
    return template.replace("</main>", f"<p>{word}</p></main>", 1)


_BUILD = [sys.executable, str(ROOT / "build.py")]
_SITE = ["--config", "site_config.yaml", "--now", DAY]

OURS = Peer(
    key="ours",
    name="this project",
    write=write,
    cold=[*_BUILD, "build", *_SITE, "--base-url", ADDRESS, "--out", "public"],
    again=[*_BUILD, "build", *_SITE, "--base-url", ADDRESS, "--out", "public"],
    serve=[*_BUILD, "serve", *_SITE, "--port", "{port}"],
    out="public",
    made=("public", ".public.spare", ".cache"),
    edits=edits,
    says_reload=True,
    has_own_site=True,
)
FASTER = replace(OURS, key="faster", name="this project, faster Markdown", write=partial(write, settings=FASTER_ENGINE))
