"""Problems as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from sitegen.problems import Problem, Severity

_COLOURS = {Severity.ERROR: "\033[31m", Severity.WARNING: "\033[33m"}


def printed(problems: Sequence[Problem], style: str, color: bool = False, most: int = 100) -> str:
    """All problems in a style: ``text``, ``json`` or ``github``; as text, the first ``most`` and the total."""
    if style == "json":
        return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=1) + "\n"
    if style == "github":
        return "".join(map(_annotation, problems))
    # Never a warning in the place of an error: the sort is stable, and the chosen are shown in their order.
    chosen = sorted(problems, key=lambda p: p.severity is not Severity.ERROR)[:most]
    shown = problems if len(problems) <= most else sorted(chosen)
    lines = [line for problem in shown for line in _lines(problem, color)]
    if problems:
        errors = sum(p.severity is Severity.ERROR for p in problems)
        more = f" ({most} are shown)" if len(problems) > most else ""
        lines.append(f"{_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}{more}")
    return "".join(line + "\n" for line in lines)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _lines(problem: Problem, color: bool) -> Iterator[str]:
    file = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in problem.file)
    level = f"{_COLOURS[problem.severity]}{problem.severity}\033[0m" if color else str(problem.severity)
    yield f"{file}:{problem.line}:{problem.column}: {level}: {problem.message} [{problem.code}]"
    if problem.hint.strip():
        yield f"    {problem.hint}"


def _annotation(problem: Problem) -> str:
    """A workflow command; its values are escaped as GitHub's toolkit does."""
    message = _escaped(" ".join(filter(str.strip, (problem.message, problem.hint))))
    file = _escaped(problem.file).replace(":", "%3A").replace(",", "%2C")
    return (
        f"::{problem.severity} file={file},line={problem.line},col={problem.column},title={problem.code}::{message}\n"
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
