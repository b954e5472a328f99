"""Lighthouse's mobile scores of the home page, a list, a service, a guide and an exam page in every language.

`make lighthouse` installs Lighthouse beside this file, builds the site, serves it on this machine as a host would and
writes the table of docs/performance.md. Of services, guides and exams the heaviest page that search engines may list is
measured. `--runs 3` measures each page three times; the run with the median performance counts. `--dry` writes nothing.
"""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from serving import browser, heaviest, hosted, machine, write

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / "node_modules" / "lighthouse"
CATEGORIES = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
ATTEMPTS = 3  #: Lighthouse now and then loses the beginning of a recording, and says to run it again
#: Chromium alone, as the tests start it: no request of its own leaves this machine.
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


@dataclass(frozen=True)
class Measured:
    """A page: scores of 100 by category; moments in seconds and kilobytes sent, as Lighthouse simulates a slow phone."""

    page: str
    scores: dict[str, int]
    first_paint: float
    largest_paint: float
    blocked: float
    shift: float
    kilobytes: float
    lost: tuple[str, ...]

    @property
    def row(self) -> str:
        scores = " | ".join(str(self.scores[name]) for name in CATEGORIES)
        moments = f"{self.first_paint:.1f} | {self.largest_paint:.1f} | {self.blocked * 1000:.0f} | {self.shift:.3f}"
        return f"| `{self.page}` | {scores} | {moments} | {self.kilobytes:.0f} |"

    @property
    def falls_short(self) -> bool:
        return any(self.scores[name] < least for name, least in CATEGORIES.items())


def lighthouse(address: str, page: str) -> Measured:
    """One run on one page, with Lighthouse's own mobile settings."""
    command = [
        "node",
        PROGRAM / "cli" / "index.js",
        address + page,
        "--quiet",
        "--output=json",
        f"--chrome-flags={FLAGS}",
    ]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": browser()}
    for _ in range(ATTEMPTS):
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if not done.returncode:
            return _read(page, json.loads(done.stdout))
    sys.exit(f"Lighthouse failed on {page}:\n{done.stderr}")


def _read(page: str, told: dict[str, Any]) -> Measured:
    audits, categories = told["audits"], told["categories"]
    lost = tuple(
        f"{name}: {reference['id']} ({audits[reference['id']]['title']})"
        for name in CATEGORIES
        for reference in categories[name]["auditRefs"]
        if reference["weight"] and (audits[reference["id"]]["score"] or 0) < 0.9
        if audits[reference["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    )
    return Measured(
        page,
        {name: round(categories[name]["score"] * 100) for name in CATEGORIES},
        audits["first-contentful-paint"]["numericValue"] / 1000,
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        audits["total-blocking-time"]["numericValue"] / 1000,
        audits["cumulative-layout-shift"]["numericValue"],
        audits["total-byte-weight"]["numericValue"] / 1000,
        lost,
    )


def pages(public: Path) -> list[str]:
    """The pages that are measured: every kind in every language."""
    languages = sorted(path.parent.name for path in public.glob("*/index.html"))
    kinds = ["", "services/", *(heaviest(public, folder, languages[0]) for folder in ("services", "guides", "exams"))]
    return [f"{language}/{kind}" for kind in kinds for language in languages]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1, metavar="N")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    if not PROGRAM.is_dir():
        sys.exit("Lighthouse is not installed: run `make lighthouse`.")
    version = json.loads((PROGRAM / "package.json").read_text(encoding="utf-8"))["version"]
    rows = []
    with hosted() as host:
        for page in pages(host.folder):
            runs = sorted(
                (lighthouse(host.address, page) for _ in range(options.runs)), key=lambda m: m.scores["performance"]
            )
            rows.append(runs[len(runs) // 2])
            print(rows[-1].row, *rows[-1].lost, sep="\n    ", flush=True)
    head = [
        f"Lighthouse {version}, mobile, {options.runs} run(s) a page, {datetime.now(UTC).date()}, on {machine()}.",
        "",
        "| page | performance | accessibility | best practices | SEO | first paint (s) | largest paint (s) | blocked (ms) | shift | sent (KB) |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    if not options.dry:
        write("lighthouse", "\n".join([*head, *(row.row for row in rows)]) + "\n")
    if short := [row.page for row in rows if row.falls_short]:
        sys.exit(f"Below what must be held: {', '.join(short)}")


if __name__ == "__main__":
    main()
