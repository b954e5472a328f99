"""Templates give what Jinja gives, with less done for each page."""

from collections import Counter
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup

from sitegen.closures import Closures
from sitegen.environment import EXTENSIONS, Memory
from sitegen.kept import Kept
from sitegen.model.base import Model
from sitegen.planned import Template
from sitegen.templating import Templates

GREEK = {"Home": "Αρχική", "50 %%": "50 &amp; %%"}


def words(message: str) -> Markup:
    return Markup(GREEK.get(message, message)) % {}


def both(template: str, **values: object) -> tuple[str, str]:
    """What we make of a template, and what Jinja makes of it."""
    own = "{% macro _(text) %}own {{ text }}{% endmacro %}{% set said = _ %}"
    options = {"loader": DictLoader({"it": template, "own": own}), "autoescape": True, "extensions": EXTENSIONS}
    ours, theirs = Templates(known={"_": words}, **options), Environment(**options)  # it is escaped
    theirs.globals["_"] = words
    return ours.get_template("it").render(values), theirs.get_template("it").render(values)


@pytest.mark.parametrize(
    "template",
    [
        "<a title=\"{{ _(\"Home\") }}\">{{ _('Home') }}</a> {{ _(word) }} {{ _('Home') | upper }} {{ _('50 %%') }}",
        "{% macro m(a, b='<b>', c=none) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(word) }}{{ m(1, c=2) }}{{ m(1, 2, 3) }}",
        "{% macro row(a, b=1) %}{{ b }}{{ caller() }}{% endmacro %}{% call row(1) %}{{ word }}{% endcall %}"
        "{% call row(1, b=word) %}x{% endcall %}",
        "{% macro row(a) %}{{ a }}{{ caller() }}{% endmacro %}{% macro m(concat, context=2) %}"
        "{% call row(a=concat) %}{{ concat }}{{ context }}{% endcall %}{{ caller() }}{% endmacro %}"
        "{% call m(context=word, concat=1) %}x{% endcall %}",
        "{% macro m() %}{{ caller is defined }}{{ varargs | length }}{{ kwargs | length }}{% endmacro %}{{ m(1, x=2) }}",
        "{% macro m(a, b) %}{{ a }}{{ b }}{% endmacro %}{% set two = [1, word] %}{{ m(*two) }}",
        "{% set said = {'a': {}} %}{% do said['a'].update({'b': word}) %}{{ said['a']['b'] }}{{ none }}{{ 3.5 }}",
        "{% for one in [1, 2] %}{{ loop.index }}{{ loop.cycle('<', '>') }}{% endfor %}",
        "{% set many = namespace(x=1, ends=2) %}{{ many.x is defined }}{{ many.y is defined }}{{ word.title() }}",
        "{% if word.nothing is defined and word.nothing %}x{% endif %}{{ 'x' if not word }}{{ 1 if word }}",
        "{% set one = {'a': word} %}{{ one.a }}{{ one.b }}{{ one.a is defined }}{{ one.b is defined }}{{ one.items() }}",
        "{% set _ = word.replace %}{{ _('a', 'b') }}",
        "{% macro m(_) %}{{ _('a') }}{% endmacro %}{{ m(word.count) }}",
        "{% macro _(text) %}own {{ text }}{% endmacro %}{{ _('Home') }}",
        "{% from 'own' import said as _ %}{{ _('Home') }}",
        "{% import 'own' as _ %}{{ _.said('Home') }}",
    ],
)
def test_it_is_what_jinja_makes_of_it(template: str) -> None:
    ours, theirs = both(template, word="a < b")
    assert ours == theirs


def test_facts_are_asked_for_a_field_that_only_others_have() -> None:
    class Named(Model):
        name: str
        length = property(lambda self: len(self.name))

    asked = "{{ f.name is defined }} {{ f.length is defined }} {{ f.hours is defined }} {{ f.name.hours is defined }}"
    for answer in both(asked, f=Named(name="KEM")):
        assert answer == "True True False False"


def test_a_macro_that_is_given_too_much_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"m\(\) takes from 0 to 1 positional arguments but 2 were given"):
        both("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}")
    with pytest.raises(UndefinedError, match="No caller defined"):
        both("{% macro m(a) %}{{ caller() }}{% endmacro %}{{ m(1) }}")


def test_words_are_looked_up_once_for_a_language_and_templates_compiled_once_for_all() -> None:
    asked: Counter[str] = Counter()
    kept = Kept()

    def said(message: str) -> str:
        asked[message] += 1
        return f"<{message}>"

    memory, loader = Memory(kept), DictLoader({"it": "{{ _('Home') }}{{ n }}"})
    for _ in ("el", "fa"):
        language = Templates(known={"_": said}, loader=loader, bytecode_cache=memory, autoescape=True)
        assert [language.get_template("it").render(n=n) for n in range(3)] == ["<Home>0", "<Home>1", "<Home>2"]
    assert asked == {"Home": 2}
    assert kept.made == {"compiled": 1}


def test_what_a_filter_makes_of_a_constant_is_not_compiled_for_all_languages() -> None:
    template = "{{ () | said }} {% set one = 1 | said %}{{ one }} {{ 1 if 'x' is told }}{{ m | default('' | said) }}"

    def in_language(code: str) -> str:
        made = Templates(known={}, loader=DictLoader({"it": template}), bytecode_cache=Memory(kept))
        made.filters["said"] = lambda given: f"{code} {given}"
        made.tests["told"] = lambda given: code == "el"
        return made.get_template("it").render()

    kept = Kept()
    assert in_language("ar") == "ar () ar 1 ar "
    assert in_language("el") == "el () el 1 1el "


def test_compiled_templates_are_there_for_the_next_run_until_they_change(tmp_path: Path) -> None:
    for text, made in (("one", 1), ("one", 0), ("another", 1)):
        kept = Kept(tmp_path / "kept.sqlite")
        loader = DictLoader({"it": text})
        assert Templates(known={}, loader=loader, bytecode_cache=Memory(kept)).get_template("it").render() == text
        assert kept.made["compiled"] == made
        kept.save()


def test_a_fault_is_told_in_its_line() -> None:
    made = Templates(known={"_": words}, loader=DictLoader({"it": "{{ _('Home') }}\n\n{{ 1 / none_at_all }}"}))
    with pytest.raises(UndefinedError) as raised:
        made.get_template("it").render()
    assert raised.traceback[-1].lineno == 2  # from 0: the third


@pytest.mark.parametrize(
    ("tag", "reached"),
    [
        ("{% extends 'base' %}", {"it", "base"}),
        ('{%- import "base" as base -%}', {"it", "base"}),
        ('{% from "base" import one, two as three %}{% include "gone" ignore missing %}', {"it", "base", "gone"}),
        ("{% include name %}", {"it", "base", "other"}),
        ("{% include ['base', 'gone'] %}", {"it", "base", "other"}),
        ("{% if extends %}import{% endif %}", {"it"}),
    ],
)
def test_a_template_is_made_of_what_it_names_or_of_any_when_only_the_page_knows(tag: str, reached: set[str]) -> None:
    templates = {name: Template(text, name) for name, text in (("it", tag), ("base", ""), ("other", ""))}
    assert Closures(templates).reached(["it"]) == reached
