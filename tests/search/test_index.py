"""The index of the search: which words lead where, in which file, and in how few signs."""

import json
from pathlib import Path

import pytest

from sitegen.languages.normal import stem, stems
from sitegen.search.index import alphabet
from sitegen.search.packing import packed
from tests.builders import built, small_site, with_real_look

TERM = "source: city-page, meaning: {el: Μια λέξη για όλους, en: Something about quokkas}"
GLOSSARY = f"""
    content/glossary.yaml
        - id: card
          title: {{el: Κάρτα υγείας, en: Health card}}
          term: {{language: el, name: Ατομικό Βιβλιάριο, latin: Atomiko Vivliario, short: [ΑΒΥ, ABY]}}
          keywords: {{en: [booklet], ar: [دفتر, الصحة]}}
          {TERM.replace(", ", chr(10) + "          ", 1)}
"""


def files(config: Path) -> dict[str, dict[str, object]]:
    """The files of the index by path."""
    artifacts = built(config).artifacts
    return {file.path: json.loads(file.data) for file in artifacts if "/search/" in file.path}


def index(config: Path, language: str) -> dict[str, set[int]]:
    """The index of a language, read again as the browser reads it."""
    found: dict[str, set[int]] = {}
    for path, data in files(config).items():
        if path.startswith(f"{language}/") and "stems" in data:
            found |= unpacked(str(data["stems"]), str(data["lines"]))
    return found


def unpacked(stems_: str, lines: str) -> dict[str, set[int]]:
    low, high = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", "!#$%&'()*+,./:;<=>?@[]^`{|}"
    found: dict[str, set[int]] = {}
    words, shared = list[str](), "!#$%&'"
    for sign in stems_:
        if sign in shared:
            words.append((words[-1] if words else "")[: shared.index(sign)])
        else:
            words[-1] += sign
    for word, steps in zip(words, lines.removesuffix("~").split("~"), strict=True):
        line, more = -1, 0
        for sign in steps:
            if sign in low:
                line, more = line + more * len(low) + low.index(sign) + 1, 0
                found.setdefault(word, set()).add(line)
            else:
                more = more * len(high) + high.index(sign)
    return found


def test_what_is_packed_is_read_again() -> None:
    given = {
        "iatr": frozenset({0}),
        "iatri": frozenset({3, 64, 65, 2000, 150_000}),
        "112": frozenset({7}),
        "z": frozenset({1}),
    }
    made = packed(given)
    assert unpacked(made["stems"], made["lines"]) == {word: set(lines) for word, lines in given.items()}
    assert '"' not in made["stems"] + made["lines"]
    assert "\\" not in made["stems"] + made["lines"]


@pytest.mark.parametrize("language", ["el", "en", "ar"])
@pytest.mark.parametrize("word", ["Βιβλιάριο", "vivliario", "ABY", "ΑΒΥ", "booklets", "دفتر", "صحة"])
def test_names_and_keywords_of_every_language_are_found_from_the_pages_of_each(
    language: str, word: str, tmp_path: Path
) -> None:
    found = index(small_site(tmp_path, GLOSSARY), language)
    assert [at for at in stems(word) if at[:6] not in found] == []


@pytest.mark.parametrize("word", ["OASA", "housing", "φόρος", "هوية"])
def test_a_word_is_not_passed_over_for_having_the_stem_of_a_small_one(word: str, tmp_path: Path) -> None:
    """As was, his, for and هو have."""
    found = index(small_site(tmp_path, GLOSSARY.replace("booklet", word)), "el")
    assert set(stems(word)) <= set(found)


def test_a_word_of_the_title_is_not_told_again(tmp_path: Path) -> None:
    config = small_site(tmp_path, GLOSSARY.replace("booklet", "card booklet"))
    assert "kard" in index(config, "el")
    assert "kard" not in index(config, "en")


def test_a_summary_is_looked_in_for_what_nothing_is_called(tmp_path: Path) -> None:
    config = small_site(
        tmp_path,
        """
    content/helplines.yaml
        - id: line
          title: {el: Γραμμή, en: Line}
          summary: {el: Για καρχαρίες, en: About sharks and platypuses}
          phones: "10 999"
          urgency: information
          keywords: {en: [shark]}
          source: city-page
    """,
    )
    found = index(config, "en")
    (line,) = found["10999"]
    assert found["platip"] == {line}
    assert found["sxark"] == {line}
    assert "kafxari"[:6] not in found


def test_arabic_and_is_parted_from_a_word_of_a_summary_unless_the_word_is_a_name_with_it(tmp_path: Path) -> None:
    config = small_site(
        tmp_path,
        """
    content/helplines.yaml
        - id: line
          title: {el: Γραμμή, ar: خط}
          summary: {el: Για όλους, ar: دلافين وسلاحف ووظائف}
          phones: "10 999"
          urgency: information
          keywords: {ar: [وظائف]}
          source: city-page
    """,
    )
    found = index(config, "ar")
    assert {"SLAQF", "WVAYF"} <= set(found)
    assert not {"WSLAQ", "WWVAY"} & set(found)


def test_an_address_stands_nowhere_in_the_index(tmp_path: Path) -> None:
    made = built(small_site(tmp_path))
    assert made.site
    texts = b"".join(file.data for file in made.artifacts if "/search/" in file.path).decode()
    streets = [e.facts.address.street for e in made.site.of("places") if getattr(e.facts, "address", None)]  # type: ignore[attr-defined]
    assert all(street not in texts for street in streets)


def test_lines_that_the_search_page_does_not_show_are_told_with_language_icon_and_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.resolve.lists.INDEX_LINES", 1)
    config = small_site(
        tmp_path,
        """
    content/helplines.yaml
        - {id: line, title: {el: Ωμέγα}, phones: "10999", urgency: information, source: city-page}
    """,
    )
    drawing = "pytablericons:pytablericons/icons/outline"
    icons = f"icons: {{door: {drawing}/door.svg, phone: {drawing}/phone.svg}}\n"
    config.write_text(config.read_text(encoding="utf-8") + icons, encoding="utf-8")
    told = files(config)["en/search/lines.json"]
    assert ["Ωμέγα", "../helplines/#line", 1, "el", "10999"] in told["beyond"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("word", "file"), [("γιατρός", "latin"), ("112", "latin"), ("طبيب", "arabic"), ("язык", "other")]
)
def test_a_stem_stands_in_the_file_of_its_alphabet(word: str, file: str) -> None:
    (key,) = stems(word)
    assert alphabet(key) == alphabet(stem(key)) == file


@pytest.mark.parametrize(
    ("settings", "way"),
    [
        ("contact: us@example.org\n", 'href="mailto:us@example.org"'),
        ("repository: {report: https://example.org/new}\n", 'href="https://example.org/new"'),
    ],
)
def test_who_finds_nothing_can_tell_the_editors_where_there_are_some(settings: str, way: str, tmp_path: Path) -> None:
    config = with_real_look(small_site(tmp_path))
    config.write_text(config.read_text(encoding="utf-8") + settings, encoding="utf-8")
    made = {artifact.path: artifact.data.decode(errors="replace") for artifact in built(config).artifacts}
    nothing = made["en/a-z/index.html"].partition('id="nothing"')[2].partition("</section>")[0]
    assert way in nothing
