"""Search in a real browser: the same words as in Python, the right entries first, nothing that leaves the page."""

import random
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from sitegen.languages.normal import keys, stem

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "assets" / "js" / "search.js"

#: Signs whose case, composition or place in a word programs disagree about.
NASTY = [
    "ΟΔΟΣ Οδός οδοσ ς Σ ΑΣ Σ.", "ΐΰϊϋΪΫ ᾳῃῳ ᾼ Ὀδυσσεύς", "İstanbul ısı IĞDIR", "ﬁ ﬀ ﬆ Ǆ ǅ ǆ ĸ ŉ ſ ẛ ẞ ß", "½ ² № ™ Ω K Å",
    "ﻻ ﷲ ﷺ ﭐ ﺀ ﯾ", "ۀ ة ۃ ے ۓ ئ ؤ أ إ آ ٱ", "می‌خواهم می خواهم میخواهم نمی‌دانم", "خانه‌ها خانه ها خانههایی", "مُسْتَشْفًى مـــستشفى",
    "Α.Μ.Κ.Α. Α.Μ.Κ.Α Ο.Η.Ε. a.b.cd ...a.. .a.b.", "１１２ ۱۱۲ ١١٢ ௧ ५ 𝟙𝟙𝟚", "𝒢𝓇ℯ𝑒𝓀 𐐀𐐨 🏥👩‍🦽🇬🇷", "a\u0301\u0315\u0300 \u200e\u200f\u202a\u2066x\u2069",
    "b1 B2 covid-19 8a 3eno vo8eia", "รักษา ভাষা አማርኛ שפה ქართული Ქ Русский İİ", "\u0000\ufffe\uffff \u00ad soft\u00adhyphen", "ééÉ ﷽ ㍿ ㎏",
]  # fmt: skip


def strings() -> Iterator[str]:
    """The words of the content, strings of signs of every script, the nasty ones."""
    words: set[str] = set()
    for file in sorted((ROOT / "content").rglob("*.*")):
        words.update(file.read_text(encoding="utf-8").split())
    yield from sorted(words)
    chance = random.Random(2026)
    signs = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    near = [sign for sign in signs if sign < "\u0800"]  # Latin, Greek, Cyrillic, Hebrew, Arabic
    greek, arabic = ("".join(map(chr, span)) for span in (range(0x370, 0x400), range(0x600, 0x700)))
    for kind in (signs, near, greek + "ab. ", arabic + "\u200c .", "aeiouybcdghkmnpqstvwx38 ."):
        for _ in range(2_000):
            yield "".join(chance.choices(kind, k=chance.randint(1, 12)))
    yield from NASTY


def test_words_become_the_same_in_python_and_in_the_browser(page: Page) -> None:
    given = list(strings())
    assert len(given) > 20_000
    page.add_script_tag(path=SCRIPT)
    found = page.evaluate(
        "given => given.map(text => siteSearch.keys(text).map(key => [key, siteSearch.stem(key)]))", given
    )
    expected = [[[key, stem(key)] for key in keys(text)] for text in given]
    assert [pair for pair in zip(given, expected, found, strict=True) if pair[1] != pair[2]] == []
