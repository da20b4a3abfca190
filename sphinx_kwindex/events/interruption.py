"""Builds that did not end: the next one takes nothing of what they left for whole.

While a build runs, a mark lies beside the state of its output folder. A build that finds one knows that the one before
was killed or failed: files may be cut short, and what it did not come to is nowhere noted.
"""

from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.events.watching import watch
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.stubs import sweep
from sphinx_kwindex.resolution.staleness import state_path

_SUFFIX = ".begun"
_WHOLE = ".whole"
_AGAIN = "again"


def note_beginning(builder: Builder, site: Site) -> None:
    """Leave the mark of a build that has not ended."""
    mark = _mark(builder, site)
    is_second = mark.is_file()
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(_AGAIN if is_second else "", encoding="ascii")
    watch(builder, mark.with_suffix(_WHOLE))
    if is_second:
        for folder in (site.folder, Path(builder.outdir), Path(builder.srcdir, site.settings.output)):
            sweep(folder)
        # Sphinx stumbles over one that is empty, and takes a whole one for the word that every page is as it says.
        Path(builder.outdir, ".buildinfo").unlink(missing_ok=True)


def note_end(builder: Builder, site: Site) -> None:
    """Remove the mark, unless a page could not be written as a whole."""
    mark = _mark(builder, site)
    whole = mark.with_suffix(_WHOLE)
    if whole.is_file():
        mark.unlink(missing_ok=True)
        whole.unlink()


def leave_as_before(builder: Builder, site: Site) -> None:
    """Remove the mark unless it tells of an earlier build too: that one's debt is not paid."""
    if not was_interrupted(builder, site):
        note_end(builder, site)


def beginning(builder: Builder, site: Site) -> int:
    """Return when this build began, as the file system counts time."""
    return _mark(builder, site).stat().st_mtime_ns


def was_interrupted(builder: Builder, site: Site) -> bool:
    """Tell whether the build before this one wrote to the same output and did not end."""
    return _mark(builder, site).read_text(encoding="ascii") == _AGAIN


def doubtful_documents(builder: Builder, env: BuildEnvironment, site: Site) -> set[str]:
    """Return the documents with a doctree of a build that did not come to keep its environment."""
    others = [mark for mark in site.output_folder.glob(f"*{_SUFFIX}") if mark != _mark(builder, site)]
    pickled = Path(env.doctreedir, ENV_PICKLE_FILENAME)
    if not (others or was_interrupted(builder, site)) or not pickled.is_file():
        return set()
    kept = pickled.stat().st_mtime_ns
    return {docname for docname in env.all_docs if _written(Path(env.doctreedir, f"{docname}.doctree")) >= kept}


def _mark(builder: Builder, site: Site) -> Path:
    return state_path(site.output_folder, builder).with_suffix(_SUFFIX)


def _written(path: Path) -> int:
    return path.stat().st_mtime_ns if path.is_file() else 0
