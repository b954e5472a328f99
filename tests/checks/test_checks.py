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


def test_nobody_can_have_confirmed_a_fact_tomorrow(tmp_path: Path) -> None:
    tree = """
    content/services/desk/facts.yaml
        hours: {always: yes, confirmed_on: %s, confirmed_how: phone, confirmed_by: volunteer}
    """
    assert codes_of(small_site(tmp_path / "today", tree % "2026-11-22")) == []
    assert codes_of(small_site(tmp_path / "tomorrow", tree % "2026-11-23")) == ["confirmed-in-future"]


def test_a_digit_that_is_missing_from_a_phone_number_is_seen(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        """
        content/services/desk/facts.yaml
            phones: [210 000 000, 210 000 0000, 112, +44 20 7946 0000]
        """,
    )
    assert codes_of(site) == []
    site.write_text(site.read_text().replace('"30"', '"30", national_digits: 10'))
    assert problems_of(site) == [
        "content/services/desk/facts.yaml:1:10 phone-digits 210 000 000 has 9 digits; numbers of the country have 10"
    ]


def test_a_field_that_a_translation_lacks_is_a_warning(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        """
        content/pages/about/text.el.md
            ---
            title: Για τον ιστότοπο
            summary: Τι είναι.
            ---
        content/pages/about/text.en.md
            ---
            title: About
            ---
        """,
    )
    assert codes_of(site) == ["field-untranslated"]
