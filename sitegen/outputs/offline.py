"""The service worker, the pages that it shows, and the site as an app of the phone, by language.

What a worker may save is told in lists that are made of finished files: `sitegen.offline`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.offline import (
    APP_ICONS,
    LAST_WORKER,
    WORKER,
    app_path,
    can_be_saved,
    has_app,
    offline_path,
    offline_view,
)
from sitegen.views.page import asset_address, site_title
from sitegen.views.values import name

#: As in the style sheet: `--bar` and `--paper`.
THEME, BACKGROUND = "#0b4a64", "#faf7f0"


def plan(site: Site) -> Iterator[PlannedFile]:
    """A manifest for each language when the site has icons; the worker, and its pages while copies are offered."""
    if has_app(site):
        for language in site.languages:
            yield PlannedFile(app_path(language), data=_manifest(site, language))
    worker = site.resources.assets.get(WORKER if site.config.offline else LAST_WORKER)
    if worker is not None:
        yield PlannedFile("sw.js", data=worker)
    if can_be_saved(site):
        source = site.config.source_language
        yield PlannedFile("offline.html", "pages/offline-all.html", source, {"view": name("choice", "offline.html")})
        for language in site.languages:
            values = {"view": name("offline", language), "chrome": name("chrome", language)}
            yield PlannedFile(offline_path(language), "pages/offline.html", language, values)


def _manifest(site: Site, language: str) -> bytes:
    """The site as an app. Its window has ways back and forward: not every phone has such buttons itself."""
    title = site_title(site, language)
    icons = [
        {"src": f"../{asset_address(site, icon)}", "sizes": sizes, "purpose": purpose}
        for icon, sizes, purpose in APP_ICONS
    ]
    told = {
        "name": title.plain,
        "short_name": title.plain.partition(":")[0],
        "lang": title.language.code,
        "dir": title.language.direction,
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        "theme_color": THEME,
        "background_color": BACKGROUND,
        "icons": icons,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


OUTPUT = Output("offline", plan, {"offline": offline_view})
