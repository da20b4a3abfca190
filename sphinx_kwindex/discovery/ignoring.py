"""What is left out: the user's patterns, ``.gitignore`` files, and what nobody means to index."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from sphinx_kwindex.model.settings import Root

NEVER = frozenset({".git", ".hg", ".svn", ".bzr", "CVS", "__pycache__"})
"""Names of the stores of version control systems and interpreters; no pattern brings them back."""

COMMONLY_IGNORED = (".*/", "node_modules/", "*.egg-info/", "*.dist-info/", "*.min.js", "*.min.css")
"""Hidden folders, such as tools' caches, and what machines write; ``!`` in ``kwindex_exclude`` brings them back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The rules of one ``.gitignore``.

    To a path relative to the root, its folder is reached by putting ``above`` before it (the file lies above the
    root) or by dropping ``below`` characters (it lies below).
    """

    spec: GitIgnoreSpec
    above: str = ""
    below: int = 0

    def ignores(self, path: str) -> bool | None:
        """Whether the rules leave ``path`` out, take it in, or say nothing."""
        return self.spec.check_file(self.above + path[self.below :]).include


Layers = tuple[Layer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """The patterns of one root; paths are relative to it, those of folders end in a slash."""

    include: GitIgnoreSpec | None
    exclude: GitIgnoreSpec
    common: GitIgnoreSpec

    def leaves_out(self, path: str, layers: Layers) -> bool:
        """Whether ``path`` is left out; the user's patterns go first, then the deepest ``.gitignore``."""
        path = _matchable(path)
        if not path.endswith("/") and self.include and not self.include.match_file(path):
            return True
        wish = self.exclude.check_file(path).include
        if wish is not None:
            return wish
        return bool(self.common.match_file(path)) or is_ignored(path, layers)


def filter_of(root: Root) -> Filter:
    """The patterns of ``root``, compiled."""
    return Filter(
        include=GitIgnoreSpec.from_lines(root.include) if root.include else None,
        exclude=GitIgnoreSpec.from_lines(root.exclude),
        common=GitIgnoreSpec.from_lines(COMMONLY_IGNORED),
    )


def is_ignored(path: str, layers: Layers) -> bool:
    """Whether the last of the layers that says anything of ``path`` leaves it out."""
    answers = (layer.ignores(path) for layer in reversed(layers))
    return next((answer for answer in answers if answer is not None), False)


def layers_above(folder: Path, top: Path | None) -> Layers:
    """The ``.gitignore`` files from the top of the repository down to the parent of ``folder``.

    None of them counts if they leave out ``folder`` itself, as for a package inside an ignored virtual environment:
    who names a folder wants it.
    """
    if top is None or top == folder:
        return ()
    above = [parent for parent in reversed(folder.parents) if parent.is_relative_to(top)]
    layers: Layers = ()
    for parent in above:
        layers += layer_of(parent / ".gitignore", above=folder.relative_to(parent).as_posix() + "/")
    return () if any(layer.ignores("") for layer in layers) else layers


def layer_of(gitignore: Path, *, above: str = "", below: int = 0) -> Layers:
    """The rules of one ``.gitignore`` file; none if it cannot be read."""
    try:
        text = gitignore.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ()
    return (Layer(spec=GitIgnoreSpec.from_lines(_valid(text.splitlines())), above=above, below=below),)


def repository_of(folder: Path) -> Path | None:
    """The top of the git repository that ``folder`` lies in."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)


def _valid(lines: Iterable[str]) -> list[str]:
    """Drop the lines that are no patterns, as git does."""
    return [line for line in lines if _is_pattern(line)]


def _is_pattern(line: str) -> bool:
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _matchable(path: str) -> str:
    """A path whose newlines and undecodable bytes do not trouble regular expressions."""
    return path.replace("\n", "?").encode("utf-8", "replace").decode("utf-8")
