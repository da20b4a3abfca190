"""Bringing the stubs up to date with the store."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from sphinx_kwindex.blocks import Page, Query
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.pages.files import FilesMode, remove_files, write_files
from sphinx_kwindex.pages.fingerprint import digest, page_fingerprint
from sphinx_kwindex.pages.project import stub_path, texts_path
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.stubs import stub_text, write_if_changed, write_stubs
from sphinx_kwindex.pages.texts import texts_of, write_texts
from sphinx_kwindex.views import Composed, composed_pages

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The generated documents, and what was in the way of their files."""

    docnames: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The root document of the project; where it is ``missing``, a page of ours with ``title`` takes its place."""

    docname: str
    title: str
    missing: bool


def build_pages(site: Site, root: Root, mode: FilesMode) -> Built:
    """Make the stubs say what the store says; nothing is composed where neither store nor settings changed."""
    key = index_key(site, repr(root))
    fingerprints = _unchanged(site.stub_folder, key)
    if fingerprints is None:
        fingerprints = _compose(site, root)
        kept = json.dumps({"key": key, "fingerprints": fingerprints}, sort_keys=True)
        write_if_changed(site.stub_folder / _MANIFEST, kept)
    if site.settings.pages == "files":
        in_files = {docname: text for docname, text in fingerprints.items() if docname != root.docname}
        return Built(docnames=tuple(sorted(fingerprints)), problems=write_files(mode, in_files))
    remove_files(mode)
    return Built(docnames=tuple(sorted(fingerprints)), problems=())


def _compose(site: Site, root: Root) -> dict[str, str]:
    # The manifest goes first: a build that is killed in between leaves none that could pass for whole.
    (site.stub_folder / _MANIFEST).unlink(missing_ok=True)
    salt = f"{_version()} {site.settings.toctree} {site.settings.pages}"
    stubs: dict[str, str] = {}
    fingerprints: dict[str, str] = {}
    # One at a time: all pages of a large project do not fit into memory.
    for composed in chain(_root_page(root, site), composed_pages(site.reader, site.settings, site.docnames)):
        docname, texts = composed.page.docname, texts_of(composed)
        fingerprint = page_fingerprint(composed, texts, site, salt)
        write_texts(texts_path(site.stub_folder, docname), fingerprint, texts)
        fingerprints[docname] = fingerprint
        stubs[docname] = stub_text(composed.page, fingerprint)
    write_stubs(site.stub_folder, stubs)
    return fingerprints


def _root_page(root: Root, site: Site) -> Iterator[Composed]:
    top = site.docnames.folder("")
    if not root.missing or root.docname == top:
        return
    lead = (Query("totals", ""), Query("folder-index", ""))
    page = Page(docname=root.docname, title=root.title, lead=lead, sections=(), children=(top,))
    yield Composed(page, tuple((query, site.answer(query)) for query in lead))


@cache
def _version() -> str:
    return version("sphinx-kwindex")


def _unchanged(folder: Path, key: str) -> dict[str, str] | None:
    try:
        manifest: Mapping[str, Any] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if manifest.get("key") != key:
        return None
    fingerprints: dict[str, str] = manifest["fingerprints"]
    return fingerprints if all(stub_path(folder, docname).is_file() for docname in fingerprints) else None


def index_key(site: Site, *further: str) -> str:
    """Return a digest of the index, the settings and our version: all that what is made of them depends on."""
    return digest(_version(), site.reader.digest(), *further, *_settings_texts(site.settings))


def _settings_texts(settings: Settings) -> Iterable[str]:
    # Roots are left out: where the files lie on this machine does not show. Sets have no order of their own.
    for field in fields(settings):
        value = getattr(settings, field.name)
        if field.name != "roots":
            yield f"{field.name}={sorted(value) if isinstance(value, frozenset) else value!r}"
