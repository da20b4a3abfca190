"""A fixture that asks a small index."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from store.sample import fill

from sphinx_kwindex.store import Reader, close_readers, open_reader


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    fill(tmp_path)
    yield open_reader(tmp_path)
    close_readers()
