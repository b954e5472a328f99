"""What a first search costs when the site has grown to 1,000 entries."""

import gzip
import json
import random
import re
from dataclasses import replace

import pytest

from sitegen.model.entry import Entry
from sitegen.outputs.search import OUTPUT
from sitegen.pipeline import examine
from sitegen.resolve.site import Site
from sitegen.search.index import alphabet, index, searched
from sitegen.search.packing import packed
from sitegen.views.finding import lines
from tests.builders import ROOT, real_site

ENTRIES, MOST = 1000, 45 * 1024
LANGUAGES = ("el", "en", "ar", "fa")


@pytest.fixture(scope="module")
def site() -> Site:
    found = examine(real_site()).site
    assert found
    return found


@pytest.fixture(scope="module")
def made_up(site: Site) -> list[Entry]:
    """Words of the glossary, up to 1,000 lines with those of the site: each with 24 keywords, a title of 3 words and a
    meaning of 12, out of the words of all texts, each as often as it stands there.
    """
    chance, words = random.Random(1), {language: words_of(language) for language in LANGUAGES}

    def some(count: int) -> dict[str, list[str]]:
        return {code: list(dict.fromkeys(chance.choices(words[code], k=4 * count)))[:count] for code in LANGUAGES}

    def texts(count: int) -> dict[str, str]:
        return {language: " ".join(found) for language, found in some(count).items()}

    def entry(name: str) -> Entry:
        row = {"id": name, "source": "city-page", "title": texts(3), "meaning": texts(12), "keywords": some(6)}
        facts = type(model.facts).model_validate({**row, "term": {"language": "el", "name": "Όνομα"}})
        return replace(model, id=name, facts=facts)

    model = site.of("glossary")[0]
    names = [word for word in words["en"] if word.isascii()]
    return [entry(f"{chance.choice(names)}-{n}") for n in range(ENTRIES - len(lines(site, "el")))]


def words_of(language: str) -> list[str]:
    texts = (file.read_text(encoding="utf-8") for file in sorted((ROOT / "content").glob(f"*/*/text.{language}.md")))
    return [word for text in texts for word in re.findall(r"[^\W\d_]{4,}", text.partition("\n---\n")[2].lower())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_search_among_a_thousand_entries_costs_45_kilobytes_at_most(
    language: str, site: Site, made_up: list[Entry]
) -> None:
    told = json.loads(OUTPUT.makers["search"](site, language, "lines"))  # type: ignore[arg-type]
    told["beyond"] += [
        [entry.facts.title.root[language], f"../glossary/page-9/#{entry.id}", 7]  # type: ignore[attr-defined]
        for entry in made_up
    ]
    wanted = "arabic" if language in ("ar", "fa") else "latin"
    known = {**site.searched, **{entry.reference: searched(entry, site.config) for entry in made_up}}
    made = index(replace(site, searched=known), [*lines(site, language), *made_up], language)
    stems = packed({stem: at for stem, at in made.items() if alphabet(stem) == wanted})
    parts = [
        site.resources.assets["js/search.js"],
        *(json.dumps(one, ensure_ascii=False).encode() for one in (told, stems)),
    ]
    sizes = [len(gzip.compress(part, 9)) for part in parts]
    assert sum(sizes) <= MOST, sizes
    assert min(sizes) > 4_000, "all of it was measured"
