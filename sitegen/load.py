"""Reads everything that a site is made of: the only phase that reads the disk."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import partial
from pathlib import Path

from sitegen.disk import Files
from sitegen.hosting.published import Published
from sitegen.icons import read_icons
from sitegen.kept import Kept, digest
from sitegen.languages.catalogues import Catalogue, read_catalogue
from sitegen.languages.locale import SiteLanguage, site_languages
from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType
from sitegen.planned import Template
from sitegen.problems import Problem
from sitegen.reading.content import Document, Documents
from sitegen.reading.files import SourceFile, read_file, read_folder
from sitegen.reading.small import small
from sitegen.reading.text import decode
from sitegen.records import record
from sitegen.resolve.site import Resources


@record
class Loaded:
    """Everything as it lies on the disk: documents of the content, templates, resources, the list of addresses."""

    documents: list[Document]
    templates: dict[str, Template]
    resources: Resources
    published: Published

    def is_like(self, other: Loaded) -> bool:
        """Whether all but the documents is the same, in a site of the same configuration."""
        ours, theirs = self.resources, other.resources
        return (
            (self.templates, self.published, ours.icons, ours.assets)
            == (other.templates, other.published, theirs.icons, theirs.assets)
            and all(theirs.catalogues[code] is catalogue for code, catalogue in ours.catalogues.items())
        )  # fmt: skip


def load(
    root: Path, config: SiteConfig, config_file: str, types: Iterable[ContentType], kept: Kept, disk: Files
) -> tuple[Loaded, list[Problem]]:
    """Reads content roots, templates, assets, catalogues and icons."""
    documents = Documents(types, config.codes)
    problems: list[Problem] = []
    for folder in config.content:
        files, found = read_folder(root, folder, disk)
        problems += found
        for file in files:
            documents.add(file)
    templates, found_templates = _templates(root, config, disk)
    assets, found_assets = _assets(root, config, disk)
    icons, found_icons = read_icons(config.icons, config_file)
    languages = kept.get("languages", "", digest((repr(config.languages),)), partial(site_languages, config.languages))
    catalogues, found_words = _catalogues(root, config, languages, kept, disk)
    problems += documents.problems + found_templates + found_assets + found_icons + found_words
    resources = Resources(languages, catalogues, icons, assets)
    published, found_addresses = read_published(root, config, disk)
    return Loaded(documents.all(), templates, resources, published), problems + found_addresses


def loaded_again(before: Loaded, saved: Set[str], root: Path, disk: Files) -> Loaded | None:
    """The same with some files read again, by their paths below the root. ``None`` when more than bytes of documents
    and templates may be different: then all is to be loaded.
    """
    places = {file.path for document in before.documents for file in document.files if file.path in saved}
    sources = {name: template.file for name, template in before.templates.items() if template.file in saved}
    if any(os.path.lexists(root / path) for path in saved - places - set(sources.values())):
        return None
    files, templates = dict[str, SourceFile](), dict(before.templates)
    for path in places | set(sources.values()):
        file, problems = read_file(root, path, disk)
        if file is None or problems:
            return None
        files[path] = file
    for name, path in sources.items():
        text, problems = decode(files[path].data, path)
        if text is None or problems:
            return None
        templates[name] = Template(text, path)
    documents = [_with_files(document, files) for document in before.documents]
    return replace(before, documents=documents, templates=templates)


def _with_files(document: Document, new: Mapping[str, SourceFile]) -> Document:
    """A document with some of its files read again; the same one when none of them is among these."""
    if new.keys().isdisjoint(file.path for file in document.files):
        return document
    files = [file._replace(held=new[file.path].held) if file.path in new else file for file in document.files]
    return replace(document, files=files)


def _templates(root: Path, config: SiteConfig, disk: Files) -> tuple[dict[str, Template], list[Problem]]:
    templates: dict[str, Template] = {}
    problems: list[Problem] = []
    for folder in reversed(config.templates):
        files, found = read_folder(root, folder, disk)
        problems += found
        for file in files:
            text, found = decode(file.data, file.path)
            problems += found
            templates[file.inner] = Template(text or "", file.path)
    return templates, problems


def _assets(root: Path, config: SiteConfig, disk: Files) -> tuple[dict[str, bytes], list[Problem]]:
    files, problems = read_folder(root, config.assets, disk)
    return {file.inner: small(file.inner, file.data) for file in files}, problems


def read_published(root: Path, config: SiteConfig, disk: Files) -> tuple[Published, list[Problem]]:
    """The list of published addresses; empty while there is none."""
    if not os.path.lexists(root / config.published):
        return Published(config.published), []
    file, problems = read_file(root, config.published, disk)
    text, undecoded = decode(file.data, file.path) if file else ("", [])
    return Published(config.published, tuple((text or "").split("\n"))), problems + undecoded


def _catalogues(
    root: Path, config: SiteConfig, languages: dict[str, SiteLanguage], kept: Kept, disk: Files
) -> tuple[dict[str, Catalogue], list[Problem]]:
    catalogues: dict[str, Catalogue] = {}
    problems: list[Problem] = []
    for code, language in languages.items():
        names = [posixpath.normpath(posixpath.join(folder, f"{code}.po")) for folder in config.translations]
        name = next((n for n in names if os.path.lexists(root / n)), None)
        file, found = read_file(root, name, disk) if name else (None, [])
        made_of = digest((repr(language.config), name or "", names[0], file.digest if file else ""))
        reading = partial(_catalogue, file, name or names[0], language, is_missing=not name)
        catalogues[code], faults = kept.get("catalogue", code, made_of, reading)
        problems += found + faults
    return catalogues, problems


def _catalogue(
    file: SourceFile | None, name: str, language: SiteLanguage, *, is_missing: bool
) -> tuple[Catalogue, list[Problem]]:
    text, undecoded = decode(file.data, name) if file else (None, [])
    # A catalogue that cannot be read is not missing: nothing more is said of it.
    read = b"" if text is None and not is_missing else text.encode() if text else None
    catalogue, faults = read_catalogue(read, name, language)
    return catalogue, undecoded + faults
