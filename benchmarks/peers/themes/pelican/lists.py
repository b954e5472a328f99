"""Home pages, lists and a sitemap in each language: Pelican's own lists are in the default language alone."""

from pathlib import Path

import directory
from pelican import signals

LATEST = 20


def href(language, path):
    return f"/{language}/{path}"


def write(generator, writer):
    articles = [one for article in generator.articles for one in (article, *article.translations)]
    page = generator.get_template("list")
    paths = ["", *(f"categories/{key}/" for key in directory.META["categories"])]
    paths += [f"services/{article.slug}/" for article in generator.articles]
    for language in directory.LANGUAGES:
        own = sorted((one for one in articles if one.lang == language), key=lambda one: one.title)
        names = directory.names(language)
        counts = {}
        for key, label in names["categories"].items():
            entries = [one for one in own if one.category.name == key]
            counts[key] = len(entries)
            values = {**names, "path": f"categories/{key}/", "title": label, "entries": entries, "counts": None}
            writer.write_file(f"{language}/categories/{key}/index.html", page, generator.context, **values)
        latest = sorted(own, key=lambda one: one.date, reverse=True)[:LATEST]
        values = {**names, "path": "", "title": names["said"]["site"], "entries": latest, "counts": counts}
        writer.write_file(f"{language}/index.html", page, generator.context, **values)
    Path(generator.output_path, "sitemap.xml").write_text("".join(_sitemap(paths)), encoding="utf-8")


def _sitemap(paths):
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    yield ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for path in paths:
        links = {code: directory.ADDRESS + href(code, path) for code in directory.LANGUAGES}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{link}"/>' for code, link in links.items()
        )
        yield from (f"<url><loc>{link}</loc>{others}</url>\n" for link in links.values())
    yield "</urlset>\n"


def register():
    signals.article_writer_finalized.connect(write)
