"""Bringing the stubs up to date with the store."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, fields
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from sphinx_kwindex.blocks import Page, Query
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.pages.files import FilesMode, remove_files, write_files
from sphinx_kwindex.pages.fingerprint import digest, page_fingerprint
from sphinx_kwindex.pages.ledger import Grains, Kept, forget_kept, read_kept, write_kept
from sphinx_kwindex.pages.project import texts_path
from sphinx_kwindex.pages.renewing import GoodPages, good_pages, no_pages
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.stubs import list_stubs, stub_text, write_stubs
from sphinx_kwindex.pages.texts import texts_of, write_texts
from sphinx_kwindex.store import SCHEMA_VERSION, short_grains
from sphinx_kwindex.views import GISTS, Composed, Sheet, all_sheets
from sphinx_kwindex.views.desk import chosen


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What is known of each page: a digest of what it shows, what that rests on, and its stub if it was made now."""

    fingerprints: dict[str, str]
    grains: dict[str, Collection[int]]
    stubs: dict[str, str | None]


def build_pages(site: Site, root: Root, mode: FilesMode) -> Built:
    """Make the stubs say what the store says; nothing is composed that no change of store or settings can reach."""
    key, state = _key(site, root), site.reader.digest()
    kept = read_kept(site.stub_folder)
    if kept is not None and not (kept.key == key and _is_whole(site.stub_folder, kept)):
        kept = None
    fingerprints = kept.fingerprints if kept is not None and kept.state == state else _renew(site, root, key, kept)
    if site.settings.pages == "files":
        in_files = {docname: text for docname, text in fingerprints.items() if docname != root.docname}
        return Built(docnames=tuple(sorted(fingerprints)), problems=write_files(mode, in_files))
    remove_files(mode)
    return Built(docnames=tuple(sorted(fingerprints)), problems=())


def _renew(site: Site, root: Root, key: str, kept: Kept | None) -> Mapping[str, str]:
    good = good_pages(site, kept) if kept is not None else no_pages()
    # The manifest goes first: a build that is killed in between leaves none that could pass for whole.
    forget_kept(site.stub_folder)
    with site.reader.at_rest(), _gathering(site, good):
        made = _make(site, root, good)
    write_stubs(site.stub_folder, made.stubs)
    rests = Grains(pages=made.grains, gists=good.gists)
    write_kept(site.stub_folder, key=key, state=site.reader.digest(), fingerprints=made.fingerprints, grains=rests)
    return made.fingerprints


def _gathering(site: Site, good: GoodPages) -> AbstractContextManager[None]:
    # Where most pages are good, few files and few parts of the indexes are asked for.
    if good.fingerprints:
        return nullcontext()
    return site.reader.gathering(**chosen(site.settings.kinds, site.settings.visibility))


def _make(site: Site, root: Root, good: GoodPages) -> _Made:
    with site.reader.noting(good.gists):
        sheets = (*_root_sheet(root, site), *all_sheets(site.desk))
    salt = f"{_version()} {site.settings.toctree} {site.settings.pages}"
    made = _Made(fingerprints={}, grains={}, stubs={})
    # One at a time: all pages of a large project do not fit into memory.
    for sheet in sheets:
        name, stub = sheet.docname, None
        if name in good.fingerprints:
            made.fingerprints[name], made.grains[name] = good.fingerprints[name], good.grains[name]
        else:
            with site.reader.noting(good.gists) as noted:
                stub, made.fingerprints[name] = _compose(sheet, site, salt)
            made.grains[name] = short_grains(noted)
        made.stubs[name] = stub
    return made


def _compose(sheet: Sheet, site: Site, salt: str) -> tuple[str, str]:
    composed = sheet.compose()
    texts = texts_of(composed, site)
    fingerprint = page_fingerprint(composed, texts, site, salt)
    write_texts(texts_path(site.stub_folder, sheet.docname), fingerprint, texts)
    return stub_text(composed.page, fingerprint), fingerprint


def _root_sheet(root: Root, site: Site) -> tuple[Sheet, ...]:
    if not root.missing or root.docname == site.docnames.folder(""):
        return ()
    return (Sheet(root.docname, partial(_root_page, root, site)),)


def _root_page(root: Root, site: Site) -> Composed:
    lead, children = (Query("totals", ""), Query("folder-index", "")), (site.docnames.folder(""),)
    page = Page(docname=root.docname, title=root.title, lead=lead, sections=(), children=children)
    return Composed(page, tuple((query, site.answer(query)) for query in lead))


@cache
def _version() -> str:
    return version("sphinx-kwindex")


def _is_whole(folder: Path, kept: Kept) -> bool:
    return kept.fingerprints.keys() <= set(list_stubs(folder))


def index_key(site: Site) -> str:
    """Return a digest of the index, the settings and our version: all that what is made of them depends on."""
    return digest(_version(), site.reader.digest(), *_settings_texts(site.settings))


def settings_key(site: Site) -> str:
    """Return a digest of all that pages depend on but the index: our version, the settings, how paths are spelled."""
    names = repr(site.docnames.spelled_by_others())
    return digest(_version(), names, *_settings_texts(site.settings))


def _key(site: Site, root: Root) -> str:
    # What was worked out under another name cannot be worked out again, and grains of another form are never touched.
    return digest(settings_key(site), repr(root), str(SCHEMA_VERSION), *GISTS)


def _settings_texts(settings: Settings) -> Iterable[str]:
    # Roots are left out: where the files lie on this machine does not show. Sets have no order of their own.
    for field in fields(settings):
        value = getattr(settings, field.name)
        if field.name != "roots":
            yield f"{field.name}={sorted(value) if isinstance(value, frozenset) else value!r}"
