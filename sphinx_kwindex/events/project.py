"""How Sphinx comes to see the generated pages."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.pages.building import Built, Root
from sphinx_kwindex.pages.files import FilesMode
from sphinx_kwindex.pages.parsing import MADE_HERE
from sphinx_kwindex.pages.project import STUB_SUFFIX, StubProject
from sphinx_kwindex.pages.site import Site

_UNNAMED = "Project name not set"


def root_of(app: Sphinx) -> Root:
    """Return the root document, and whether the project lacks it."""
    config = app.config
    found = any((Path(app.srcdir) / (config.root_doc + suffix)).is_file() for suffix in _suffixes(app))
    title = config.project if config.project not in {"", _UNNAMED} else "Source index"
    return Root(docname=config.root_doc, title=title, missing=not found)


def files_mode(app: Sphinx, settings: Settings) -> FilesMode:
    """Return where stubs stand as files, and in the markup that the root document is written in."""
    suffixes = _suffixes(app)
    root = Path(app.srcdir) / app.config.root_doc
    markdown = _is_markdown(root, suffixes)
    return FilesMode(
        source=Path(app.srcdir),
        output=settings.output,
        suffix=".md" if markdown else ".rst",
        markdown=markdown,
        suffixes=suffixes,
    )


def see_pages(app: Sphinx, site: Site, root: Root, built: Built) -> None:
    """Let Sphinx find the stubs; those that stand in the source folder it finds by itself."""
    virtual = built.docnames if site.settings.pages == "virtual" else (root.docname,) if root.missing else ()
    project = StubProject(app.project, site.stub_folder, virtual, built.docnames)
    app.project = project
    app.env.project = project


def changed_hands(env: BuildEnvironment) -> set[str]:
    """Return the documents that were generated and now are a file of the source folder, or the other way round.

    Modification times do not tell, since one file takes the place of another.
    """
    project = env.project
    if not isinstance(project, StubProject):
        return set()
    return {
        docname
        for docname in env.all_docs.keys() & project.docnames
        if _changed_hands(docname, project, was_ours=MADE_HERE in env.metadata.get(docname, {}))
    }


def _changed_hands(docname: str, project: StubProject, *, was_ours: bool) -> bool:
    if project.is_stub(docname):
        return not was_ours
    return was_ours and (docname not in project.generated or docname in project.stub_docnames)


def _suffixes(app: Sphinx) -> tuple[str, ...]:
    return tuple(suffix for suffix in app.config.source_suffix if suffix != STUB_SUFFIX)


def _is_markdown(root: Path, suffixes: tuple[str, ...]) -> bool:
    if ".md" not in suffixes or ".rst" not in suffixes:
        return ".md" in suffixes
    return not root.with_name(root.name + ".rst").is_file() and root.with_name(root.name + ".md").is_file()
