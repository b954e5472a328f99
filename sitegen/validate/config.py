"""Reads ``site_config.yaml`` into a :class:`SiteConfig`."""

from __future__ import annotations

from sitegen.model.config import SiteConfig
from sitegen.problems import Mark, Problem, error
from sitegen.reading.text import decode
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.validate.messages import validated


def validate_config(data: bytes, file: str) -> tuple[SiteConfig | None, list[Problem]]:
    """The configuration; ``None`` with problems when it cannot be used."""
    text, problems = decode(data, file)
    node, found = parse_yaml(text, file) if text is not None else (None, [])
    problems = problems + found
    if problems:
        return None, problems
    if node is None:
        return None, [error(Mark(file), "config-empty", "the configuration is empty")]
    return validated(SiteConfig, node, {})
