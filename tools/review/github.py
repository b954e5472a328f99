"""Puts a comment below a pull request, in the place of the one that stands there."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass

from tools.review.comment import MARKER

MOST_PAGES = 20  #: of a hundred comments


class RefusedError(Exception):
    """The pull request that is named is not the one that the run was for."""


@dataclass(frozen=True)
class GitHub:
    """The interface of a repository (``owner/name``)."""

    address: str
    repository: str
    token: str

    def ask(self, path: str, method: str = "GET", data: Mapping[str, str] | None = None) -> object:
        """What the interface answers."""
        if not re.fullmatch(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+", self.repository):
            raise RefusedError(f"{self.repository!a} is not a repository")
        request = urllib.request.Request(
            f"{self.address}/repos/{self.repository}/{path}",
            method=method,
            data=json.dumps(data).encode() if data is not None else None,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


def post(github: GitHub, number: int, text: str, event: Mapping[str, object]) -> str:
    """Writes the comment and says whether it is ``new`` or ``changed``.

    ``number`` was written by a job that ran the code of the request. It is believed only if that request comes from
    the branch that GitHub says the run was for (``event``, of ``workflow_run``); else :class:`RefusedError`.
    """
    run = event["workflow_run"]
    request = github.ask(f"pulls/{number}")
    of_run = ((run["head_repository"] or {}).get("full_name"), run["head_branch"])  # type: ignore[index]
    of_request = ((request["head"]["repo"] or {}).get("full_name"), request["head"]["ref"])  # type: ignore[index]
    if of_run != of_request or None in of_run:
        raise RefusedError(f"pull request {number} is not of the branch that the run was for")
    own = _own_comment(github, number)
    if own is None:
        github.ask(f"issues/{number}/comments", "POST", {"body": text})
        return "new"
    github.ask(f"issues/comments/{own}", "PATCH", {"body": text})
    return "changed"


def _own_comment(github: GitHub, number: int) -> int | None:
    for page in range(1, MOST_PAGES + 1):
        found = github.ask(f"issues/{number}/comments?per_page=100&page={page}")
        for one in found:  # type: ignore[attr-defined]
            if one["user"]["type"] == "Bot" and one["body"].startswith(MARKER):
                return int(one["id"])
        if len(found) < 100:  # type: ignore[arg-type]
            break
    return None
