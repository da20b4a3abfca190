"""Fixtures for the tests of every stage."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

pytest.register_assert_rewrite("builds.building")

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes files under a fresh folder and returns that folder."""

    def write_files(files: Mapping[str, str | bytes]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write_files
