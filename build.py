#!/usr/bin/env python3
"""Builds the site: load → validate → resolve → plan → render → publish (see docs/architecture.md)."""

from sitegen.cli import run

if __name__ == "__main__":
    run()
