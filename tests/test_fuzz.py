"""Whatever stands in content, templates, catalogues or configuration: problems, never a traceback.

Files of the second site are changed at random, and the site is built with the project's own templates.
"""

import contextlib
import io
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import cli
from sitegen.commands.shared import CONTENT, FINE, USAGE
from tests.builders import SITES

ROOT = SITES.parents[1]
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "10"))  # FUZZ_EXAMPLES=2000 for an evening's search

PIECES = [
    "[", "]", "{", "}", ": ", "- ", ", ", "\n", "\n\n", "\t", "  ", "&a ", "*a", "!!str ", "| ", "> ", '"', "'", "# ", "? ",
    "---\n", "~", "null", "[]", "{}", '""', "yes", "no", "9" * 20, "-1", "2026-02-30", "0001-01-01", "24:30", "112",
    "../x", "services/x", "el", "fr", "uk", "xx", "\u202e", "\0", "\x1b[31m", "\ufeff", "\u2028", "é", "\u0301", "٣", "😀",
    "<b>", "</script>", "&lt;", "&#x202e;", "](javascript:x)", "[a](service:x)", "[a](#x)", "![a](b)", "## x {#y}\n",
    "# x\n", "| a |\n|---|\n", "> > ", "1. ", "***", "`", "\\", "%(x)s", "%", "%s", "msgid ", 'msgstr[7] "x"\n',
    "{{ x }}", "{{ view.x }}", "{{ view.title | date }}", "{% if %}", "{% for a in view %}", "{% endfor %}", "{#",
    "{% include 'x' %}", "{{ 1 / 0 }}", "{{ 'a' + 1 }}", "{{ view | join }}", "{{ ''.__class__.mro() }}", "{{ a() }}",
]  # fmt: skip

CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),  # where
        st.integers(0, 30),  # how much is taken out
        st.one_of(st.sampled_from(PIECES), st.text(max_size=8), st.just("")),  # what is put there
    ),
    min_size=1,
    max_size=4,
)


def mutated(data: bytes, changes: list[tuple[float, int, str]]) -> bytes:
    for where, out, piece in changes:
        at = int(where * (len(data) + 1))
        data = data[:at] + piece.encode("utf-8", "surrogatepass") + data[at + out :]
    return data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the second site that holds its own templates and interface words."""
    folder = tmp_path_factory.mktemp("fuzz") / "site"
    shutil.copytree(SITES / "second", folder)
    shutil.copytree(ROOT / "templates", folder / "templates")
    config = (folder / "site_config.yaml").read_text(encoding="utf-8")
    config = config.replace("../../../templates", "templates").replace("../../../assets", str(ROOT / "assets"))
    (folder / "site_config.yaml").write_text(config, encoding="utf-8")
    return folder


def survives(site: Path, file: Path, data: bytes) -> None:
    """A build with ``data`` in the place of ``file`` ends well, or with problems."""
    kept = file.read_bytes()
    file.write_bytes(data)
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            code = cli.main(["check", "--now", "2026-01-10", "--config", str(site / "site_config.yaml")])
    finally:
        file.write_bytes(kept)
    assert code in (FINE, CONTENT, USAGE), said.getvalue()
    assert "Traceback" not in said.getvalue()


def fuzzed(site: Path, pattern: str, choice: float, changes: list[tuple[float, int, str]]) -> None:
    files = sorted(path for path in site.glob(pattern) if path.is_file())
    file = files[int(choice * len(files))]
    survives(site, file, mutated(file.read_bytes(), changes))


@pytest.mark.parametrize(
    "pattern",
    ["site_config.yaml", "content/**/*.yaml", "content/**/*.md", "translations/*.po", "templates/**/*.html"],
)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(choice=st.floats(0, 1, exclude_max=True), changes=CHANGES)
def test_a_changed_file_makes_problems_at_worst(
    site: Path, pattern: str, choice: float, changes: list[tuple[float, int, str]]
) -> None:
    fuzzed(site, pattern, choice, changes)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    name=st.sampled_from(["site_config.yaml", "content/sources.yaml", "translations/fr.po"]),
    data=st.binary(max_size=200),
)
def test_bytes_of_any_kind_make_problems_at_worst(site: Path, name: str, data: bytes) -> None:
    survives(site, site / name, data)
