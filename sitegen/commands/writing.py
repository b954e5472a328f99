"""Commands that write content, and what is written about it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sitegen.commands.shared import FINE, USAGE, UsageError, request, tell, tell_problems
from sitegen.wording import say

if TYPE_CHECKING:
    from sitegen.rename import Changed


def new(known: argparse.Namespace) -> int:
    """Lays out a new entry."""
    from sitegen.edits import write
    from sitegen.pipeline import configure
    from sitegen.scaffold import CannotMakeError, new_entry, type_named

    config, problems = configure(request(known))
    if config is None:
        return tell_problems(problems, known) or USAGE
    root = known.config.parent
    try:
        files = new_entry(root, config, type_named(known.type, root, config), known.id, known.words)
    except CannotMakeError as reason:
        raise UsageError(str(reason)) from None
    for name, text in files.items():
        write(root / name, text.encode())
    tell(known, *files, say("Fill in what is empty; build.py check says what is missing."))
    return FINE


def rename(known: argparse.Namespace) -> int:
    """Renames an entry and all that points to it."""
    from sitegen.rename import rename

    return _told(rename(request(known), known.old, known.new), known)


def remove(known: argparse.Namespace) -> int:
    """Takes an entry out."""
    from sitegen.rename import remove

    return _told(remove(request(known), known.old, known.to), known)


def _told(changed: Changed, known: argparse.Namespace) -> int:
    code = tell_problems(list(changed.problems), known)
    moved = (f"{old} → {new}" if new else say("{name} taken out", name=old) for old, new in changed.moved.items())
    tell(known, *moved, *changed.files)
    return code


def reference(known: argparse.Namespace) -> int:
    """Writes the reference of the content types, and the manual of the checks."""
    from sitegen.manual import write_manual
    from sitegen.reference import write_reference

    count = write_reference(known.out / "content") + write_manual(known.out / "checks")
    tell(known, say("{count} pages in {folder}", count=count, folder=known.out))
    return FINE


def schema(known: argparse.Namespace) -> int:
    """Writes the JSON Schemas."""
    from sitegen.model.content_types import CONTENT_TYPES
    from sitegen.pipeline import configure
    from sitegen.schema import write_schemas

    config, problems = configure(request(known))
    if config is None:
        tell_problems(problems, known)
        return USAGE
    count = write_schemas(known.out, CONTENT_TYPES, config)
    tell(known, say("{count} schemas in {folder}", count=count, folder=known.out))
    return FINE
