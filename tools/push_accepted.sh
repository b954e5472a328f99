#!/bin/sh
# Commits what tools/pull_request.py has accepted in a checkout, and pushes it to the branch that it was made from.
# The commit that the branch is at then is told to the steps that follow.
#
#   tools/push_accepted.sh CHECKOUT BRANCH
set -eu
cd "$1"

git add --all
if ! git diff --cached --quiet; then
    git -c user.name="github-actions[bot]" -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
        commit --quiet --message "Accept translations, as the pull request says"
    git push --quiet origin "HEAD:refs/heads/$2"
fi
echo "commit=$(git rev-parse HEAD)" >>"$GITHUB_OUTPUT"
