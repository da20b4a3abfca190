"""The index is brought up to date, with Sphinx's own progress lines and errors."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.display import status_iterator

from sphinx_kwindex.indexing import ExecutorError, Refreshed, refresh
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.store import StoreError, close_readers
from sphinx_kwindex.store.holding import hold


class KwindexError(SphinxError):
    """The index could not be brought up to date."""

    category = "sphinx-kwindex"


def keep_others_out(folder: Path) -> None:
    """Wait for a build that another process runs in the same doctree folder.

    Raises:
        SphinxError: with a message for people, where that takes too long or cannot be done.
    """
    try:
        hold(folder)
    except StoreError as error:
        raise KwindexError(str(error)) from error


def refresh_index(app: Sphinx, settings: Settings, folder: Path) -> Refreshed:
    """Bring the store up to date.

    Raises:
        SphinxError: with a message for people, where that cannot be done.
    """
    close_readers()

    def progress(things: Iterable[Any], summary: str, length: int) -> Iterable[Any]:
        return status_iterator(things, summary, "darkgreen", length, app.verbosity) if length else things

    try:
        return refresh(
            settings,
            folder,
            jobs=max(app.parallel, 1),  # 0 where Python code builds and says nothing of it
            also_exclude=_written_folders(app, settings),
            progress=progress,
        )
    except (StoreError, ExecutorError) as error:
        raise KwindexError(str(error)) from error


def _written_folders(app: Sphinx, settings: Settings) -> list[Path]:
    """The folders that builds write to: what lies there is no source, even if it lies under a root."""
    stubs = [Path(app.srcdir, settings.output)] if settings.pages == "files" else []
    return [Path(app.outdir), Path(app.doctreedir), *stubs]
