"""An address that was published leads somewhere for good."""

from pathlib import Path

from sitegen.cli import main
from tests.builders import built, codes_of, in_lines, service, small_site, write_tree

SERVICE = """
content/services/second/facts.yaml
    source: city-page
    organisation: city
    topics: health
content/services/second/text.el.md
    ---
    title: Δεύτερη
    ---
"""


EXAM = """
content/exams/b1/facts.yaml
    source: city-page
    topics: health
    name: {language: el, name: "Εξέταση"}
    points: 10
    pass_mark: 5
    parts: [{id: all, title: {el: Όλα}, points: 10, pass_mark: 5}]
    sessions: [{held: 2027-01-10}]
content/exams/b1/text.el.md
    ---
    title: Εξέταση
    ---
"""


def listed(config: Path) -> list[str]:
    assert main(["addresses", "--config", str(config)]) == 0
    return (config.parent / "published.txt").read_text().splitlines()[1:]


def test_the_list_holds_pages_and_calendars_but_no_places_in_a_list_and_no_assets(tmp_path: Path) -> None:
    config = small_site(tmp_path, SERVICE + EXAM)
    config.write_text(config.read_text() + "page_size: 1\n")
    write_tree(tmp_path, "assets/css/site.css\n    p {}")
    files = {artifact.path for artifact in built(config).artifacts}
    assert {"el/services/page-2/index.html", "assets/css/site.css", "404.html", "el/calendar.ics"} <= files
    addresses = listed(config)
    assert {"/", "el/", "ar/services/second/", "en/services/", "el/topics/health/", "el/calendar.ics"} <= set(addresses)
    assert not {line for line in addresses if "page-2" in line or "assets" in line or "404" in line}
    assert addresses == sorted(addresses)


def test_what_is_chosen_from_a_list_comes_and_goes_with_what_the_list_holds(tmp_path: Path) -> None:
    config = small_site(tmp_path, service("by", "cost: {kind: free}") + "".join(service(f"s-{n}") for n in range(8)))
    assert "en/services/by/free/index.html" in {artifact.path for artifact in built(config).artifacts}
    addresses = listed(config)
    assert "en/services/by/" in addresses
    assert not [line for line in addresses if "/by/free" in line]


def test_an_address_that_would_be_lost_is_an_error_with_its_line(tmp_path: Path) -> None:
    config = small_site(tmp_path, SERVICE)
    line = listed(config).index("ar/services/second/") + 2
    for file in (tmp_path / "content/services/second").iterdir():
        file.unlink()
    found = [problem for problem in in_lines(built(config).problems) if "address-lost" in problem]
    assert found[0].startswith(f"published.txt:{line}:1 address-lost ar/services/second/ was published")
    assert len(found) == 4  # in three languages, and the short one


def test_what_was_renamed_or_taken_out_keeps_its_address(tmp_path: Path) -> None:
    config = small_site(tmp_path, SERVICE)
    listed(config)
    assert main(["rename", "services/second", "services/third", "--config", str(config)]) == 0
    assert "address-lost" not in codes_of(config)
    listed(config)
    assert main(["remove", "services/third", "--gone", "--config", str(config)]) == 0
    assert "address-lost" not in codes_of(config)


def test_a_topic_that_is_renamed_keeps_its_address(tmp_path: Path) -> None:
    config = small_site(tmp_path, "content/vocabularies/topics.yaml\n    - {id: bread, title: {el: Ψωμί}}\n" + SERVICE)
    facts = tmp_path / "content/services/second/facts.yaml"
    facts.write_text(facts.read_text().replace("health", "bread"))
    assert "el/topics/bread/" in listed(config)
    assert main(["rename", "topics/bread", "topics/food", "--config", str(config)]) == 0
    assert "address-lost" not in codes_of(config)
    assert {artifact.path for artifact in built(config).artifacts} >= {
        "el/topics/bread/index.html",
        "el/topics/food/index.html",
    }


def test_the_list_only_grows_and_a_build_does_not_write_it(tmp_path: Path) -> None:
    config = small_site(tmp_path, SERVICE)
    listed(config)
    file = tmp_path / "published.txt"
    file.write_text(file.read_text() + "el/once/\n")
    before = file.read_text()
    built(config)
    assert file.read_text() == before
    assert "el/once/" in listed(config)


def test_feeds_stay_too_but_are_missed_only_in_a_site_that_is_built_with_its_address(tmp_path: Path) -> None:
    config = small_site(tmp_path)
    assert main(["addresses", "--config", str(config), "--base-url", "https://example.org/athens/"]) == 0
    lines = (tmp_path / "published.txt").read_text().splitlines()
    assert {"en/news.xml", "en/changes.xml", "places.geojson"} <= set(lines)
    assert "address-lost" not in codes_of(config)
    (tmp_path / "published.txt").write_text("de/changes.xml\nen/changes.xml\n")
    assert "address-lost" not in codes_of(config)
    found = built(config, "https://example.org/").problems
    assert [problem.line for problem in found if problem.code == "address-lost"] == [1]


def test_the_list_is_the_same_wherever_the_site_stands(tmp_path: Path) -> None:
    config = small_site(tmp_path)
    for base in ("https://example.org/", "https://other.example/athens/"):
        assert main(["addresses", "--config", str(config), "--base-url", base]) == 0
        lines = (tmp_path / "published.txt").read_text()
        assert not [line for line in lines.splitlines() if "athens" in line or "example" in line]
    assert main(["addresses", "--config", str(config)]) == 0
    assert (tmp_path / "published.txt").read_text() == lines


def test_a_language_that_the_site_has_no_more_is_one_error(tmp_path: Path) -> None:
    config = small_site(tmp_path, SERVICE)
    count = len([line for line in listed(config) if line.startswith("ar/")])
    config.write_text(config.read_text().replace("[el, en, ar]", "[el, en]"))
    found = [problem for problem in in_lines(built(config).problems) if "address-lost" in problem]
    assert [line.partition("address-lost ")[2] for line in found] == [
        f"nothing would stand below ar/ any more; addresses that were published there: {count}"
    ]


def test_an_address_may_be_written_in_other_ways_but_not_in_other_case(tmp_path: Path) -> None:
    config = small_site(tmp_path, SERVICE)
    (tmp_path / "published.txt").write_bytes(
        b"\xef\xbb\xbf# mine\r\n\r\n/el/services/second/\r\nel/services/second/index.html \r\nel/services/second/\r\n/\r\n"
        b"el/services/Second/\r\n"
    )
    found = [problem for problem in in_lines(built(config).problems) if "address-lost" in problem]
    assert [line.split()[0] for line in found] == ["published.txt:7:1"]
    assert listed(config).count("el/services/second/") == 1


def test_a_line_that_is_no_address_is_shown(tmp_path: Path) -> None:
    config = small_site(tmp_path)
    (tmp_path / "published.txt").write_text("<<<<<<< HEAD\nhttps://example.org/el/\nel/\n")
    found = [problem for problem in in_lines(built(config).problems) if "address-lost" in problem]
    assert [line.split()[0] for line in found] == ["published.txt:1:1", "published.txt:2:1"]


def test_an_address_that_comes_back_needs_no_redirect_any_more(tmp_path: Path) -> None:
    config = small_site(tmp_path, SERVICE)
    listed(config)
    assert main(["rename", "services/second", "services/third", "--config", str(config)]) == 0
    assert main(["rename", "services/third", "services/second", "--config", str(config)]) == 0
    assert "address-lost" not in codes_of(config)
