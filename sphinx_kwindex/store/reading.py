"""The reader that the pages ask, one for each store and process."""

import os
from pathlib import Path

from sphinx_kwindex.store.doubts import DoubtQuestions
from sphinx_kwindex.store.opening import open_to_read
from sphinx_kwindex.store.references import ReferenceQuestions
from sphinx_kwindex.store.tested import TestedQuestions


class Reader(ReferenceQuestions, DoubtQuestions, TestedQuestions):
    """Answers every question about a stored index.

    Answers are sorted, and the same for the same index; what is not there is ``None`` or an empty tuple.
    """

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()


_open: dict[tuple[int, str], Reader] = {}


def open_reader(folder: Path) -> Reader:
    """The reader of the store in ``folder``; a process keeps it until ``close_readers``.

    Raises:
        StoreError: there is no store.
    """
    # A connection must not be used on the other side of a fork, so the key tells the processes apart.
    # It is asked for with every question, and a path is quicker compared as text than looked up on the disk.
    key = os.getpid(), str(folder)
    if key not in _open:
        _open[key] = Reader(open_to_read(folder))
    return _open[key]


def close_readers() -> None:
    """Close the readers of this process."""
    for key in [key for key in _open if key[0] == os.getpid()]:
        _open.pop(key).close()
