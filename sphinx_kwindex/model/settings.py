"""The configuration as the stages see it: read once, frozen, checked."""

from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.model.kinds import Kind, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """One configured source folder.

    ``folder`` is absolute. ``base`` is the absolute folder that the paths of its files are relative to, ``None``
    where discovery chooses it. ``package`` is the dotted name of the folder itself as imports spell it (``""``: the
    folder is an import root, as ``src`` is), ``None`` where discovery finds out. Patterns are in git-ignore syntax,
    relative to ``folder``.
    """

    folder: Path
    written: str
    base: Path | None
    package: str | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every option of the extension, in the types the stages use.

    ``output`` is the docname of the folder of generated pages. ``forge`` is the link template, empty for none.
    ``max_file_size`` is in bytes.
    """

    roots: tuple[Root, ...]
    gitignore: bool
    output: str
    visibility: frozenset[Visibility]
    kinds: frozenset[Kind]
    forge: str
    commit: str
    toctree: str
    pages: str
    source_pages: bool
    source_links: bool
    max_file_size: int
    test_patterns: tuple[str, ...]
    related_limit: int
    related_history: bool
    executor: str
