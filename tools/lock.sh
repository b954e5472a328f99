#!/bin/sh
# Renews every pin: requirements*.txt, here and in benchmarks/ (with the hashes of all wheels, for every platform
# and every Python from 3.11 on), and both package-lock.json. Run by hand, then `make test`, then read the difference.
# Nothing written here names a registry: the files work with any index that has these packages.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -qq --disable-pip-version-check uv

# compile FROM TO UV-OPTION…
compile() {
    from=$1 to=$2
    shift 2
    "$work/venv/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@" "$from" -o "$work/compiled"
    { printf '# Written by tools/lock.sh. Do not edit.\n'; cat "$work/compiled"; } >"$to"
    rm "$work/compiled"
}

compile requirements.in requirements.txt
compile requirements-dev.in requirements-dev.txt
compile benchmarks/requirements.in benchmarks/requirements.txt
printf 'pytablericons\n' >"$work/icons.in"
compile "$work/icons.in" requirements-icons.txt --no-deps

for folder in . benchmarks; do
    rm -f "$folder/package-lock.json"
    npm install --prefix "$folder" --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit \
        --no-fund --loglevel=error
done
