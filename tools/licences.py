"""Keeps docs/licences.md equal to what the installed packages say of themselves.

python tools/licences.py update    write the file
python tools/licences.py check     fail when it is not what would be written
"""

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "licences.md"

HEAD = """\
# Licences

What the site and its generator are made of, beside what is written here. The lists come from the metadata
of the installed packages: `make licences` writes them, `make check` compares them.

## Icons

Only SVG files of this package are used; drawings of it stand in the published pages.
"""

ICON_NOTES = """\
`pytablericons` holds Tabler Icons, © 2020 Paweł Kuna, in a package © 2024 Niklas Henning, both under the MIT
licence, whose text is in the package.
"""

LIBRARIES = """\
## Libraries

They run when the site is built or served on the editor's machine. None of them is part of a published page.
"""


def pinned(requirements: str) -> list[str]:
    """The names that a requirements file pins."""
    text = (ROOT / requirements).read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9._-]+)==", text, flags=re.MULTILINE)


def licence(package: Distribution) -> str:
    """What a package calls its licence: the SPDX expression, else the free field, else the classifiers, else its text."""
    meta = package.metadata
    classifiers = [c for c in meta.get_all("Classifier", []) if c.startswith("License ::")]
    names = [c.rpartition(" :: ")[2] for c in classifiers if c != "License :: OSI Approved"]
    free = (meta.get("License") or "").strip()
    if len(free) > 40:  # the whole text of a licence
        free = ""
    return meta.get("License-Expression") or free or ", ".join(names) or heading(package) or "not stated"


def heading(package: Distribution) -> str:
    """The first line of the text of a licence, such as “MIT License”."""
    text = package.read_text(f"licenses/{package.metadata.get('License-File', '')}") or ""
    return text.strip().partition("\n")[0]


def table(requirements: str) -> str:
    rows = ["| name | version | licence |", "| --- | --- | --- |"]
    for name in pinned(requirements):
        package = distribution(name)
        rows.append(f"| {package.metadata['Name']} | {package.version} | {licence(package)} |")
    return "\n".join(rows) + "\n"


def document() -> str:
    parts = [HEAD, table("requirements-icons.txt"), ICON_NOTES, LIBRARIES, table("requirements.txt")]
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    if arguments == ["update"]:
        TARGET.write_text(document(), encoding="utf-8")
        return 0
    if arguments == ["check"]:
        if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == document():
            return 0
        print("docs/licences.md is not what the installed packages say. Run: make licences", file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
