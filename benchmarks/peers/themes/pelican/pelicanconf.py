"""Settings of Pelican, with its cache of what it has read."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import directory
import lists

SITENAME = "Directory"
SITEURL = directory.ADDRESS
PATH, THEME, OUTPUT_PATH = "content", "theme", "output"
TIMEZONE, DEFAULT_LANG = "Europe/Athens", "el"
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = [""], [], []
ARTICLE_URL = ARTICLE_LANG_URL = "{lang}/services/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "{lang}/services/{slug}/index.html"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ARCHIVES_SAVE_AS = DRAFT_SAVE_AS = ""
DIRECT_TEMPLATES, DEFAULT_PAGINATION = [], False
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.toc": {},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}
PLUGINS = ["lists"]
JINJA_FILTERS = directory.FILTERS
JINJA_GLOBALS = {"names": directory.names, "facts": directory.FACTS, "href": lists.href}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER, CHECK_MODIFIED_METHOD = "reader", "mtime"
GZIP_CACHE = False
