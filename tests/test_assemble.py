"""What a page weighs: its HTML and styles together, scripts apart, in bytes of gzip -9."""

import gzip

from sitegen.assemble import Scales, weights
from sitegen.kept import Kept
from sitegen.model.config import Budgets
from sitegen.planned import Artifact

STYLE = Artifact("assets/css/site.css", b"body { margin: 0 }")
SCRIPT = Artifact("assets/js/site.js", b"let it = be")
PAGE = Artifact(
    "en/a/index.html",
    b'<link rel="stylesheet" href="../../assets/css/site.css?v=1"><script src="../../assets/js/site.js" defer></script>',
)


def packed(artifact: Artifact) -> int:
    return len(gzip.compress(artifact.data, 9))


def test_a_page_weighs_its_html_and_the_styles_that_it_loads() -> None:
    (found,) = weights([STYLE, SCRIPT, PAGE], Kept())
    assert (found.path, found.first_view, found.scripts) == (PAGE.path, packed(PAGE) + packed(STYLE), packed(SCRIPT))


def test_a_page_weighs_nothing_that_it_does_not_load() -> None:
    (found,) = weights([STYLE, SCRIPT, Artifact("404.html", b"<p>")], Kept())
    assert (found.first_view, found.scripts) == (len(gzip.compress(b"<p>", 9)), 0)


def test_a_page_of_exactly_its_budget_is_not_too_heavy() -> None:
    weight = next(weights([STYLE, SCRIPT, PAGE], Kept())).first_view
    for room, problems in ((weight, []), (weight - 1, ["page-weight"])):
        budgets = Budgets.model_validate({"first_view": str(room), "script": "1000"})
        found = Scales([STYLE, SCRIPT], Kept()).overweight(PAGE, budgets)
        assert [problem.code for problem in found] == problems
