"""How soon a page can be read on a slow phone and a slow line: the Farsi home page and a Farsi service.

Chromium, its processor slowed down six times, a line of 1.6 Mbit/s down, 750 kbit/s up and 150 ms there and back, nothing
kept from before. `python benchmarks/readable.py` builds the site, serves it on this machine as a host would, loads each
page `--runs` times (9) and writes the medians into docs/performance.md; `--dry` writes nothing.
"""

import argparse
import statistics
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Browser, sync_playwright
from serving import browser, heaviest, hosted, machine, write

LANGUAGE = "fa"
BAR = 1.2  #: seconds
SLOWER = 6
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
#: Chromium tells the first paint of words, and of each larger part since (Largest Contentful Paint).
WATCH = """
addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => { window.loaded = true; })));
new PerformanceObserver(list => { for (const one of list.getEntries()) window.largest = one.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
"""
MOMENTS = "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.largest]"


@dataclass(frozen=True)
class Paint:
    """Seconds from the tap on a link."""

    first: float
    largest: float


def loaded(chromium: Browser, address: str) -> Paint:
    """One load in a browser that was never here."""
    context = chromium.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", LINE)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function("window.loaded && window.largest")
    first, largest = page.evaluate(MOMENTS)
    context.close()
    return Paint(first / 1000, largest / 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9, metavar="N")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    rows = []
    with hosted() as host, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox", "--disable-quic"])
        for page in (f"{LANGUAGE}/", f"{LANGUAGE}/{heaviest(host.folder, 'services', LANGUAGE)}"):
            runs = [loaded(chromium, host.address + page) for _ in range(options.runs)]
            first, largest = (statistics.median(getattr(run, name) for run in runs) for name in ("first", "largest"))
            slowest = max(run.largest for run in runs)
            rows.append(f"| `{page}` | {first:.2f} | {largest:.2f} | {slowest:.2f} |")
            print(rows[-1], "" if largest <= BAR else f"over {BAR} s", flush=True)
        chromium.close()
    head = [
        f"Median of {options.runs} loads, {datetime.now(UTC).date()}, on {machine()}.",
        "",
        "| page | first words (s) | largest part (s) | slowest load (s) |",
        "| --- | --: | --: | --: |",
    ]
    if not options.dry:
        write("readable", "\n".join([*head, *rows]) + "\n")


if __name__ == "__main__":
    main()
