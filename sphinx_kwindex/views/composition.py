"""Which pages there are, and which sections each of them has: those that have something to say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sphinx_kwindex.blocks import Block, Page, Query, Section
from sphinx_kwindex.docnames import Place
from sphinx_kwindex.views.answering import answer_at
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.gists import gist
from sphinx_kwindex.views.navigation import TOP
from sphinx_kwindex.views.subtree import keyword_pages


@dataclass(frozen=True, slots=True)
class Composed:
    """A page, and all its queries with the blocks that answer them, none of them empty."""

    page: Page
    answers: tuple[tuple[Query, tuple[Block, ...]], ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All the blocks that the page shows."""
        return tuple(block for _, blocks in self.answers for block in blocks)


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before its queries are answered: ``parts`` become sections where they have something to say."""

    docname: str
    title: str
    code: str
    subject: str
    lead: tuple[Query, ...]
    parts: tuple["Part", ...] = ()


Part = tuple[str, str, tuple[tuple[str, str], ...]]

FILE_SECTIONS: tuple[Part, ...] = (
    ("Outline", "file-outline", ()),
    ("Keywords", "keyword-index", (("imports", "yes"),)),
    ("Imports", "file-imports", ()),
    ("Imported by", "file-importers", ()),
    ("Used by", "keyword-usages", ()),
    ("Tests", "file-tests", ()),
    ("Related files", "related-files", ()),
    ("Observations", "observations", ()),
)
FOLDER_SECTIONS: tuple[Part, ...] = (
    ("Contents", "folder-index", ()),
    ("Most used from outside", "folder-names", ()),
    ("Imports inside", "folder-imports", ()),
    ("Named by no test", "folder-untested", ()),
    ("Keywords", "keyword-letters", ()),
)
REPORT_SECTIONS: tuple[Part, ...] = (
    ("Names resolved", "report-confidence", ()),
    ("Files with problems", "report-problems", ()),
    ("Unresolved imports", "report-imports", ()),
    ("Ambiguous names", "report-ambiguous", ()),
    ("Names that nothing refers to", "report-unused", ()),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that there is, not composed yet."""

    docname: str
    compose: Callable[[], Composed]


def all_sheets(desk: Desk) -> Iterator[Sheet]:
    """Yield every generated page, folders before what is in them."""
    names = desk.docnames
    for folder in desk.reader.folders():
        yield Sheet(names.folder(folder), partial(folder_page, folder, desk))
    yield from _keyword_sheets(desk)
    for row in desk.reader.files():
        yield Sheet(names.file(row.path), partial(file_page, row.path, desk))
        if gist("has-usages", row.path, desk):
            yield Sheet(names.usages(row.path), partial(usages_page, row.path, desk))
        if desk.settings.source_pages:
            yield Sheet(names.source(row.path), partial(source_page, row.path, desk))
    yield Sheet(names.report(), partial(report_page, desk))


def _keyword_sheets(desk: Desk) -> Iterator[Sheet]:
    pages = [(part, folder) for folder in desk.reader.folders() for part, _ in keyword_pages(folder, desk)]
    # By part, so that those of the top and of its only folder follow each other: they have the same keywords.
    for part, folder in sorted(pages):
        yield Sheet(desk.docnames.keywords(folder, part), partial(keywords_page, folder, part, desk))


def file_page(path: str, desk: Desk) -> Composed:
    """Compose the page that describes a file."""
    lead = (Query("page-navigation", path), Query("file-purpose", path), Query("file-metadata", path))
    return _compose(Draft(desk.docnames.file(path), path, path, path, lead, FILE_SECTIONS), desk)


def source_page(path: str, desk: Desk) -> Composed:
    """Compose the page that shows the text of a file."""
    lead = (Query("page-navigation", path, (("place", "source"),)), Query("file-source", path))
    return _compose(Draft(desk.docnames.source(path), f"Source of {path}", path, path, lead), desk)


def usages_page(path: str, desk: Desk) -> Composed:
    """Compose the page with the long lists of who uses what a file defines."""
    navigation = Query("page-navigation", path, (("place", "usages"),))
    lead = (navigation, Query("keyword-usages", path, (("all", "yes"),)))
    return _compose(Draft(desk.docnames.usages(path), f"Uses of {path}", path, path, lead), desk)


def folder_page(folder: str, desk: Desk) -> Composed:
    """Compose the page that describes a folder, or the top of the index."""
    code = f"{folder}/" if folder else ""
    navigation = Query("page-navigation", folder, (("place", "folder"),))
    lead = (navigation if folder else Query("totals", ""), Query("folder-description", folder))
    return _compose(Draft(desk.docnames.folder(folder), code or TOP, code, folder, lead, FOLDER_SECTIONS), desk)


def report_page(desk: Desk) -> Composed:
    """Compose the page that says what the index knows and what it does not."""
    place = (("place", "report"),)
    lead = (Query("page-navigation", "", place), Query("totals", "", place))
    return _compose(Draft(desk.docnames.report(), "What the index knows", "", "", lead, REPORT_SECTIONS), desk)


def keywords_page(folder: str, part: str, desk: Desk) -> Composed:
    """Compose the keyword index of a subtree, or a part of it where one page would be too long."""
    code = f"{folder}/" if folder else ""
    label = dict(keyword_pages(folder, desk))[part]
    title = f"Keywords {label}".rstrip() + (f" of {code}" if folder else "")
    lead = (
        Query("page-navigation", folder, (("place", "keywords"),)),
        Query("keyword-index", folder, (("part", part),) if part else ()),
    )
    return _compose(Draft(desk.docnames.keywords(folder, part), title, code, folder, lead), desk)


def _compose(draft: Draft, desk: Desk) -> Composed:
    asked = [_section(part, draft.subject) for part in draft.parts]
    found = [(section, answer_at(section.query, desk)) for section in asked]
    sections = tuple(section for section, blocks in found if blocks)
    leading = [(query, answer_at(query, desk)) for query in (*draft.lead, *_map(draft.docname, sections))]
    answers = (*leading, *((section.query, blocks) for section, blocks in found))
    page = Page(
        docname=draft.docname,
        title=draft.title,
        lead=tuple(query for query, blocks in leading if blocks),
        sections=sections,
        children=tuple(_children(draft.docname, desk)),
        code=draft.code,
    )
    return Composed(page, tuple((query, blocks) for query, blocks in answers if blocks))


def _section(part: Part, subject: str) -> Section:
    title, view, options = part
    return Section(f"kwindex-{view}", title, Query(view, subject, options))


def _map(docname: str, sections: tuple[Section, ...]) -> tuple[Query, ...]:
    if len(sections) < 2:  # noqa: PLR2004  (one section needs no map)
        return ()
    return (Query("page-map", docname, tuple((section.id, section.title) for section in sections)),)


def _children(docname: str, desk: Desk) -> Iterator[str]:
    place = desk.docnames.place(docname)
    if place is None or place[0] is not Place.FOLDER:
        return
    folder = place[1]
    yield from (desk.docnames.folder(below) for below in desk.reader.subfolders(folder))
    yield from (desk.docnames.file(path) for path in desk.reader.paths_in(folder))
    if not folder:
        yield desk.docnames.report()
