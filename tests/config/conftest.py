"""Fixtures that read settings."""

import pytest
from config.reading import config_of
from sphinx.errors import ConfigError

from sphinx_kwindex.config import read_settings


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "src").mkdir()
    return tmp_path


@pytest.fixture
def settings(folder):
    """Read settings from a conf.py in ``docs``, beside ``src``."""

    def read(**values):
        named = {"kwindex_sources": ["../src"]} | {f"kwindex_{name}": value for name, value in values.items()}
        return read_settings(config_of(named), folder / "docs")

    return read


@pytest.fixture
def error(settings):
    """The message about wrong values."""

    def read(**values):
        with pytest.raises(ConfigError) as caught:
            settings(**values)
        return str(caught.value)

    return read
