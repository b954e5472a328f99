"""How the site is written: words and sentences in each language, and the reading grade of the English.

python tools/language.py [site_config.yaml]

One line a language: entries with a text in it, words, sentences, words a sentence on average, the longest sentence
and where it stands. For English the grade of Flesch and Kincaid (Kincaid and others, 1975: 0.39 words a sentence +
11.8 syllables a word − 15.59), and each entry above grade 7. Headings and titles count as words, not as sentences.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sitegen.model.base import Reference
from sitegen.pipeline import Request, examine
from sitegen.problems import Mark
from sitegen.resolve.prose import prose, words
from sitegen.resolve.site import Site

MOST_GRADE = 7
_FULL = re.compile(r"[.!?;؟…][»”\"’')\]]*$")


@dataclass
class Tally:
    """What was counted."""

    words: int = 0
    lengths: list[int] = field(default_factory=list)
    longest: tuple[int, Mark] = (0, Mark(""))
    entries: set[Reference] = field(default_factory=set)
    spoken: list[str] = field(default_factory=list)

    def add(self, reference: Reference, sentence: str, at: Mark) -> None:
        """Counts a sentence, or a heading."""
        count = words(sentence)
        self.words += count
        self.entries.add(reference)
        if count and _FULL.search(sentence):
            self.lengths.append(count)
            self.spoken.append(sentence)
            self.longest = max(self.longest, (count, at))


def syllables(word: str) -> int:
    """About how many syllables an English word has: groups of vowels, without a silent ending."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    if len(bare) <= 3:
        return 1
    bare = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$", "", bare)
    return max(1, len(re.findall(r"[aeiouy]{1,2}", bare.removeprefix("y"))))


def grade(sentences: list[str]) -> float:
    """The school grade of Flesch and Kincaid; words in other letters are left out. 0 without a sentence."""
    found = [re.findall(r"[A-Za-z0-9€%’'.:/-]*[A-Za-z0-9]", sentence) for sentence in sentences]
    said = [word for one in found for word in one]
    if not said:
        return 0.0
    lines = sum(bool(one) for one in found)
    return 0.39 * len(said) / lines + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def tallies(site: Site, language: str) -> Iterator[tuple[Reference, Tally]]:
    """The tally of each entry that is shown to readers."""
    for reference, entry in site.entries.items():
        tally = Tally()
        for passage in prose(entry, language):
            for offset, sentence in passage.sentences():
                tally.add(reference, sentence, passage.at(offset))
        if tally.words:
            yield reference, tally


def main(config: str) -> int:
    """Prints the report."""
    site = examine(Request(Path(config))).site
    if site is None:
        print("The site cannot be read: run build.py check", file=sys.stderr)
        return 1
    for language in site.languages:
        found = dict(tallies(site, language))
        lengths = [n for tally in found.values() for n in tally.lengths]
        longest = max((tally.longest for tally in found.values()), default=(0, Mark("")))
        print(
            f"{language}: {len(found)} entries, {sum(t.words for t in found.values()):,} words, {len(lengths):,} sentences,"
            f" {sum(lengths) / max(1, len(lengths)):.1f} words a sentence, the longest {longest[0]}"
            f" ({longest[1].file}:{longest[1].line})"
        )
        if language == "en":
            print(f"    reading grade {grade([s for t in found.values() for s in t.spoken]):.1f}")
            hard = {r: grade(t.spoken) for r, t in found.items() if sum(t.lengths) >= 20}
            for reference, value in sorted(hard.items(), key=lambda pair: -pair[1]):
                if value > MOST_GRADE:
                    print(f"    {reference}: {value:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["site_config.yaml"])))
