"""What prepares for the exam: chapters with their questions, tasks, words, and the way in."""

import json
from pathlib import Path

import pytest

from sitegen.model.types.study import Kind
from sitegen.outputs import study
from sitegen.resolve.site import Site
from sitegen.views.entry import entry_view
from sitegen.views.study.chapter import ChapterView, chapter_view
from sitegen.views.study.data import questions_data
from sitegen.views.study.questions import Marked, QuestionView, shuffled
from sitegen.views.study.start import start_view
from sitegen.views.study.tasks import paragraphs, tasks_view
from sitegen.views.study.words import themes_view, words_view
from tests.builders import ROOT_TEMPLATES, built, codes_of, in_lines, small_site

BOTH = "hint: {el: Βοήθεια., en: A hint.}, explanation: {el: Εξήγηση., en: Because.}"
OF_IT = f"source: city-page, chapter: state, difficulty: easy, words: [vouli], {BOTH}, fact: Γεγονός."
CONTENT = f"""
content/vocabularies/word-themes.yaml
    - {{id: home, title: {{el: Σπίτι, en: Home}}}}
    - {{id: history, title: {{el: Ιστορία, en: History}}}}
    - {{id: empty, title: {{el: Κενό, en: Empty}}}}
content/words/history.yaml
    - id: vouli
      word: η βουλή
      theme: history
      meaning: {{el: εκεί ψηφίζουν νόμους, en: parliament}}
      example: {{el: Η βουλή ψηφίζει., en: Parliament votes.}}
content/words/home.yaml
    - {{id: klidi, word: το κλειδί, theme: home, meaning: {{el: ανοίγει, en: key}}, example: {{el: Το κλειδί., en: Key.}}}}
content/chapters/state/facts.yaml
    {{source: city-page, area: history, order: 2}}
content/chapters/state/text.el.md
    ---
    title: Το κράτος
    ---
    Μία πρόταση.

    ## Η βουλή {{#parliament}}
    Η **βουλή**.
content/chapters/state/text.en.md
    ---
    title: The state
    translated_from: {{language: el}}
    ---
    One sentence.

    ## Parliament {{#parliament}}
    The parliament.
content/chapters/before/facts.yaml
    {{source: city-page, area: history, order: 1}}
content/chapters/before/text.el.md
    ---
    title: Πριν
    ---
    Κείμενο.
content/practice/history.yaml
    - {{id: one, kind: choice, question: Ποιο;, options: [{{text: Α}}, {{text: Β}}, {{text: Γ, right: yes}}], {OF_IT}}}
    - {{id: two, kind: true-false, question: Είναι., answer: no, {OF_IT}}}
    - {{id: three, kind: match, question: Πού;, pairs: [{{left: Α, right: α1}}, {{left: Β, right: β1}}, {{left: Γ, right: γ1}}], {OF_IT}}}
    - {{id: four, kind: fill, question: Η ___ και ο ___., gaps: [πρώτη, δεύτερος], others: [άλλη, άλλος], {OF_IT}}}
    - {{id: five, kind: order, question: Σειρά;, steps: [πρώτο, δεύτερο, τρίτο], {OF_IT}}}
content/tasks/listening.yaml
    - id: station
      skill: listening
      title: {{el: Στον σταθμό, en: At the station}}
      situation: {{el: Ακούτε., en: You hear.}}
      text: |-
        Α: Καλημέρα.
        Β: Γεια.

        Τέλος.
      asks:
        - {{question: Ποιος;, options: [{{text: Α, right: yes}}, {{text: Β}}, {{text: Γ}}], explanation: {{el: Έτσι., en: So.}}}}
"""
WRITING = """
    - id: task-{n}
      skill: writing
      title: {{el: Άσκηση {n}, en: Task {n}}}
      situation: {{el: Γράφετε., en: You write.}}
      prompt: Γράψτε.
      points: [Πού;, Πότε;]
      model: Μοντέλο.
      useful: [{{phrase: Γεια σας., meaning: {{el: χαιρετισμός, en: hello}}}}]
      check: {{el: Γράψατε πού; Γράψατε πότε;, en: Did you say where? Did you say when?}}
"""
EXAM = """
content/vocabularies/topics.yaml
    - {id: health, title: {el: Υγεία}}
    - {id: exam, title: {el: Εξετάσεις}}
content/exams/test/facts.yaml
    source: city-page
    name: {language: el, name: Εξέταση}
    topics: exam
    points: 40
    pass_mark: 20
    parts:
      - id: knowledge
        title: {el: Γνώσεις}
        points: 40
        pass_mark: 20
        components:
          - {id: history, title: {el: Ιστορία}, points: 12}
          - {id: institutions, title: {el: Θεσμοί}, points: 12}
          - {id: geography, title: {el: Γεωγραφία}, points: 8}
          - {id: culture, title: {el: Πολιτισμός}, points: 8}
content/exams/test/text.el.md
    ---
    title: Η εξέταση
    ---
content/guides/lessons/facts.yaml
    {source: city-page, topics: exam, icon: exam, related: exams/test, steps: [{id: first}, {id: second}]}
content/guides/lessons/text.el.md
    ---
    title: Μαθήματα
    ---
    ## Πρώτα {#first}
    Κείμενο.

    ## Μετά {#second}
    Κείμενο.
"""


