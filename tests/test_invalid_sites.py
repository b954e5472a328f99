"""Each folder `sites/invalid-*` is a small broken site; `expected.txt` holds all that is said of it, exactly."""

from pathlib import Path

import pytest

from tests.builders import SITES, built, in_lines

INVALID = sorted(SITES.glob("invalid-*"))


@pytest.mark.parametrize("site", INVALID, ids=lambda site: site.name.removeprefix("invalid-"))
def test_every_problem_is_found_in_one_run(site: Path) -> None:
    found = [line for line in in_lines(built(site / "site_config.yaml").problems) if not _of_project(line)]
    expected = (site / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert found == expected


def _of_project(line: str) -> bool:
    """Whether a problem is of the project's own templates or interface words, which these sites share."""
    return line.startswith("../../../")


@pytest.mark.parametrize("layer", ["sound", "sound-translated"])
def test_the_layers_under_them_are_sound(layer: str) -> None:
    found = in_lines(built(SITES / layer / "site_config.yaml").problems)
    assert [line for line in found if not _of_project(line)] == []


def test_more_than_sixty_kinds_of_mistakes_are_among_them() -> None:
    lines = [line for site in INVALID for line in (site / "expected.txt").read_text(encoding="utf-8").splitlines()]
    assert len({line.split()[1] for line in lines}) > 70
    assert {language for line in lines for language in ("el", "en", "ar", "fa") if f"text.{language}.md:" in line} == {
        *("el", "en", "ar", "fa")
    }
