#!/bin/sh
# Builds the site before and after a change, for the same day: public/ and problems.json in both folders. Content with
# errors builds nothing, and the comparison says so. The second build takes from the first what has not changed.
#
#   tools/before_and_after.sh BEFORE AFTER
set -eu

day=$(date +%F)
build() { (cd "$1" && .venv/bin/python build.py build --now "$day" --format json 2>problems.json) || true; }

build "$1"
if [ -d "$1/.cache/sitegen" ]; then
    mkdir -p "$2/.cache"
    cp -R "$1/.cache/sitegen" "$2/.cache/"
fi
build "$2"
