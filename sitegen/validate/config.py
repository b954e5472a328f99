"""Reads ``site_config.yaml`` into a :class:`SiteConfig`."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model.config import SiteConfig
from sitegen.model.nodes import Fields, Node, Scalar
from sitegen.problems import Mark, Problem, error
from sitegen.reading.text import decode
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.validate.messages import validated
from sitegen.wording import say


def validate_config(data: bytes, file: str, overrides: Mapping[str, str]) -> tuple[SiteConfig | None, list[Problem]]:
    """The configuration; ``None`` with problems when it cannot be used.

    ``overrides`` are fields given on the command line; an empty one takes the field away.
    """
    text, problems = decode(data, file)
    node, found = parse_yaml(text, file) if text is not None else (None, [])
    problems = problems + found
    if problems:
        return None, problems
    if node is None:
        return None, [error(Mark(file), "config-empty", say("the configuration is empty"))]
    return validated(SiteConfig, _overridden(node, overrides), {})


def _overridden(node: Node, overrides: Mapping[str, str]) -> Node:
    """The tree with fields from the command line, which problems name as ``--base-url``."""
    if not isinstance(node, Fields):
        return node
    given = {key: Scalar(value, "--" + key.replace("_", "-")) for key, value in overrides.items()}
    values = {key: value for key, value in (node.values | given).items() if overrides.get(key) != ""}
    return Fields(values, node.keys | {key: value.mark for key, value in given.items()}, node.mark)
