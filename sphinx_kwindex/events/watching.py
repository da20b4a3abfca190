"""Watching for pages that Sphinx could not write as a whole: it warns, and goes on as if it had."""

import errno
import logging
from pathlib import Path

from sphinx.builders import Builder
from sphinx.util.logging import NAMESPACE

_DISK = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO})


class _Watch(logging.Handler):
    """Deletes a file at the first warning that the disk refused: of all that can be done, it needs no space."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        arguments = record.args if isinstance(record.args, tuple) else ()
        if any(isinstance(one, OSError) and one.errno in _DISK for one in arguments):
            self._path.unlink(missing_ok=True)


def watch(builder: Builder, path: Path) -> None:
    """Let ``path`` be there until a builder of this kind warns that the disk refused, in whichever process."""
    path.touch()
    for module in {kind.__module__ for kind in type(builder).__mro__}:
        logger = logging.getLogger(f"{NAMESPACE}.{module}")
        logger.handlers[:] = [handler for handler in logger.handlers if not isinstance(handler, _Watch)]
        logger.addHandler(_Watch(path))
