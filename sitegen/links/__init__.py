"""Addresses of other sites in the content: where they stand, and whether they still answer.

Nothing here is part of a build. `build.py links` asks; the editors' report tells what is known from then.
"""
