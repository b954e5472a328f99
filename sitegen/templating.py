"""How templates run: as Jinja has them run, with less work for each word, call and value on a page.

A template is compiled once for all languages. What ``_("…")`` and ``icon("…")`` print is known before any page is made:
in the compiled code a mark stands for it in the text around it, and each language puts its own words there. Functions
are called as in Python, since none of ours asks for the context of the template, and templates do not change meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cache, partial
from types import CodeType, FunctionType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2 import runtime as jinja
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]
from markupsafe import escape as escape_any
from pydantic import BaseModel

#: The name of a function, and what it is given.
_MARK = re.compile("\0(.*?)\0(.*?)\0", re.DOTALL)


class _Generator(CodeGenerator):
    """Writes the Python of a template."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call; Jinja's own, which asks the function what it wants to be given, where a list is given to it."""
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute, or an item of that name."""
        self.write("attribute(environment, ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """A test; of whether something has an attribute, without making what stands for one that it has not."""
        if node.name == "defined" and isinstance(node.node, nodes.Getattr):
            self.write("has(environment, ")
            self.visit(node.node.node, frame)
            self.write(f", {node.node.attr!r})")
        else:
            super().visit_Test(node, frame)

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """What is known when a template is compiled: of what is written there, and not of what a filter makes of it.

        The code is for every language, and a filter says something else in each.
        """
        if not isinstance(node, nodes.Const | nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """What a macro gives: Jinja leaves it to whoever calls it to say that it is HTML."""
        if force_unescaped and frame.eval_ctx.autoescape:
            self.writeline(f"return as_html(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame, force_unescaped)


_NAMING = nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport


def _own_names(node: nodes.Node) -> Iterable[str]:
    """The names that a template gives to something itself."""
    match node:
        case nodes.Name(name=name, ctx="store" | "param") | nodes.Macro(name=name) | nodes.Import(target=name):
            return (name,)
        case nodes.FromImport(names=names):
            return [one if isinstance(one, str) else one[1] for one in names]
    return ()


class _Filled(Template):
    """A template in one language."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, *others: Any) -> Template:
        """Called by Jinja with compiled code."""
        assert isinstance(environment, Templates)
        return super().from_code(environment, environment.filled(code), *others)

    def _get_default_module(self, ctx: object = None) -> Any:
        """What another template imports: one module, as all templates of a language know the same names."""
        return super()._get_default_module()


class Templates(Environment):
    """The templates of one language. ``known`` are the functions of which it is known before what they print."""

    code_generator_class = _Generator
    template_class = _Filled

    def __init__(self, *, known: Mapping[str, Callable[[str], str]], **options: Any) -> None:
        super().__init__(optimized=False, **options)  # as above: nothing is worked out for one language
        self.globals |= known
        self._known = known
        self._ready: dict[str | Template, Template] = {}

    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:
        """A template by its name."""
        if name not in self._ready:
            self._ready[name] = super().get_template(name, parent, globals)
        return self._ready[name]

    def make_globals(self, d: Any) -> dict[str, Any]:
        """What a template knows of itself: all that there is by now, as a plain dictionary, which each page copies."""
        return {**self.globals, **(d or {})}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        found = list(source.find_all((*_NAMING, nodes.Output, nodes.CondExpr)))
        own = {name for node in found for name in _own_names(node)}
        for node in found:
            if isinstance(node, nodes.Output):
                node.nodes = [self._mark(one, own) or one for one in node.nodes]
            elif isinstance(node, nodes.CondExpr):  # without an else it prints nothing
                node.expr2 = node.expr2 or nodes.Const("")
        made: str = super()._generate(source, name, filename, defer_init)
        return made.replace(
            "\n", f"; from {__name__} import Macro, as_html, attribute, escape, has\n", 1
        )  # in the line of Jinja's own

    def _mark(self, node: nodes.Expr, own: Container[str]) -> nodes.TemplateData | None:
        """The text that stands for what a call prints; ``None`` when that is not known before."""
        match node:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str(given))], kwargs=[], dyn_args=None):
                return nodes.TemplateData(f"\0{name}\0{given}\0") if name in self._known and name not in own else None
        return None

    def filled(self, code: CodeType) -> CodeType:
        """Compiled code with words and drawings in the place of their marks."""
        return code.replace(co_consts=tuple(map(self._filled, code.co_consts)))

    def _filled(self, constant: object) -> object:
        if isinstance(constant, CodeType):
            return self.filled(constant)
        if isinstance(constant, str) and "\0" in constant:
            return _MARK.sub(lambda mark: self._known[mark[1]](mark[2]), constant)
        return constant


def attribute(environment: Environment, of: Any, name: str) -> Any:
    """An attribute; where there is none, what Jinja finds: an item of that name, or something undefined."""
    try:
        return getattr(of, name)
    except AttributeError:
        return environment.getattr(of, name)


def has(environment: Environment, of: Any, name: str) -> bool:
    """Whether there is an attribute or an item of that name."""
    if _is_without(type(of), name):  # type: ignore[arg-type]
        return False
    return hasattr(of, name) or not isinstance(environment.getattr(of, name), jinja.Undefined)


@cache
def _is_without(kind: type[Any], name: str) -> bool:
    """Whether nothing of a kind has an attribute or an item of that name: facts are models, which have their fields.

    Asked of each of them, a model takes long to say that it has none.
    """
    return issubclass(kind, BaseModel) and name not in kind.model_fields and not hasattr(kind, name)


#: A string that is HTML. What calls ``Markup`` itself asks first whether it is something else.
as_html = partial(str.__new__, Markup)


def Macro(  # noqa: N802
    environment: Environment, made_by: FunctionType, name: str | None, arguments: Sequence[str], *asks: bool
) -> Callable[..., Any]:
    """A macro: the function that was compiled for it; Jinja's own around it where that takes what is left over.

    Its parameters are named as in the template, so that it is called by name like any function.
    """
    catches_named, catches_more, calls, _ = asks
    if catches_named or catches_more:
        return jinja.Macro(environment, made_by, name or "", list(arguments), *asks)
    made_by.__qualname__ = name or "caller"
    if arguments or calls:
        code = made_by.__code__
        nobody = environment.undefined("No caller defined", name="caller")
        made_by.__defaults__ = (*(missing for _ in arguments), nobody)[: code.co_argcount]
        own = dict(zip(code.co_varnames[: code.co_argcount], (*arguments, "caller"), strict=False))
        variables, shared = (tuple(own.get(name, name) for name in of) for of in (code.co_varnames, code.co_cellvars))
        made_by.__code__ = code.replace(co_varnames=variables, co_cellvars=shared)
    return made_by


def escape(value: Any) -> str:
    """What stands in a page for a value: as Jinja does it, with the most usual ones first."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str:
        return _escape_inner(value)
    if kind is int:
        return str(value)
    return value.__html__() if hasattr(kind, "__html__") else escape_any(value)
