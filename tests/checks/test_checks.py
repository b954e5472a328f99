"""What must hold across a site. The errors of these checks are in `sites/invalid-*`; here are the near misses."""

from pathlib import Path

from tests.builders import built, codes_of, problems_of, small_site


def test_a_weak_source_beside_a_good_one_is_enough(tmp_path: Path) -> None:
    site = small_site(
        tmp_path, "content/services/desk/facts.yaml\n    cost: {kind: free, source: [rumour, city-page]}\n"
    )
    assert codes_of(site) == []


def test_the_confidence_that_is_needed_is_configured(tmp_path: Path) -> None:
    site = small_site(tmp_path, "content/services/desk/facts.yaml\n    cost: {kind: free, source: rumour}\n")
    assert codes_of(site) == ["source-weak"]
    site.write_text(site.read_text() + "confidence: [A, B, C]\n")
    assert codes_of(site) == []


def test_a_heading_that_only_a_translation_has_is_a_warning(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        """
        content/organisations/city/text.en.md
            ---
            title: The City
            ---
            ## When {#when}

            Now.
        """,
    )
    assert codes_of(site) == ["heading-not-in-source"]


def test_links_are_checked_in_every_language(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        """
        content/organisations/city/text.en.md
            ---
            title: The City
            ---
            ## Where {#where}

            [desk](service:desk) and [none](service:none)
        """,
    )
    assert problems_of(site) == [
        "content/organisations/city/text.en.md:6:33 reference-dangling “services/none” is not there"
    ]


def test_a_text_that_is_missing_is_a_warning_and_the_site_is_built(tmp_path: Path) -> None:
    result = built(small_site(tmp_path))
    assert {problem.severity for problem in result.problems} == {"warning"}
    assert result.artifacts


def test_checks_are_run_although_something_else_is_wrong(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        """
        content/services/desk/facts.yaml
            titel: x
        content/pages/about/text.el.md
            ---
            title: Για εμάς
            ---
            ## Χωρίς όνομα
        """,
    )
    assert codes_of(site) == ["heading-id", "field-unknown"]
