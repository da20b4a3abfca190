"""The one place where problems become Sphinx warnings, and where the index says how it went."""

from collections.abc import Iterable

from sphinx.util import logging

from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.rows import Totals

logger = logging.getLogger(__name__)


def report(problems: Iterable[Problem]) -> None:
    """Warn of each problem as ``kwindex.<kind>``, at its file and line."""
    for problem in problems:
        logger.warning("%s", problem.message, type="kwindex", subtype=problem.kind.value, location=_location(problem))


def summarise(totals: Totals, *, index: float, pages: float) -> None:
    """Say what the index holds, and how many seconds its stages took."""
    logger.info(
        "index: %d files, %d keywords, %d references, %d%% of %d names resolved (index %.1f s, pages %.1f s)",
        totals.files,
        totals.keywords,
        totals.references,
        100 * totals.resolved // max(totals.names, 1),
        totals.names,
        index,
        pages,
    )


def _location(problem: Problem) -> str:
    # Sphinx takes a location without a colon for the name of a document.
    return f"{problem.file}:{problem.line if problem.line is not None else ''}"
