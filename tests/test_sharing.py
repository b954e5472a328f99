"""What is passed on: plain text, short addresses, codes; and what never is."""

from pathlib import Path
from textwrap import dedent

import pytest

from sitegen.cli import main
from tests.builders import built, in_lines, service, small_site, with_real_look

BASE = "https://example.org/athens/"
SHELTER = dedent(
    service("shelter", "sensitive: yes, phones: 210 000 0001")
    + service("hidden", 'address: withheld, call_instead: "112"')
)
OF_SENSITIVE = """
content/organisations/refuge/facts.yaml
    {source: city-page, name: {language: el, name: Καταφύγιο}, kind: ngo, sensitive: yes}
content/organisations/refuge/text.el.md
    ---
    title: Καταφύγιο
    ---
content/services/advice/facts.yaml
    {source: city-page, organisation: refuge, topics: health}
content/services/advice/text.el.md
    ---
    title: Συμβουλές
    ---
"""
DESK = """
content/services/desk/facts.yaml
    source: city-page
    organisation: city
    topics: health
    places: town-hall
    phones:
      - 210 323 8000
      - {number: 210 323 8001, confirmed_on: 2026-11-03, confirmed_how: phone, confirmed_by: editor}
    hours: {week: [{days: mon-tue, opens: 09:00, closes: 13:00}]}
    bring: {bring: passport}
    cost: {kind: free}
    languages: {spoken: [el, ar]}
content/services/desk/text.en.md
    ---
    title: Desk & <desk>
    summary: Papers, in short.
    known: [It helps.]
    ---
content/services/desk/text.ar.md
    ---
    title: المكتب 7 أو 8-9
    summary: للأوراق مع KEM.
    ---
content/vocabularies/documents.yaml
    - id: passport
      title: {el: Διαβατήριο, en: Passport, ar: جواز سفر}
"""


def files(config: Path, base_url: str | None = BASE) -> dict[str, str]:
    result = built(config, base_url)
    assert result.ok, [p for p in in_lines(result.problems) if "missing" not in p]
    return {artifact.path: artifact.data.decode(errors="replace") for artifact in result.artifacts}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return files(with_real_look(small_site(tmp_path_factory.mktemp("site"), DESK + SHELTER + OF_SENSITIVE)))


def test_the_twin_of_a_service_says_what_its_page_says(site: dict[str, str]) -> None:
    lines = site["en/services/desk/service.txt"].split("\r\n")
    assert lines[:3] == ["\ufeffDesk & <desk>", "Papers, in short.", ""]
    for part in (
        ["What we know", "- It helps."],
        ["Phone", "- 210 323 8000 (not confirmed)", "- 210 323 8001 (confirmed by phone on 3 November 2026)"],
        ["Address", "Δημαρχείο", "Λεωφόρος 1", "01067 Πόλη", "Leoforos 1"],
        ["Hours", "Published hours, not confirmed", "Monday, Tuesday: 09:00–13:00"],
        ["Bring with you", "- Passport"],
        ["Cost", "It is free."],
        ["Languages", "The staff speak: Greek, Arabic"],
        ["Where this comes from", "- Σελίδα του Δήμου, 1 October 2026, read on 1 November 2026"],
    ):
        at = lines.index(part[0])
        assert lines[at - 1 : at + len(part)] == ["", *part]
    assert lines[-3:] == ["Not an official site", BASE + "en/services/desk/", ""]


def test_the_twin_keeps_numbers_and_names_in_order_from_right_to_left(site: dict[str, str]) -> None:
    lines = site["ar/services/desk/service.txt"].split("\r\n")
    assert "\u200f- \u2066210 323 8000\u2069 (غير مؤكّد)\u200f" in lines
    assert "\u200fللأوراق مع \u2066KEM\u2069.\u200f" in lines
    assert all(line.startswith(("\u200f", "\ufeff\u200f", "https://")) for line in lines if line)


def test_a_page_offers_ways_to_pass_it_on_with_its_own_address(site: dict[str, str]) -> None:
    page = site["ar/services/desk/index.html"]
    address = BASE + "ar/services/desk/"
    for way in ("https://wa.me/?text=", "viber://forward?text=", "https://t.me/share/url?url=", "mailto:?body="):
        assert f'href="{way}{address}"' in page
    assert f'href="sms:?&amp;body={address}"' in page
    assert '<a class="button" href="service.txt">' in page


def test_a_message_has_the_phone_and_the_address_as_on_the_sign(site: dict[str, str]) -> None:
    more = site["en/services/desk/index.html"].partition('data-more="')[2].partition('"')[0]
    assert more.split("\n") == ["Call first: 210 323 8000", "Λεωφόρος 1, 01067 Πόλη"]
    place = site["en/places/town-hall/index.html"].partition('data-more="')[2].partition('"')[0]
    assert place == "Λεωφόρος 1, 01067 Πόλη"


