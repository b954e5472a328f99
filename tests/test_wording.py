"""Sentences that remember what they were made of."""

import copy
import pickle

import pytest

from sitegen.wording import in_words, say

GREEK = {"`{field}`: {fault}": "«{field}»: {fault}", "must be a list": "πρέπει να είναι κατάλογος"}


def gettext(message: str) -> str:
    return GREEK.get(message, message)


def test_a_sentence_is_english_text_for_whoever_wants_no_other() -> None:
    assert say("“{name}” is not there, {count:,} others are", name="a{b}", count=1200) == (
        "“a{b}” is not there, 1,200 others are"
    )


def test_a_sentence_is_said_again_with_the_sentences_in_it() -> None:
    said = say("`{field}`: {fault}", field="hours", fault=say("must be a list"))
    assert said == "`hours`: must be a list"
    assert in_words(said, gettext) == "«hours»: πρέπει να είναι κατάλογος"
    assert in_words("plain {text}", gettext) == "plain {text}"


def test_a_quoted_value_stays_on_one_line_of_bearable_length() -> None:
    assert len(say("“{text}”", text="one\ntwo " * 1000)) < 400
    assert "\n" not in say("“{text}”", text="one\ntwo")


def test_a_sentence_survives_copies() -> None:
    said = say("`{field}` is missing", field="title")
    for other in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert other == said
        assert other.again(lambda _: "λείπει το {field}") == "λείπει το title"


def test_an_exception_says_the_sentence_itself() -> None:
    with pytest.raises(ValueError, match="must be a list") as caught:
        raise ValueError(say("must be a list"))
    assert in_words(str(caught.value), gettext) == "πρέπει να είναι κατάλογος"
