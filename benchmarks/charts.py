"""Draws the figures of `make bench`: `charts.py FILE FOLDER`, in the environment that has matplotlib.

The same figures give the same bytes: no date, ids from a fixed salt, letters as letters.
"""

import json
import sys
from pathlib import Path
from statistics import median

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt
from matplotlib.ticker import FuncFormatter, NullFormatter

MIDDLE = "1000"  #: the size of the second chart, where it was measured
COLOURS = {"ours": "#0b5394", "faster": "#6fa8dc", "hugo": "#cc0066", "pelican": "#38761d", "mkdocs": "#b45f06"}
MARKS = {"ours": "o", "faster": "o", "hugo": "s", "pelican": "^", "mkdocs": "D"}

mpl.rcParams.update(
    {"svg.hashsalt": "bench", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10, "axes.grid": True}
)
mpl.rcParams.update(
    {"grid.color": "#dddddd", "axes.axisbelow": True, "axes.spines.top": False, "axes.spines.right": False}
)


def cold(results, axes):
    """Seconds by entries, a line for each generator."""
    sizes = sorted({int(row["size"]) for row in results["builds"] if row["size"] != "site"})
    for key, name in results["names"].items():
        points = [(size, seconds(results, str(size), key, "cold")) for size in sizes]
        points = [point for point in points if point[1]]
        if points:
            axes.plot(*zip(*points, strict=True), marker=MARKS[key], color=COLOURS[key], label=name)
    axes.set(xscale="log", yscale="log", xlabel="entries in four languages", ylabel="seconds")
    axes.set_xticks(sizes)
    axes.set_title("A build from nothing", loc="left")
    for scale in (axes.xaxis, axes.yaxis):
        scale.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        scale.set_minor_formatter(NullFormatter())
    axes.legend(frameon=False)


def again(results, axes):
    """Bars for each generator: after one edit, with no change, from a save to the page."""
    sizes = {row["size"] for row in results["builds"] if row["size"] != "site"}
    size = MIDDLE if MIDDLE in sizes else max(sizes, key=int)
    modes = {"edit": "build after one edit", "same": "build with no change", "watch": "save to page, watching"}
    bars = {key: [seconds(results, size, key, mode) for mode in modes] for key in results["names"]}
    bars = {key: values for key, values in bars.items() if any(values)}
    height = 0.8 / len(bars)
    for number, (key, values) in enumerate(bars.items()):
        places = [place + number * height for place in range(len(modes))]
        drawn = axes.barh(places, values, height, color=COLOURS[key], label=results["names"][key])
        axes.bar_label(drawn, [f"{value:.2f}" if value else "" for value in values], padding=3, fontsize=8)
    axes.set(xlabel="seconds", yticks=[place + 0.4 - height / 2 for place in range(len(modes))])
    axes.set_yticklabels(modes.values())
    axes.invert_yaxis()
    axes.margins(x=0.1)  # room for the figures
    axes.set_title(f"Once it has been built: {int(size):,} entries in four languages", loc="left")
    axes.grid(axis="y", visible=False)
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))


def seconds(results, size, key, mode):
    """The median, or nothing to draw."""
    if mode == "watch":
        found = [
            row["edits"]["text"]["page"] for row in results["watched"] if (row["peer"], row["size"]) == (key, size)
        ]
    else:
        found = [
            row["wall"] for row in results["builds"] if (row["peer"], row["size"], row["mode"]) == (key, size, mode)
        ]
    return median(found[0]) if found and found[0] else 0


def main():
    results, folder = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for draw in (cold, again):
        figure, axes = plt.subplots(figsize=(8, 4), layout="constrained")
        draw(results, axes)
        figure.savefig(folder / f"{draw.__name__}.svg", metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    main()
