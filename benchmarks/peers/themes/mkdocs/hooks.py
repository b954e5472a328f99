"""What pages of MkDocs are given beside their own text."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import directory


def href(language, path):
    return f"/{path}" if language == "el" else f"/{language}/{path}"


def on_env(env, config, files):
    env.filters.update(directory.FILTERS)
    return env


def on_page_context(context, page, config, nav):
    first, _, rest = page.url.partition("/")
    language, path = (first, rest) if first in directory.LANGUAGES else ("el", page.url)
    context.update(
        directory.names(language),
        href=href,
        path=path,
        title=page.meta.get("title"),
        summary=page.meta.get("summary"),
        content=page.content,
        f=directory.FACTS.get(page.meta.get("id")),
    )
    return context
