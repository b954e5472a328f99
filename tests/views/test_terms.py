"""Which words of a text lead to the meaning of a term, and to which."""

import re
from pathlib import Path

import pytest

from sitegen.views.entry import EntryView, entry_view
from tests.builders import built, small_site

GLOSSARY = """
content/glossary.yaml
    - id: amka
      source: city-page
      term: {language: el, name: Αριθμός Μητρώου, latin: Arithmos Mitroou, short: [ΑΜΚΑ, AMKA]}
      title: {el: ΑΜΚΑ, en: Social security number (AMKA), ar: رقم الضمان (AMKA)}
      meaning: {el: Ένας αριθμός., en: A number., ar: رقم.}
      not_this: {el: Όχι ο ΑΦΜ., en: Not the AFM., ar: ليس AFM.}
    - id: card
      source: city-page
      term: {language: el, name: Κάρτα Αναπηρίας, latin: Karta Anapirias}
      title: {el: Κάρτα Αναπηρίας, en: Disability Card, ar: بطاقة الإعاقة}
      meaning: {el: Μια κάρτα., en: A card., ar: بطاقة.}
      forms: {el: [Κάρτα Αναπηρίας, Κάρτας Αναπηρίας]}
    - id: asylum
      source: city-page
      term: {language: el, name: Άσυλο}
      title: {el: Άσυλο, en: Asylum, ar: اللجوء}
      meaning: {el: Προστασία., en: Protection., ar: حماية.}
      forms: {en: [asylum, asylum seeker]}
      not_in: [Asylum Records]
    - id: refugee
      source: city-page
      term: {language: el, name: Πρόσφυγας}
      title: {el: Πρόσφυγας, en: Refugee, ar: لاجئ}
      meaning: {el: Ένας άνθρωπος., en: A person., ar: إنسان.}
      forms: {en: []}
    - id: office
      source: city-page
      term: {language: el, name: Υπηρεσία Ασύλου}
      title: {el: Υπηρεσία Ασύλου, en: Asylum Service, ar: دائرة اللجوء}
      meaning: {el: Μια υπηρεσία., en: An office., ar: دائرة.}
content/organisations/service/facts.yaml
    source: city-page
    name: {language: el, name: Υπηρεσία Ασύλου}
    kind: state
content/organisations/service/text.el.md
    ---
    title: Υπηρεσία
    ---
    Η Υπηρεσία Ασύλου δίνει ΑΜΚΑ.
content/services/desk/facts.yaml
    source: city-page
    organisation: city
    topics: health
"""
LINK = re.compile(r'<a class="term" role="doc-glossref"( id="use--[a-z]+")? href="#term--([a-z]+)">(.*?)</a>')


def view(folder: Path, language: str, text: str, written: str = "", front: str = "") -> EntryView:
    """The page in ``language`` of a service whose text is written in ``written``, else in that language."""
    lines = text.replace("\n", "\n    ")
    tree = (
        f"content/services/desk/text.{written or language}.md\n    ---\n    title: X\n    {front}\n    ---\n    {lines}"
    )
    if "el" not in (written, language):
        tree += "\ncontent/services/desk/text.el.md\n    ---\n    title: X\n    ---\n    Κείμενο."
    result = built(small_site(folder, GLOSSARY + tree))
    assert result.site, result.problems
    return entry_view(result.site, language, "services", "desk")


def links(view: EntryView) -> list[tuple[str, str]]:
    """The words that are links, each with its term."""
    html = "".join([*(phrase.inner for phrase in view.known), *(section.html for section in view.sections)])
    return [(words, term) for _, term, words in LINK.findall(html)]


def test_only_the_first_use_on_a_page_is_a_link(tmp_path: Path) -> None:
    text = "Ask for an AMKA. The AMKA is free.\n\n## Then {#then}\nShow the AMKA and the Disability Card."
    shown = view(tmp_path, "en", text)
    assert links(shown) == [("AMKA", "amka"), ("Disability Card", "card")]
    assert [card.reference.id for card in shown.terms] == ["amka", "card"]
    assert shown.terms[0].href == "../../glossary/#amka"


