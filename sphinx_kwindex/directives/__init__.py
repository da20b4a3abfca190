"""The directives: each leaves a placeholder that carries a query, and notes what it asked for."""

from typing import Any, ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_kwindex.blocks import Query
from sphinx_kwindex.directives import options
from sphinx_kwindex.directives.notes import lookup_query, notes_of
from sphinx_kwindex.directives.subjects import Subject, SubjectType, UnknownSubjectError, find_subject
from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.pages.parsing import page_section
from sphinx_kwindex.pages.placeholder import placeholder
from sphinx_kwindex.pages.project import stub_path
from sphinx_kwindex.pages.site import Site, site_of
from sphinx_kwindex.pages.stubs import read_stub
from sphinx_kwindex.views.reasons import SOURCES

logger = logging.getLogger(__name__)


class QueryDirective(SphinxDirective):
    """A directive that asks one view about a file, a folder or a keyword.

    The argument is a path or a dotted name; on the page of a file or folder it may be left out.
    """

    view: ClassVar[str]
    wanted: ClassVar[frozenset[SubjectType]] = frozenset({SubjectType.FILE})
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"caption": options.text}

    def run(self) -> list[nodes.Node]:
        """Return the placeholder; an argument that is not in the index is reported at its line."""
        env, site = self.env, site_of(self.env.config)
        argument = self.arguments[0] if self.arguments else subject_of_page(env.docname, site)
        if argument is None:
            msg = "a path or a dotted name is needed here: this page is about no file or folder"
            raise self.error(msg)
        notes_of(env).note_query(env.docname, lookup_query(argument, self.wanted))
        try:
            query = self.query(find_subject(argument, site, self.wanted))
        except UnknownSubjectError as error:
            report_unknown(f"{self.name}: {error}", self.get_location())
            return []
        notes_of(env).note_query(env.docname, query)
        return [placeholder(query, env.docname)]

    def query(self, subject: Subject) -> Query:
        """Return what to ask about ``subject``."""
        return Query(self.view, subject.path, tuple(sorted(self.options.items())))


class KeywordIndex(QueryDirective):
    """Every keyword of a file, or of a folder with all below it."""

    view = "keyword-index"
    wanted = frozenset({SubjectType.FILE, SubjectType.FOLDER})
    option_spec: ClassVar[dict[str, Any]] = {
        "caption": options.text,
        "depth": options.positive,
        "group-by": options.choice("kind", "letter", "none"),
        "imports": options.yes_or_no,
        "kinds": options.kinds,
        "private": options.yes_or_no,
        "special": options.yes_or_no,
    }

    def query(self, subject: Subject) -> Query:
        """Return what to ask; what is not said is as on generated pages."""
        return Query(self.view, subject.path, tuple(sorted({"imports": "yes", **self.options}.items())))


class RelatedFiles(QueryDirective):
    """The files that belong together with a file, and why."""

    view = "related-files"
    option_spec: ClassVar[dict[str, Any]] = {
        "caption": options.text,
        "diagram": options.yes_or_no,
        "limit": options.positive,
        "reasons": options.yes_or_no,
        "sources": options.several(*SOURCES),
    }


class FileMetadata(QueryDirective):
    """Path, module, type and size of a file."""

    view = "file-metadata"


class FileSource(QueryDirective):
    """The highlighted text of a file."""

    view = "file-source"


class FileImports(QueryDirective):
    """What a file imports, and where each import ends."""

    view = "file-imports"


class FolderIndex(QueryDirective):
    """The folders and files of a folder, each with a line of description."""

    view = "folder-index"
    wanted = frozenset({SubjectType.FOLDER})


class KeywordUsages(QueryDirective):
    """Where a keyword is used, or each keyword of a file."""

    view = "keyword-usages"
    option_spec: ClassVar[dict[str, Any]] = {"caption": options.text, "limit": options.positive}
    wanted = frozenset({SubjectType.FILE, SubjectType.SYMBOL})

    def query(self, subject: Subject) -> Query:
        """Return what to ask: the file is the subject, the keyword an option."""
        name = {"qualname": subject.entry.qualname} if subject.entry else {}
        return Query(self.view, subject.path, tuple(sorted({**self.options, **name}.items())))


class GeneratedPage(SphinxDirective):
    """A whole generated page, where its stub lies in the source folder; its fingerprint makes Sphinx read it again."""

    option_spec: ClassVar[dict[str, Any]] = {"fingerprint": options.text}

    def run(self) -> list[nodes.Node]:
        """Return the page as one section."""
        site = site_of(self.env.config)
        stub = stub_path(site.stub_folder, self.env.docname)
        if not stub.is_file():
            msg = "this document is no page of the index"
            raise self.error(msg)
        return [page_section(read_stub(stub.read_text(encoding="utf-8")), site, self.env)]


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "keyword-index": KeywordIndex,
    "related-files": RelatedFiles,
    "file-metadata": FileMetadata,
    "file-source": FileSource,
    "file-imports": FileImports,
    "folder-index": FolderIndex,
    "keyword-usages": KeywordUsages,
    "kwindex-page": GeneratedPage,
}


def subject_of_page(docname: str, site: Site) -> str | None:
    """Return the path of the file or folder that a document is about."""
    place = site.docnames.place(docname)
    return place[1] if place else None


def report_unknown(message: str, location: Any) -> None:
    """Tell of something that is not in the index, at its line."""
    logger.error(message, location=location, type="kwindex", subtype=ProblemKind.ARGUMENT.value)
