#!/bin/sh
# Warns, from the 45th day without a commit, that GitHub will pause the daily build: it does so in public repositories
# where nothing has happened for 60 days.
set -eu
cd "$(dirname "$0")/.."

quiet=$((($(date +%s) - $(git log -1 --format=%ct)) / 86400))
[ "$quiet" -ge 45 ] || exit 0
words="Nothing was committed for $quiet days. After 60, GitHub pauses the daily build. Commit something, such as facts that were confirmed; or, when it has been paused, switch it on again under Actions."
echo "::warning title=The daily build will pause::$words"
echo "$words" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
