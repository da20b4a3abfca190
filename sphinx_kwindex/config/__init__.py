"""Configuration: Sphinx's values in, one frozen ``Settings`` out."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_kwindex.config import checks
from sphinx_kwindex.config.forge import commit_of, template_of
from sphinx_kwindex.config.options import OPTIONS, PAGES, TOCTREES
from sphinx_kwindex.config.sources import read_roots
from sphinx_kwindex.model.kinds import Kind, Visibility
from sphinx_kwindex.model.settings import Settings

RIVALS = frozenset({"sphinx.ext.viewcode", "sphinx.ext.linkcode"})


def register(app: Sphinx) -> None:
    """Declare every option; none makes Sphinx read all documents again, since generated pages bear a fingerprint."""
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, "", option.types)


def read_settings(config: Config, confdir: Path) -> Settings:
    """Check every option and freeze them.

    Args:
        config: Sphinx's configuration, complete.
        confdir: The folder of ``conf.py``, to which relative source folders belong.

    Raises:
        ConfigError: naming the option, its value and what would be right.
    """
    roots = read_roots(config, confdir)
    forge = template_of(checks.text(config, "kwindex_forge"))
    visibility = checks.words(config, "kwindex_visibility", [value.value for value in Visibility])
    return Settings(
        roots=roots,
        gitignore=checks.flag(config, "kwindex_gitignore"),
        output=checks.docname(config, "kwindex_output"),
        visibility=frozenset(Visibility(word) for word in visibility),
        kinds=frozenset(Kind(word) for word in checks.words(config, "kwindex_kinds", [kind.value for kind in Kind])),
        forge=forge,
        commit=checks.text(config, "kwindex_commit") or commit_of(roots[0].folder, forge),
        toctree=checks.word(config, "kwindex_toctree", TOCTREES),
        pages=checks.word(config, "kwindex_pages", PAGES),
        source_pages=checks.flag(config, "kwindex_source_pages"),
        source_links=_source_links(config),
        max_file_size=checks.number(config, "kwindex_max_file_size"),
        test_patterns=checks.patterns("kwindex_test_patterns", config.kwindex_test_patterns),
        related_limit=checks.number(config, "kwindex_related_limit"),
        related_history=checks.flag(config, "kwindex_related_history"),
        executor=checks.dotted(config, "kwindex_executor"),
    )


def _source_links(config: Config) -> bool:
    """Without a word from the user, leave the links to the extension that already makes them."""
    if config.kwindex_source_links is None:
        return RIVALS.isdisjoint(config.extensions)
    return checks.flag(config, "kwindex_source_links")
