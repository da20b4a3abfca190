"""The one place where problems become Sphinx warnings."""

from collections.abc import Iterable

from sphinx.util import logging

from sphinx_kwindex.model.facts import Problem

logger = logging.getLogger(__name__)


def report(problems: Iterable[Problem]) -> None:
    """Warn of each problem as ``kwindex.<kind>``, at its file and line."""
    for problem in problems:
        logger.warning("%s", problem.message, type="kwindex", subtype=problem.kind.value, location=_location(problem))


def _location(problem: Problem) -> str:
    # Sphinx takes a location without a colon for the name of a document.
    return f"{problem.file}:{problem.line if problem.line is not None else ''}"
