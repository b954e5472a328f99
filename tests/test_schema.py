"""docs/schema/ accepts what the site accepts, however an editor reads YAML, and refuses what it refuses."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import TypeAdapter, ValidationError

from sitegen.cli import main
from sitegen.model import values
from sitegen.model.base import AnyRef, SourceRef
from sitegen.model.config import SiteConfig
from sitegen.model.contact import PhoneNumber
from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.hours import Slot
from sitegen.model.nodes import Fields, Items, Node, plain
from sitegen.pipeline import Request, configure
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.reference_words import hints
from sitegen.schema import Schema, _Writer, as_json, schemas

ROOT = Path(__file__).resolve().parent.parent
SITES = [ROOT, ROOT / "tests/sites/second", ROOT / "tests/sites/sound"]
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
SERVICE = "source: kem-page\norganisation: city-of-athens\ntopics: [legal]\n"


def read(text: str) -> Node:
    node, problems = parse_yaml(text, "example.yaml")
    assert node is not None
    assert problems == []
    return node


def as_editor(node: Node) -> Any:
    """What an editor makes of it: numbers, truth values and nulls as the core schema of YAML 1.2 has them."""
    if isinstance(node, Fields):
        return {key: as_editor(value) for key, value in node.values.items()}
    if isinstance(node, Items):
        return [as_editor(item) for item in node.items]
    text = node.value
    if node.quoted:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if re.fullmatch("true|True|TRUE|false|False|FALSE", text):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", text):
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    return float(text) if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text) else text


@cache
def config_of(site: Path) -> SiteConfig:
    config, problems = configure(Request(site / "site_config.yaml"))
    assert config is not None, problems
    return config


@cache
def schemas_of(site: Path) -> dict[str, Schema]:
    return schemas(CONTENT_TYPES, config_of(site))


def faults(schema: Schema, value: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema).iter_errors(value)]


def refused(text: str, name: str = "services.json") -> bool:
    """Whether an editor underlines something, and a program that keeps all as text too."""
    schema, node = schemas_of(ROOT)[name], read(text)
    by_editor, as_text = faults(schema, as_editor(node)), faults(schema, plain(node))
    assert bool(by_editor) == bool(as_text)
    return bool(by_editor)


def schema_name(inner: PurePosixPath) -> str:
    """The schema of a file, told from its place."""
    first = inner.parts[1].removesuffix(".yaml") if inner.parts[0] == "content" else "site-config"
    return f"{first}.json"


def files_of(site: Path) -> Iterator[Path]:
    yield site / "site_config.yaml"
    yield from sorted(site.glob("content/**/*.yaml"))


# --- what is committed ---------------------------------------------------------------------------------


def test_the_committed_schemas_are_in_step_with_the_models_and_the_languages() -> None:
    written = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "docs/schema").iterdir()}
    assert written == {name: as_json(made) for name, made in schemas_of(ROOT).items()}, "run: python build.py schema"


def test_the_command_writes_them_to_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new"
    assert main(["schema", "--config", str(ROOT / "site_config.yaml"), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{len(CONTENT_TYPES) + 2} schemas in {out}\n"
    assert {file.name for file in out.iterdir()} == set(schemas_of(ROOT))


def test_the_command_needs_a_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--config", str(tmp_path / "site_config.yaml"), "--out", str(tmp_path)]) == 2
    assert "config-missing" in capsys.readouterr().err


def test_they_are_schemas_of_draft_7_and_each_field_is_explained() -> None:
    for schema in schemas_of(ROOT).values():
        Draft7Validator.check_schema(schema)
        for group in (schema, *schema["definitions"].values()):
            explained = [field.get("description") for field in group.get("properties", {}).values()]
            assert all(explained) or not any(explained)  # the languages of a text need no words


def test_vs_code_looks_up_each_file_in_its_own_schema() -> None:
    assert {path.removeprefix("./docs/schema/") for path in SETTINGS} == set(schemas_of(ROOT))
    for file in files_of(ROOT):
        inner = PurePosixPath(file.relative_to(ROOT).as_posix())
        found = [path for path, globs in SETTINGS.items() if inner.match(globs[0])]
        assert found == [f"./docs/schema/{schema_name(inner)}"]


# --- what is accepted ------------------------------------------------------------------------------------


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_every_file_of_a_site_without_mistakes_is_accepted(site: Path) -> None:
    found = {}
    for file in files_of(site):
        node = read(file.read_text(encoding="utf-8"))
        schema = schemas_of(site)[schema_name(PurePosixPath(file.relative_to(site).as_posix()))]
        found[str(file)] = [*faults(schema, as_editor(node)), *faults(schema, plain(node))]
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize(
    "fields",
    [
        "phones: 112",
        "phones: 210 363 8625",
        "phones: '112'",
        "phones: [112, +30 694 277 3030]",
        "phones: {number: 112, extension: 5}",
        "phones: [112, {number: 210 363 8625, source: [kem-page, other-page]}]",
        "childcare: unknown",
        "childcare: {value: yes, source: kem-page}",
        "status: running",
        "emails: kem@example.org",
        "websites: [https://example.org/a?b=1#c, {address: http://example.org, languages: el}]",
        "hours: {always: yes}",
        "hours: {week: [{days: mon-fri, opens: 09:00, closes: 9:30}, {days: [sat, Sun], opens: 8:00, closes: 10:00}]}",
        "hours: {week: [{days: 'mon, wed–fri', opens: 09:00, closes: 15:00}], note: {el: 112, fa: yes}}",
        "cost: {kind: paid, amount: 84.40}",
        "for_whom: {ages: {least: 0, most: 18}}",
        "accessibility: {parking_disabled: 3, checked_on: 2026-11-03}",
        "accessibility: {parking_disabled: no, checked_on: 2026-11-03}",
        "call_instead: 1595",
        "call_instead: ['112', ekav]",
        "related: [services/kem, helplines/112]",
        "help: {offered: {escort: yes, home-visit: unknown}}",
        "keywords: {el: ΚΕΜ, en: [KEM, 2026]}",
    ],
)
def test_short_and_long_forms_are_accepted(fields: str) -> None:
    assert not refused(SERVICE + fields)


def test_a_date_may_be_a_year_alone() -> None:
    row = "- {id: a, title: Α, language: el, read_on: 2026-11-03, confidence: A, date: %s}"
    assert not any(refused(row % date, "sources.json") for date in ("2026", "2026-11", "2026-11-03"))
    assert refused(row % "11", "sources.json")


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        "phnes: 112",
        "phones: [{nummer: 112}]",
        "phones: [{number: 112, extention: 5}]",
        "phones: 12a",
        "childcare: maybe",
        "childcare: {value: maybe}",
        "childcare: true",
        "childcare: {source: kem-page}",
        "status: [running]",
        "sensitive: true",
        "cost: free",
        "cost: {kind: gratis}",
        "cost: {kind: paid, amount: -1.5.2}",
        "hours: {week: [{days: mon-fry, opens: 09:00, closes: 15:00}]}",
        "hours: {week: [{days: mon, opens: 9, closes: 15:00}]}",
        "hours: {note: {en: Only in summer}}",
        "hours: {note: {el: Μόνο το καλοκαίρι, de: Nur im Sommer}}",
        "hours: {note: Μόνο το καλοκαίρι}",
        "related: kem",
        "places: My place",
        "websites: www.example.org",
        "websites: https://kem.example.org@example.com",
        "phones: {number: 112, confirmed_on: 3 May}",
    ],
)
def test_a_misspelt_field_or_a_wrong_answer_is_refused(fields: str) -> None:
    assert refused(SERVICE + fields)


@pytest.mark.parametrize("missing", ["source", "organisation", "topics"])
def test_a_missing_field_is_refused(missing: str) -> None:
    assert not refused(SERVICE)
    assert refused("\n".join(line for line in SERVICE.split("\n") if not line.startswith(missing)))


def test_a_list_that_needs_an_item_is_not_empty() -> None:
    assert refused(SERVICE.replace("[legal]", "[]"))


def test_an_empty_field_is_refused() -> None:
    assert faults(schemas_of(ROOT)["services.json"], {"source": "a", "organisation": "b", "topics": "c", "name": None})


def test_a_number_is_refused_out_of_its_bounds() -> None:
    place = "latitude: %s\nlongitude: 23.73"
    schema = schemas_of(ROOT)["places.json"]
    coordinates = schema | schema["definitions"]["contact.Coordinates"]
    assert faults(coordinates, as_editor(read(place % "37.98"))) == []
    assert faults(coordinates, as_editor(read(place % "91"))) == ["$.latitude: 91 is greater than the maximum of 90"]


def test_the_languages_are_those_of_the_site() -> None:
    row = {"id": "a", "title": {"fr": "Un vélo", "uk": "Велосипед"}}
    assert faults(schemas_of(SITES[1])["vocabularies.json"], [row]) == []
    assert faults(schemas_of(ROOT)["vocabularies.json"], [row]) != []


# --- single values: the schema agrees with the model -----------------------------------------------------

ALIASES = {
    "Slug": values.Slug, "Line": values.Line, "Flag": values.Flag, "Whole": values.Whole, "Number": values.Number,
    "IsoDate": values.IsoDate, "AnyDate": values.AnyDate, "ClockTime": values.ClockTime,
    "WebAddress": values.WebAddress, "EmailAddress": values.EmailAddress, "LanguageTag": values.LanguageTag,
    "PhoneNumber": PhoneNumber, "days": hints(Slot)["days"], "SourceRef": SourceRef, "AnyRef": AnyRef,
    "YesNo": values.YesNo, "Grade": values.Grade,
}  # fmt: skip
TEXTS = [
    "", "kem", "kem-legal-aid", "Kem", "kem-", "kém", "services/kem", "services/", "yes", "no", "unknown", "limited",
    "true", "0", "112", "007", "12", "2026", "1066", "150", "84.40", "84.", "1e5", "+5", "1234567890", "37.98",
    "2026-11", "2026-13", "2026-11-03", "2026-11-32", "2026-1-3", "1066-11-03", "09:00", "9:00", "9:0", "24:00",
    "23:60", "el", "en-GB", "zh-Hant-TW", "EL", "greek", "mon", "mon-fri", "Mon-Fri", "mon – fri", "mon, wed", "mon,",
    "mon-fry", "mon fri", "210 363 8625", "+30 694 277 3030", "(210) 323-8000", "٢١٠ ٣٢٣ ٨٠٠٠", "۲۱۰ ۳۲۳ ۸۰۰۰",
    "210x", "1234567890123456", "a@b.gr", "a@b", "a b@c.gr", "https://example.org", "http://example.org:8080/a?b#c",
    "https://", "https:///a", "ftp://example.org", "https://a b.gr", "https://a@b.gr", "https://b.gr/@a", "www.b.gr",
]  # fmt: skip


def model_accepts(alias: Any, text: str) -> bool:
    try:
        TypeAdapter(alias).validate_python(text)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", ALIASES)
def test_a_text_is_accepted_where_the_model_accepts_it(name: str) -> None:
    schema = _Writer(None).of(ALIASES[name])
    accepted = [text for text in TEXTS if model_accepts(ALIASES[name], text)]
    assert [text for text in TEXTS if not faults(schema, text)] == accepted
    assert accepted
