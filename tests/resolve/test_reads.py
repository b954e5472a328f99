"""What is read of a site is noted, each time."""

from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from sitegen.model.entry import Entry
from sitegen.pipeline import Request, examine
from sitegen.resolve.reads import Reads, once, watched
from sitegen.resolve.site import Site
from tests.builders import TODAY, small_site


def sound(folder: Path) -> tuple[Site, Reads]:
    site = examine(Request(small_site(folder), TODAY)).site
    assert site
    reads = Reads()
    return watched(site, reads), reads


def noted_twice(folder: Path, name: str) -> list[set[str]]:
    """What is noted when an entry is asked for something, and again for another page."""
    site, reads = sound(folder)
    entry = site.of("services")[0]
    found = []
    for _ in range(2):
        with reads.noted() as noted:
            value = getattr(entry, name)
            str(value)
        found.append(set(noted))
    return found


def test_whatever_is_worked_out_once_of_an_entry_is_noted_for_each_page(tmp_path: Path) -> None:
    public = [name for name in dir(Entry) if isinstance(vars(Entry).get(name), property | cached_property)]
    for name in public:
        if name not in ("reference", "_found", "_short"):  # its address never changes; the rest is asked for by others
            first, again = noted_twice(tmp_path / name, name)
            assert again == first != set(), name


def test_markup_is_not_taken_for_the_text_that_it_looks_like(tmp_path: Path) -> None:
    site, _ = sound(tmp_path)

    @once
    def escaped(site: Site, text: str) -> str:
        return Markup("<p>{}</p>").format(text)

    assert escaped(site, Markup("<b>")) == "<p><b></p>"
    assert escaped(site, "<b>") == "<p>&lt;b&gt;</p>"
