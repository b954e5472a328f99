"""Styles and scripts as they are published."""

from pathlib import Path

from tests.builders import built, small_site


def test_styles_and_scripts_are_published_without_comments_and_spaces(tmp_path: Path) -> None:
    config = small_site(
        tmp_path,
        """
    assets/js/site.js
        // Why it is done.
        {
          // How.
          go("https://example.org"); // here
        }
    assets/css/site.css
        /* why */
        p { margin: 0 }
    """,
    )
    made = {artifact.path: artifact.data for artifact in built(config).artifacts}
    assert made["assets/js/site.js"] == b'{go("https://example.org");}'
    assert made["assets/css/site.css"] == b"p{margin:0}"
