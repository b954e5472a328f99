"""Bytes become text: UTF-8 alone, whatever system they were saved on."""

import unicodedata

import pytest

from sitegen.reading.text import MAX_LINE, decode


def code(data: bytes) -> str:
    text, problems = decode(data, "text.el.md")
    assert text is None
    return problems[0].code


@pytest.mark.parametrize("data", ["\ufeffα\nβ\n", "α\r\nβ\r\n", "α\rβ\r", "\ufeffα\r\nβ\r\n"])
def test_line_ends_and_byte_order_marks_make_no_difference(data: str) -> None:
    assert decode(data.encode(), "text.el.md") == ("α\nβ\n", [])


def test_letters_are_composed() -> None:
    assert decode("ά".encode(), "text.el.md") == ("ά", [])


@pytest.mark.parametrize("after", ["", " ", "ی", ".", "\n", "\u064b", "\u0323", "ه\u0654", "\u1161", "a\u0301"])
def test_letters_are_composed_beside_a_heh_with_hamza_too(after: str) -> None:
    text = f"e\u0301 خانه\u0654{after} \u0627\u0653"
    assert decode(text.encode(), "text.fa.md") == (unicodedata.normalize("NFC", text), [])


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d🦽", "\u200e+30", "\u200f،", "\u00ad", "\u00a0", "a\tb"])
def test_joiners_marks_and_spaces_of_good_spelling_stay(text: str) -> None:
    assert decode(text.encode(), "text.fa.md") == (text, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1253", "iso8859-7"])
def test_other_encodings_are_refused(encoding: str) -> None:
    assert code("title: Δήμος\n".encode(encoding, errors="replace")) in ("text-encoding", "text-control")


def test_the_first_byte_that_is_not_utf_8_is_named() -> None:
    _, problems = decode(b"a\nb\xcd", "text.el.md")
    assert (problems[0].line, problems[0].message) == (2, "is not UTF-8: byte 0xcd at offset 3")


@pytest.mark.parametrize("number", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_signs_that_turn_the_direction_are_refused_by_name_and_place(number: int) -> None:
    _, problems = decode(f"α\nβγ{chr(number)}".encode(), "text.el.md")
    assert [(p.code, p.line, p.column) for p in problems] == [("text-bidi", 2, 3)]
    assert f"U+{number:04X}" in problems[0].message


@pytest.mark.parametrize("number", [0, 7, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFF])
def test_control_characters_and_lost_letters_are_refused(number: int) -> None:
    assert code(f"α{chr(number)}".encode()) == "text-control"


def test_every_line_with_such_a_sign_is_named() -> None:
    _, problems = decode("\u202ea\nb\n\u202ec".encode(), "text.el.md")
    assert [p.line for p in problems] == [1, 3]


def test_a_line_of_a_million_characters_is_refused() -> None:
    assert code(b"a" * 1_000_000) == "text-line"
    assert decode(b"a" * MAX_LINE, "x")[1] == []
