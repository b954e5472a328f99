"""How well the search finds: the queries of tests/search/queries.yaml, asked of the built site in Chromium.

`python benchmarks/search.py` builds the site and prints a table of classes: how many queries have a right entry among
the first five, and how many entries a query brings on average. `--missed` lists the queries that have none.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import CHROMIUM_ARGUMENTS, serving  # noqa: E402

QUERIES = ROOT / "tests" / "search" / "queries.yaml"
FIRST = 5
NOISE = "noise"  #: the class of words that nothing should be found for


@dataclass(frozen=True)
class Asked:
    """A query and what it brought, the best first."""

    query: str
    language: str
    kind: str
    expected: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether one of the entries that are right is among the first; for noise, whether there is nothing."""
        return bool(set(self.expected) & set(self.found[:FIRST])) if self.expected else not self.found


def asked(page: Page, address: str) -> list[Asked]:
    """Every query, asked on the search page of its language of the site at `address`."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in yaml.safe_load(QUERIES.read_text(encoding="utf-8")):
        rows[row["from"]].append(row)
    made = []
    for language, group in rows.items():
        page.goto(f"{address}{language}/a-z/")
        queries = [str(row["query"]) for row in group]
        brought = page.evaluate(
            "async queries => { const all = []; for (const one of queries) all.push(await siteSearch.addresses(one)); return all; }",
            queries,
        )
        for row, query, found in zip(group, queries, brought, strict=True):
            made.append(Asked(query, language, row["class"], tuple(row["expect"]), tuple(map(reference, found))))
    return made


def reference(address: str) -> str:
    """The entry that a link of the search page leads to: `../glossary/page-2/#amka` to `glossary/amka`."""
    parts = [part for part in re.split("[/#]", address) if part and part != ".." and not part.startswith("page-")]
    folder, name = parts if len(parts) == 2 else ("pages", parts[0])
    return f"{'chapters' if folder == 'study' else folder}/{name}"


def recall(rows: Iterable[Asked]) -> float:
    right = [row.is_right for row in rows]
    return sum(right) / len(right)


def mean(rows: Iterable[Asked]) -> float:
    counts = [len(row.found) for row in rows]
    return sum(counts) / len(counts)


def by_class(rows: Iterable[Asked]) -> dict[str, list[Asked]]:
    classes: dict[str, list[Asked]] = defaultdict(list)
    for row in rows:
        classes[row.kind].append(row)
    return classes


def table(rows: list[Asked]) -> str:
    """The figures as a table in Markdown."""
    telling = [row for row in rows if row.kind != NOISE]
    groups = {**by_class(rows), "**all but noise**": telling}
    lines = [f"| {name} | {len(group)} | {recall(group):.1%} | {mean(group):.1f} |" for name, group in groups.items()]
    return "\n".join(["| Class | Queries | Right among five | Entries found |", "| --- | --- | --- | --- |", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, metavar="FOLDER", help="a site that is built already")
    parser.add_argument("--missed", action="store_true", help="list the queries that miss")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = options.site or Path(folder) / "public"
        if not options.site:
            subprocess.run([sys.executable, ROOT / "build.py", "build", "--out", site], check=True)
        found = subprocess.run([ROOT / "tools" / "browser.sh"], capture_output=True, text=True, check=True)
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=CHROMIUM_ARGUMENTS)
        with serving(site) as address:
            rows = asked(browser.new_page(), address)
        browser.close()
    print(table(rows))
    for row in rows if options.missed else ():
        if not row.is_right:
            print(f"{row.kind} {row.language} “{row.query}”: {', '.join(row.found) or 'nothing'}")


if __name__ == "__main__":
    main()
