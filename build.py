#!/usr/bin/env python3
"""Builds the site: load → validate → resolve → plan → render → publish (see docs/architecture.md)."""

import sys

from sitegen.cli import main

if __name__ == "__main__":
    sys.exit(main())
