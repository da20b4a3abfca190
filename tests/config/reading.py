"""A configuration with the options of the extension, for tests."""

from sphinx.config import Config

from sphinx_kwindex.config.options import OPTIONS


def config_of(values=None, overrides=None):
    config = Config(dict(values or {}), overrides)
    for option in OPTIONS:
        config.add(option.name, option.default, "", option.types)
    return config
