"""Lists: in which order entries stand, and under which headings."""

from pathlib import Path

from sitegen.model.base import Reference
from sitegen.views.lists import ListView, collection_view, index_view
from tests.builders import built, codes_of, problems_of, small_site

SITUATIONS = """
    content/vocabularies/situations.yaml
        - id: doctor
          title: {el: Στον γιατρό}
        - id: asked
          title: {el: Τι ρωτούν}
"""


def listed(config: Path, collection: str) -> ListView:
    site = built(config).site
    assert site
    return collection_view(site, "el", collection, "1")


def groups(view: ListView) -> list[tuple[str, list[str]]]:
    return [(str(group.heading), [card.reference.id for card in group.cards]) for group in view.groups]


def test_sentences_stand_under_their_situation_in_the_order_of_the_vocabulary_and_of_the_file(tmp_path: Path) -> None:
    config = small_site(
        tmp_path,
        SITUATIONS
        + """
    content/phrases.yaml
        - {id: asked-name, situation: asked, said_by: them, text: {el: Πώς σας λένε;}}
        - {id: pain, situation: doctor, text: {el: Πονάω.}}
        - {id: fever, situation: doctor, text: {el: Έχω πυρετό.}}
        - {id: hello, text: {el: Γεια σας.}}
    """,
    )
    view = listed(config, "phrases")
    assert groups(view) == [
        ("Στον γιατρό", ["pain", "fever"]),
        ("Τι ρωτούν", ["asked-name"]),
        ("", ["hello"]),
    ]
    assert [heading.href for heading in view.contents] == ["#doctor", "#asked"]


def test_a_situation_that_is_not_in_the_vocabulary_is_named(tmp_path: Path) -> None:
    config = small_site(
        tmp_path, SITUATIONS + "\n    content/phrases.yaml\n        - {id: a, situation: docter, text: {el: Α}}"
    )
    (problem,) = problems_of(config)
    assert "docter" in problem


def test_services_stand_under_their_first_topic_in_the_alphabet_of_the_reader(tmp_path: Path) -> None:
    config = small_site(
        tmp_path,
        """
    content/vocabularies/topics.yaml
        - {id: papers, title: {el: Χαρτιά}}
        - {id: food, title: {el: Φαγητό}}
    content/services/soup/facts.yaml
        {source: city-page, organisation: city, topics: [food, papers]}
    content/services/soup/text.el.md
        ---
        title: Συσσίτιο
        ---
    content/services/bread/facts.yaml
        {source: city-page, organisation: city, topics: food}
    content/services/bread/text.el.md
        ---
        title: Άρτος
        ---
    """,
    )
    assert groups(listed(config, "services"))[-1] == ("Φαγητό", ["bread", "soup"])


def test_the_glossary_is_in_the_alphabet_of_the_reader_and_helplines_in_the_order_of_their_file(tmp_path: Path) -> None:
    term = "source: city-page, meaning: {el: Μ}"
    line = "source: city-page, phones: 112, urgency: information"
    config = small_site(
        tmp_path,
        f"""
    content/glossary.yaml
        - {{id: b, {term}, title: {{el: Βήτα}}, term: {{language: el, name: Βήτα}}}}
        - {{id: a, {term}, title: {{el: Άλφα}}, term: {{language: el, name: Άλφα}}}}
    content/helplines.yaml
        - {{id: b, {line}, title: {{el: Βήτα}}}}
        - {{id: a, {line}, title: {{el: Άλφα}}}}
    """,
    )
    assert groups(listed(config, "glossary")) == [("", ["a", "b"])]
    assert [identifier for _, ids in groups(listed(config, "helplines")) for identifier in ids][-2:] == ["b", "a"]


def test_keywords_are_lists_by_language(tmp_path: Path) -> None:
    tree = """
    content/services/desk/facts.yaml
        source: city-page
        organisation: city
        topics: health
        keywords: {el: [γκισέ, θυρίδα], ar: شباك}
    """
    site = built(small_site(tmp_path, tree)).site
    assert site
    (desk,) = site.of("services")
    assert desk.facts.keywords == {"el": ("γκισέ", "θυρίδα"), "ar": ("شباك",)}  # type: ignore[attr-defined]


def test_keywords_of_an_unknown_language_or_said_twice_are_refused(tmp_path: Path) -> None:
    facts = (
        "content/services/desk/facts.yaml\n    {{source: city-page, organisation: city, topics: health, keywords: {}}}"
    )
    unknown = problems_of(small_site(tmp_path / "1", facts.format("{de: [schalter]}")))
    twice = problems_of(small_site(tmp_path / "2", facts.format("{el: [Γκισέ, γκισέ]}")))
    assert "de is not a language of this site" in unknown[0]
    assert "γκισέ” stands twice" in twice[0]
    assert len(codes_of(tmp_path / "1" / "site_config.yaml")) == 1


def test_a_long_list_of_rows_goes_on_and_links_lead_to_the_page_that_a_row_stands_on(tmp_path: Path) -> None:
    term = "source: city-page, meaning: {el: Μ}"
    config = small_site(
        tmp_path,
        f"""
    content/glossary.yaml
        - {{id: c, {term}, title: {{el: Γάμα}}, term: {{language: el, name: Γ}}, related: glossary/a}}
        - {{id: b, {term}, title: {{el: Βήτα}}, term: {{language: el, name: Β}}}}
        - {{id: a, {term}, title: {{el: Άλφα}}, term: {{language: el, name: Α}}, related: glossary/c}}
    """,
    )
    config.write_text(config.read_text(encoding="utf-8") + "page_size: 2\n", encoding="utf-8")
    site = built(config).site
    assert site
    first, second = (collection_view(site, "el", "glossary", number) for number in ("1", "2"))
    assert [[card.reference.id for card in view.groups[0].cards] for view in (first, second)] == [["a", "b"], ["c"]]
    assert (first.previous, first.following, second.previous, second.following) == ("", "page-2/", "../", "")
    assert first.card(Reference("glossary", "c")).href == "page-2/#c"
    assert second.card(Reference("glossary", "a")).href == "../#a"


def test_a_long_index_stands_on_several_pages_and_every_page_leads_to_all_letters(tmp_path: Path) -> None:
    term = "source: city-page, meaning: {el: Μ}, term: {language: el, name: Ν}"
    rows = [f"        - {{id: {a}{n}, {term}, title: {{el: {a}{n}}}}}" for a in "abc" for n in range(150)]
    config = small_site(tmp_path, "content/glossary.yaml\n" + "\n".join(rows))
    site = built(config).site
    assert site
    first, second = (index_view(site, "el", number) for number in ("1", "2"))
    assert [group.heading for group in first.groups] == ["A", "B"]
    assert [group.heading for group in second.groups][:2] == ["B", "C"]
    assert first.total == 2
    assert [heading.href for heading in second.contents if heading.heading in "ABC"] == [
        "../#letter-1",
        "../#letter-2",
        "#letter-3",
    ]
