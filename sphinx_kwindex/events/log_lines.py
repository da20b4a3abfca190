"""What Sphinx logs of a build, and nobody sees.

At each event Sphinx makes a line of all that its handlers are given, which of a page is the whole page, and one of each
style and script that they add to it. They are shown by ``-vv`` only, yet processes that write pages send them to the
main process: as much as they write.
"""

import logging

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, VERBOSE

_OF_PAGES = [logging.getLogger(f"{NAMESPACE}.sphinx.{name}") for name in ("events", "application", "registry")]
_SHOWN = 2
"""As many times ``-v`` has these lines shown."""


def log_what_is_shown(app: Sphinx) -> None:
    """Have the lines of pages made only where they are shown."""
    _set_level(logging.NOTSET if app.verbosity >= _SHOWN else VERBOSE)


def log_as_usual() -> None:
    """Have all lines made again."""
    _set_level(logging.NOTSET)


def _set_level(level: int) -> None:
    for logger in _OF_PAGES:
        logger.setLevel(level)
