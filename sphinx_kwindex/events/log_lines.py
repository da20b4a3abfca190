"""What Sphinx logs of a build, and nobody sees.

At each event Sphinx makes a line of all that its handlers are given, which of a page is the whole page. It is shown by
``-vv`` only, yet processes that write pages send these lines to the main process: as much as they write.
"""

import logging

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE

_EVENTS = logging.getLogger(f"{NAMESPACE}.sphinx.events")
_SHOWN = 2
"""As many times ``-v`` has these lines shown."""


def log_what_is_shown(app: Sphinx) -> None:
    """Have the lines of events made only where they are shown."""
    _EVENTS.setLevel(logging.NOTSET if app.verbosity >= _SHOWN else logging.INFO)


def log_as_usual() -> None:
    """Have all lines made again."""
    _EVENTS.setLevel(logging.NOTSET)