WORDS = """
translations/el.po
    msgid ""
    msgstr ""

    msgctxt "of a sentence"
    msgid "True"
    msgstr "Σωστό"

    msgctxt "of a sentence"
    msgid "False"
    msgstr "Λάθος"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    writing = "\ncontent/tasks/writing.yaml" + "".join(WRITING.format(n=n) for n in range(1, 6))
    made = built(small_site(tmp_path_factory.mktemp("site"), CONTENT + EXAM + writing + WORDS)).site
    assert made
    return made


def the_chapter(site: Site, language: str = "en") -> ChapterView:
    return chapter_view(site, language, "state")


def exercise(view: ChapterView, kind: Kind) -> QuestionView:
    return next(one for one in view.exercises if one.kind is kind)


def test_a_chapter_has_the_text_of_the_exam_beside_that_of_the_reader(site: Site) -> None:
    view = the_chapter(site)
    assert view.is_parallel
    assert [(part.id, str(part.heading)) for part in view.original] == [("", ""), ("parliament", "Η βουλή")]
    assert [str(part.heading) for part in view.sections] == ["", "Parliament"]
    assert (str(view.title), str(view.original_title)) == ("The state", "Το κράτος")


def test_who_reads_the_language_of_the_exam_has_it_once(site: Site) -> None:
    assert not the_chapter(site, "el").is_parallel


def test_a_chapter_that_is_not_translated_stands_in_the_language_of_the_exam_alone(site: Site) -> None:
    assert not chapter_view(site, "en", "before").is_parallel


def test_a_chapter_stands_among_those_of_its_area_in_their_order(site: Site) -> None:
    first, second = chapter_view(site, "el", "before"), chapter_view(site, "el", "state")
    assert first.previous is None
    assert first.following
    assert first.following.href == "../state/"
    assert second.previous
    assert second.previous.href == "../before/"
    assert [crumb.href for crumb in second.page.crumbs] == ["../../", "../"]


def test_options_stand_as_in_their_file_with_letters(site: Site) -> None:
    question = exercise(the_chapter(site), Kind.CHOICE)
    assert question.choices == (Marked("α", "Α"), Marked("β", "Β"), Marked("γ", "Γ"))
    assert question.answer == (Marked("γ", "Γ"),)
    assert [word.word for word in question.words] == ["η βουλή"]


def test_a_sentence_is_true_or_false_in_the_language_of_the_exam(site: Site) -> None:
    question = exercise(the_chapter(site), Kind.TRUE_FALSE)
    assert [choice.text for choice in question.choices] == ["Σωστό", "Λάθος"]
    assert question.answer == (Marked("β", "Λάθος"),)


def test_what_is_matched_is_shuffled_and_the_answer_names_both_marks(site: Site) -> None:
    question = exercise(the_chapter(site), Kind.MATCH)
    marks = {choice.text: choice.mark for choice in question.choices}
    assert [choice.text for choice in question.choices] != ["α1", "β1", "γ1"]
    assert question.answer[0] == Marked(f"1 – {marks['α1']}", "Α – α1")


def test_words_for_gaps_stand_among_others_and_the_answer_has_them_in_order(site: Site) -> None:
    question = exercise(the_chapter(site), Kind.FILL)
    assert {choice.text for choice in question.choices} == {"πρώτη", "δεύτερος", "άλλη", "άλλος"}
    assert [one.text for one in question.answer] == ["πρώτη", "δεύτερος"]


def test_steps_are_shuffled_and_the_answer_has_them_in_order(site: Site) -> None:
    question = exercise(the_chapter(site), Kind.ORDER)
    assert [choice.text for choice in question.choices] != ["πρώτο", "δεύτερο", "τρίτο"]
    assert [one.text for one in question.answer] == ["πρώτο", "δεύτερο", "τρίτο"]


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_shuffled_order_is_always_the_same_and_never_the_one_given(count: int) -> None:
    texts = [f"text {n}" for n in range(count)]
    for identifier in map(str, range(200)):
        mixed = shuffled(identifier, texts)
        assert sorted(mixed) == texts
        assert list(mixed) != texts
        assert mixed == shuffled(identifier, texts)


def test_every_place_is_as_likely_for_a_text_that_is_shuffled() -> None:
    places = [shuffled(str(n), "abcd").index("a") for n in range(1000)]
    assert all(180 < places.count(place) < 320 for place in range(4))


def test_questions_as_data_have_what_is_asked_and_what_is_right(site: Site) -> None:
    data = json.loads(questions_data(site, "en", "state"))
    assert (data["chapter"], data["area"], data["title"]) == ("state", "history", "The state")
    first = data["questions"][0]
    assert list(first) == [
        "id", "kind", "difficulty", "question", "options", "answer", "words", "hint", "explanation",
    ]  # fmt: skip
    assert (first["options"], first["answer"]) == (["Α", "Β", "Γ"], 2)
    assert (first["words"], first["hint"]) == ([["η βουλή", "parliament"]], "A hint.")
    assert [
        one.get("answer", one.get("pairs", one.get("gaps", one.get("steps")))) for one in data["questions"][1:]
    ] == [
        False,
        [["Α", "α1"], ["Β", "β1"], ["Γ", "γ1"]],
        ["πρώτη", "δεύτερος"],
        ["πρώτο", "δεύτερο", "τρίτο"],
    ]


def test_tasks_are_parted_into_pages_and_each_page_leads_to_all(site: Site) -> None:
    first, last = tasks_view(site, "en", "writing", "1"), tasks_view(site, "en", "writing", "2")
    assert [task.id for task in first.tasks] == ["task-1", "task-2", "task-3", "task-4"]
    assert [task.id for task in last.tasks] == ["task-5"]
    assert (first.previous, first.following, last.previous) == ("", "page-2/", "../")
    assert [heading.href for heading in first.contents][3:] == ["#task-4", "page-2/#task-5"]
    assert [str(line) for line in first.tasks[0].check] == ["Did you say where?", "Did you say when?"]


def test_empty_lines_part_paragraphs_and_lines_stay() -> None:
    assert paragraphs("Α: Ναι.\nΒ: Όχι.\n\n\nΤέλος.\n") == (("Α: Ναι.", "Β: Όχι."), ("Τέλος.",))
    assert paragraphs("") == ()


def test_words_stand_under_their_theme_in_the_order_of_the_vocabulary(site: Site) -> None:
    assert [(str(way.title), way.href, way.number) for way in themes_view(site, "en").themes] == [
        ("Home", "home/", 1),
        ("History", "history/", 1),
    ]
    view = words_view(site, "en", "history")
    assert [word.word for word in view.words] == ["η βουλή"]
    assert view.previous
    assert view.previous.href == "../home/"
    assert view.following is None


def test_a_theme_that_is_not_in_the_vocabulary_is_refused(tmp_path: Path) -> None:
    wrong = CONTENT.replace("theme: home", "theme: hme")
    problems = in_lines(built(small_site(tmp_path, wrong)).problems)
    assert any("word-themes/hme" in problem and "reference-dangling" in problem for problem in problems)


def test_the_way_in_says_what_there_is(site: Site) -> None:
    view = start_view(site, "en")
    assert view.exam
    assert view.exam.href == "../exams/test/"
    assert [card.href for card in view.guides] == ["../guides/lessons/"]
    assert [(area.id, [card.href for card in area.cards]) for area in view.areas] == [
        ("history", ["before/", "state/"])
    ]
    assert [(way.href, way.number) for way in view.skills] == [("listening/", 1), ("writing/", 5)]
    assert view.questions == 5


def test_the_exam_and_guides_that_name_it_lead_to_the_way_in(site: Site) -> None:
    assert entry_view(site, "el", "exams", "test").study == "../../study/"
    assert entry_view(site, "el", "guides", "lessons").study == "../../study/"
    assert entry_view(site, "el", "services", "desk").study == ""


def test_no_page_is_made_while_there_is_nothing_to_prepare_with(tmp_path: Path) -> None:
    bare = built(small_site(tmp_path, EXAM)).site
    assert bare
    assert list(study.plan(bare)) == []
    assert entry_view(bare, "el", "exams", "test").study == ""


# --- as pages ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    config = small_site(tmp_path_factory.mktemp("study"), CONTENT + EXAM)
    text = config.read_text(encoding="utf-8").replace(
        "templates: templates", f"templates: [templates, {ROOT_TEMPLATES}]"
    )
    icon = "icons: {exam: pytablericons:pytablericons/icons/outline/writing.svg}\n"
    config.write_text(text + icon, encoding="utf-8")
    assert codes_of(config) == []
    return {artifact.path: artifact.data.decode(errors="replace") for artifact in built(config).artifacts}


def test_greek_carries_its_language_beside_the_text_of_the_reader(pages: dict[str, str]) -> None:
    html = pages["en/study/state/index.html"]
    assert '<div class="prose" lang="el" dir="ltr"><p>Η <strong>βουλή</strong>.</p>' in html
    assert '<div class="prose own" lang="en" dir="ltr"><p>The parliament.</p>' in html
    assert "prose own" not in pages["el/study/state/index.html"]


def test_a_question_can_be_found_by_its_id_and_its_answer_is_folded(pages: dict[str, str]) -> None:
    html = pages["en/study/state/index.html"]
    assert '<li class="question" id="q-one" data-question="one" data-kind="choice">' in html
    assert html.count("<summary><span>Answer</span></summary>") == 5
    assert "A hint." in html
    assert "Η ________ και ο ________." in html


def test_answers_stand_together_for_paper(pages: dict[str, str]) -> None:
    html = pages["en/study/state/index.html"]
    answers = html[html.index('class="print-only answers"') :]
    assert "<b>γ</b> Γ" in answers
    assert "πρώτη, " in answers


def test_a_text_to_hear_is_folded_and_can_be_found_by_a_script(pages: dict[str, str]) -> None:
    html = pages["en/study/listening/index.html"]
    assert "<details" in html[: html.index("data-listen")]
    assert '<div class="paper" lang="el" dir="ltr" data-listen="Read aloud"><p>Α: Καλημέρα.<br>Β: Γεια.</p>' in html


def test_an_example_is_said_in_both_languages_and_in_greek_once(pages: dict[str, str]) -> None:
    assert "Parliament votes." in pages["en/study/words/history/index.html"]
    assert pages["el/study/words/history/index.html"].count("Η βουλή ψηφίζει.") == 1


def test_every_page_says_that_it_is_not_official(pages: dict[str, str]) -> None:
    shown = ["en/study/index.html", "en/study/state/index.html", "en/study/listening/index.html"]
    assert [path for path in shown if "This is not official." not in pages[path]] == []