def test_a_message_about_what_has_ended_says_so_and_sends_nobody_there(tmp_path: Path) -> None:
    ended = service("desk", "status: {value: ended, source: city-page}, places: town-hall, phones: 210 000 0001")
    page = files(with_real_look(small_site(tmp_path, ended)))["ar/services/desk/index.html"]
    more = page.partition('data-more="')[2].partition('"')[0]
    assert "210" not in more
    assert more.startswith("\u200fانتهت هذه الخدمة.")


def test_what_has_no_phone_names_the_line_to_ask_on(site: dict[str, str]) -> None:
    assert 'data-more="Ask on this line: Έκτακτη ανάγκη 112"' in site["en/services/hidden/index.html"]


@pytest.mark.parametrize("entry", ["shelter", "advice"])
def test_nothing_is_passed_on_of_what_is_sensitive_or_run_by_somebody_who_is(entry: str, site: dict[str, str]) -> None:
    assert not [path for path in site if entry in path and not path.endswith("index.html")]
    assert f"s/{entry}/index.html" not in site
    for word in ("wa.me", "service.txt", "code.svg", "data-more"):
        assert word not in site[f"el/services/{entry}/index.html"]


@pytest.mark.parametrize("entry", ["services/shelter", "services/advice", "organisations/refuge"])
def test_what_is_sensitive_or_run_by_somebody_who_is_is_so_in_every_way(entry: str, site: dict[str, str]) -> None:
    page = site[f"el/{entry}/index.html"]
    assert 'content="noindex, noarchive"' in page
    for sign in ('id="offline"', 'rel="canonical"', "og:title"):
        assert sign not in page
    assert f'"el/{entry}/' not in site["offline/el.json"]
    assert f"/:language/{entry}/*\n  Cache-Control: no-store" in site["_headers"]


def test_a_withheld_address_is_said_to_be_withheld(site: dict[str, str]) -> None:
    lines = site["en/services/hidden/service.txt"].split("\r\n")
    assert lines[lines.index("Address") + 1] == "The address is not shown, for the safety of the people there."


def test_a_short_address_leads_to_the_page_in_every_language_and_is_not_to_be_found(site: dict[str, str]) -> None:
    page = site["s/desk/index.html"]
    for language in ("el", "en", "ar"):
        assert f'<a href="../../{language}/services/desk/" hreflang="{language}">' in page
    assert "Desk &amp; &lt;desk&gt;" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "script" not in page.partition("<body")[2]
    assert "canonical" not in page
    assert "/s/" not in site["sitemap.xml"]


def test_a_short_address_stays_when_the_service_is_renamed_or_taken_out(tmp_path: Path) -> None:
    config = small_site(tmp_path, service("second"))
    short = "{% for choice in view.choices %}{{ choice.href }} {{ choice.title.text }}\n{% endfor %}"
    (tmp_path / "templates/pages/short.html").write_text(short)
    assert main(["addresses", "--config", str(config)]) == 0
    assert "s/second/" in (tmp_path / "published.txt").read_text().splitlines()
    assert main(["rename", "services/second", "services/third", "--config", str(config)]) == 0
    renamed = files(config)
    assert "../../ar/services/second/ This page has moved\n" in renamed["s/second/index.html"]
    assert "../../en/services/third/ second\n" in renamed["s/third/index.html"]
    assert main(["remove", "services/third", "--gone", "--config", str(config)]) == 0
    assert "../../ar/services/third/ This page is gone\n" in files(config)["s/third/index.html"]


def test_a_service_that_becomes_sensitive_loses_its_short_address_without_an_error(tmp_path: Path) -> None:
    config = small_site(tmp_path, service("second"))
    assert main(["addresses", "--config", str(config)]) == 0
    facts = tmp_path / "content/services/second/facts.yaml"
    facts.write_text(facts.read_text().replace("{", "{sensitive: yes, "))
    found = files(config)
    assert "en/services/second/index.html" in found
    assert "s/second/index.html" not in found


def test_the_code_is_of_the_short_address_or_else_of_the_page(site: dict[str, str]) -> None:
    assert 'src="../../../s/desk/code.svg"' in site["ar/services/desk/index.html"]
    assert f"{BASE}s/desk/</bdi>" in site["ar/services/desk/index.html"]
    assert 'src="code.svg"' in site["ar/places/town-hall/index.html"]
    assert {"s/desk/code.svg", "ar/places/town-hall/code.svg"} <= set(site)


def test_without_a_base_url_there_are_no_links_and_no_codes(tmp_path: Path) -> None:
    found = files(with_real_look(small_site(tmp_path, DESK)), None)
    assert not [path for path in found if path.endswith("code.svg")]
    assert "code.svg" not in found["en/services/desk/index.html"]
    assert 'href="https://wa.me/?text=Desk%20%26%20%3Cdesk%3E"' in found["en/services/desk/index.html"]
    assert found["en/services/desk/service.txt"].endswith("Not an official site\r\n")
    assert "s/desk/index.html" in found