def test_what_we_know_stands_before_the_text(tmp_path: Path) -> None:
    assert links(view(tmp_path, "en", "The AMKA is free.", front="known: [They ask for the AMKA & a letter.]")) == [
        ("AMKA", "amka")
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "an asylum seeker", "asylum seeker"),  # the longest
        ("en", "the Asylum Service", "Asylum Service"),
        ("en", "DISABILITY CARD", "DISABILITY CARD"),
        ("en", "the karta anapirias", "karta anapirias"),  # the reading
        ("en", "Your social security number.", "social security number"),  # the title, without the bracket
        ("en", "(AMKA)", "AMKA"),
        ("en", "an amka", ""),  # an abbreviation as it is written
        ("en", "AMKAs and non-AMKA and AMKA-like", ""),  # whole words
        ("en", "amka.AMKA.gr, x@AMKA.gr, AMKA/x", ""),
        ("en", "a refugee", ""),  # no form in this language
        ("en", "Asylum Records", ""),  # a longer name
        ("en", "`AMKA` and [the AMKA](service:desk)", ""),
        ("en", "### The AMKA\n\n| AMKA |\n|---|\n| x |", ""),
        ("en", "| x |\n|---|\n| AMKA |", "AMKA"),
        ("el", "με την κάρτα αναπηρίας", "κάρτα αναπηρίας"),
        ("el", "της κάρτας αναπηρίας", "κάρτας αναπηρίας"),  # a form
        ("el", "ΚΆΡΤΑΣ ΑΝΑΠΗΡΊΑΣ", "ΚΆΡΤΑΣ ΑΝΑΠΗΡΊΑΣ"),  # whatever sigma
        ("ar", "وبطاقة الإعاقة", "وبطاقة الإعاقة"),  # with the words that are written together with it
        ("ar", "طلب للجوء", "للجوء"),
        ("ar", "لاجئًا", ""),
        ("ar", "رقم AMKA هنا", "AMKA"),
        ("ar", "هي (Κάρτα Αναπηρίας) هنا", "Κάρτα Αναπηρίας"),  # as it stands on forms
    ],
)
def test_which_words_are_a_use(tmp_path: Path, language: str, text: str, found: str) -> None:
    assert [words for words, _ in links(view(tmp_path, language, text))] == [found] * bool(found)


def test_a_word_of_another_script_keeps_its_direction(tmp_path: Path) -> None:
    html = view(tmp_path, "ar", "رقم AMKA هنا").sections[0].html
    assert '<bdi dir="ltr"><a class="term" role="doc-glossref" id="use--amka" href="#term--amka">AMKA</a></bdi>' in html


def test_a_link_to_a_term_leads_to_its_meaning_on_the_page(tmp_path: Path) -> None:
    """Every one of them; the first use has the id to come back to."""
    shown = view(tmp_path, "en", "A [**card**](term:card), a Disability Card, a [paper](term:card).")
    assert LINK.findall(shown.sections[0].html) == [
        (' id="use--card"', "card", "<strong>card</strong>"), ("", "card", "paper"),
    ]  # fmt: skip
    assert [card.reference.id for card in shown.terms] == ["card"]


def test_a_page_does_not_explain_its_own_name(tmp_path: Path) -> None:
    site = built(small_site(tmp_path, GLOSSARY)).site
    assert site
    assert links(entry_view(site, "el", "organisations", "service")) == [("ΑΜΚΑ", "amka")]


def test_a_text_in_another_language_is_searched_in_that_language(tmp_path: Path) -> None:
    shown = view(tmp_path, "ar", "Της κάρτας αναπηρίας. Asylum.", written="el")
    assert shown.is_fallback
    assert links(shown) == [("κάρτας αναπηρίας", "card")]
    assert shown.terms[0].title.text == "بطاقة الإعاقة"


def test_text_stays_as_it_was_but_for_the_links(tmp_path: Path) -> None:
    html = view(tmp_path, "en", "AMKA &amp; <b>İ</b> AMKA “x” *Disability Card*").sections[0].html
    assert LINK.sub(r"\3", html) == "<p>AMKA &amp; &lt;b&gt;İ&lt;/b&gt; AMKA “x” <em>Disability Card</em></p>"
