#!/bin/sh
# Copies the built site to a server with rsync, so that no reader meets half of it: what pages load goes first, then the
# pages, and what is no longer part of the site is deleted last. Broken off at any point, every page on the server has
# what it loads; run it again. Files that did not change are left alone, with their times.
#
#   tools/deploy.sh public user@host:/srv/www/site
#
# RSYNC_RSH names another way to the server, as rsync knows it: RSYNC_RSH="ssh -p 2222".
set -eu

die() { printf '%s\n' "$*" >&2; exit 1; }

[ $# -eq 2 ] || die "usage: tools/deploy.sh FOLDER TARGET"
from=${1%/}/ to=${2%/}/
if [ ! -f "${from}.sitegen" ] || [ ! -f "${from}index.html" ]; then
    die "$1 is not a site that build.py has built."
fi

# What is deleted in the end must be an older copy of the site, or nothing. rsync ends with 23 when there is no folder.
there=$(rsync --list-only "$to" 2>/dev/null) || [ $? -eq 23 ] || die "$2 cannot be reached, or rsync is not there."
if [ -n "$there" ] && ! printf '%s\n' "$there" | grep -q '^-.* [0-9:]* \.sitegen$'; then
    [ "$(printf '%s\n' "$there" | grep -cv ' \.$')" -eq 0 ] ||
        die "$2 holds something that is not this site. Name its folder, or empty it."
fi

# copy RSYNC-OPTION…
copy() { rsync --recursive --checksum --chmod=D755,F644 "$@" "$from" "$to"; }

copy --include=/.sitegen --exclude='*'          # the mark: a first run that broke off can be repeated
copy --exclude='*.html' --exclude=/offline/     # what pages load
copy --exclude=/offline/                        # the pages
copy --delete-after --filter='protect /.well-known/acme-challenge/'     # lists of them; and what is gone
