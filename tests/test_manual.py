"""Every example of the manual is run: what a wrong one is said to be, and that a right one has nothing wrong in it."""

import ast
import re
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest

import sitegen
from sitegen import checks, manual
from sitegen.manual import MODULES, Example, Part, page, write_manual
from sitegen.pipeline import Request, build, examine
from sitegen.resolve.translation import text_stamp
from tests.builders import CONFIG, TODAY, small_site

ROOT = Path(__file__).resolve().parent.parent
PAGES = [page(module) for module in MODULES]
EXAMPLES = [
    pytest.param(one.name, part.code, example, id=f"{part.code}-{'right' if example.right else 'wrong'}")
    for one in PAGES
    for part in one.parts
    for example in part.examples
]
#: What an example of something else need not have: all its texts and rows in all languages.
UNWRITTEN = {"translation-missing", "cell-missing", "section-missing", "field-untranslated", "catalogue-missing"}
#: What cannot be shown in a small file that is read as text: what the disk, the bytes or a large size do, what needs
#: the whole of a configuration, and what commands say. Each is tested where it is made.
NOT_SHOWN = {
    *("file-refused", "file-unreadable", "folder-missing", "text-encoding", "text-line", "text-long"),
    *("markup-size", "page-weight", "config-missing", "icon-missing", "catalogue-missing"),
    *("rename", "remove", "confirm", "confirm-entry", "stamp", "stamp-entry", "stamp-language"),
    *("host-files", "host-size", "host-rules"),
    *("outside-broken", "outside-moved", "outside-astray", "outside-refused"),
}


@pytest.mark.parametrize(("name", "code", "example"), EXAMPLES)
def test_an_example_is_what_the_manual_says(tmp_path: Path, name: str, code: str, example: Example) -> None:
    found = problems(tmp_path, example)
    if example.right:
        assert [at for at in found if at[3] == code or at[3] not in UNWRITTEN] == []
    else:
        assert sorted(example.marks) == [at for at in found if at[3] == code or at[3] not in UNWRITTEN]
        assert code in {at[3] for at in example.marks}


def problems(folder: Path, example: Example) -> list[tuple[str, int, int, str]]:
    """What is wrong with an example, as its marks are written. Only of files that it holds."""
    config = small_site(folder)
    settings = CONFIG.replace("[el, en, ar]", "[el, en, ar, fa]").replace('"30"', '"30", national_digits: 10')
    icon = "icons: {guide: pytablericons:pytablericons/icons/outline/route.svg}\n"
    config.write_text(settings + icon, encoding="utf-8")
    (folder / "translations" / "fa.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    for path, text in example.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text.strip():
            file.write_text(text, encoding="utf-8")
    stamp(folder)
    found = build(Request(config, TODAY)).problems
    return sorted({(p.file, p.line, p.column, p.code) for p in found if p.file in example.files})


def stamp(folder: Path) -> None:
    """Fills the fingerprints into `translated_from: {language: el}`, so that the translation is current."""
    site = examine(Request(folder / "site_config.yaml", TODAY)).site
    for entry in site.entries.values() if site else ():
        for text in entry.texts.values():
            made_from = text.front.translated_from
            file = folder / text.file
            if made_from and not made_from.fingerprints and file.is_file():
                stamps = text_stamp(entry, made_from.language)
                written = f"{{language: {made_from.language}, fingerprints: {stamps}}}"
                before = file.read_text(encoding="utf-8")
                file.write_text(before.replace(f"{{language: {made_from.language}}}", written), encoding="utf-8")


# --- what must be in it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_page_has_a_part_for_each_of_its_codes(module: ModuleType) -> None:
    assert [part.code for part in page(module).parts] == list(module.CODES)


@pytest.mark.parametrize("part", [part for one in PAGES for part in one.parts], ids=lambda part: part.code)
def test_each_code_is_shown_wrong_and_right(part: Part) -> None:
    shown = {example.right for example in part.examples}
    assert shown == (set() if part.code in NOT_SHOWN else {True, False})
    assert part.summary


def test_every_check_is_in_the_manual() -> None:
    found = {f"sitegen.checks.{module.name}" for module in iter_modules(checks.__path__)}
    assert found <= {module.__name__ for module in MODULES}
    noted = (one.check for one in checks.NOTED_CHECKS)
    run = {check.__module__ for check in (*checks.ENTRY_CHECKS, *noted, *checks.SITE_CHECKS)}
    assert run == found


def test_every_code_in_the_source_is_in_the_manual_and_the_other_way_round() -> None:
    written = {part.code for one in PAGES for part in one.parts}
    assert set(codes_in_source()) == written


def codes_in_source() -> dict[str, str]:
    """Every code that is given to a problem, with the module that gives it."""
    found = {}
    for file in Path(sitegen.__file__ or "").parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(getattr(call, "func", None), "id", getattr(getattr(call, "func", None), "attr", ""))
            if isinstance(call, ast.Call) and name in ("error", "warning", "refuse", "_refuse", "Sign", "Problem"):
                codes = [a.value for a in call.args[:4] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                found |= {c: file.name for c in codes[:1] if re.fullmatch(r"[a-z]+(-[a-z]+)*", c)}
    return found


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.__name__.startswith("sitegen.checks")], ids=lambda module: module.__name__
)
def test_a_check_gives_no_codes_but_its_own(module: ModuleType) -> None:
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    code = source.split('"""', 2)[2]
    assert {c for c in codes_in_source() if f'"{c}"' in code} == set(module.CODES)


# --- the pages -------------------------------------------------------------------------------------------


def test_the_written_manual_is_in_step_with_the_checks() -> None:
    folder = ROOT / "docs" / "checks"
    written = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    assert written == manual.manual(), "run: python build.py reference"


def test_it_is_written_to_a_folder(tmp_path: Path) -> None:
    assert write_manual(tmp_path / "new") == len(MODULES) + 1 == len(list((tmp_path / "new").iterdir()))


def test_the_index_leads_to_every_code() -> None:
    index = manual.manual()["index.md"]
    for one in PAGES:
        for part in one.parts:
            assert f"[{part.code}]({one.name}.md#{part.code})" in index
