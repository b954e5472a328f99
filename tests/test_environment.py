"""Filters of the templates, and what is said when a template is wrong."""

import re

import pytest

from sitegen.environment import _interface_words, number, tel
from sitegen.languages.catalogues import Catalogue
from sitegen.languages.locale import SiteLanguage
from sitegen.model.config import LanguageConfig, PhoneRules
from tests.builders import ROOT_TEMPLATES

GREECE = PhoneRules(country_code="30")
FRANCE = PhoneRules(country_code="33", trunk_prefix="0")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("112", "tel:112"),
        ("15900", "tel:15900"),
        ("116111", "tel:116111"),
        ("210 323 8000", "tel:+302103238000"),
        ("210-3238000", "tel:+302103238000"),
        ("800 11 11 000", "tel:+308001111000"),
        ("+30 694 277 3030", "tel:+306942773030"),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("0030 210 323 8000", "tel:+302103238000"),
    ],
)
def test_a_number_is_dialled_from_any_phone(written: str, address: str) -> None:
    assert tel(written, None, GREECE) == address


def test_a_national_number_loses_its_trunk_prefix_once() -> None:
    assert tel("01 23 45 67 89", None, FRANCE) == "tel:+33123456789"


def test_an_extension_is_dialled_afterwards() -> None:
    assert tel("210 323 8000", "5", GREECE) == "tel:+302103238000;ext=5"
    assert tel("1595", "5", GREECE) == "tel:1595;ext=5"


def test_a_number_on_a_page_reads_from_left_to_right_and_is_escaped() -> None:
    assert number("+30 <210>") == '<bdi dir="ltr">+30 &lt;210&gt;</bdi>'


def test_what_is_put_into_interface_words_is_escaped_and_a_translation_may_ask_for_a_number() -> None:
    greek = SiteLanguage(LanguageConfig(code="el"))
    words = _interface_words(Catalogue(greek, {("Source %(n)s", None): "Πηγή %(n)d"}))
    assert words("Source %(n)s", n=2) == "Πηγή 2"
    assert words("About %(name)s", name="<b>") == "About &lt;b&gt;"


def test_no_template_has_an_image_that_is_not_described() -> None:
    for file in ROOT_TEMPLATES.rglob("*.html"):
        for image in re.findall(r"<img\b[^>]*>", file.read_text(encoding="utf-8")):
            assert " alt=" in image, f"{file}: {image}"
