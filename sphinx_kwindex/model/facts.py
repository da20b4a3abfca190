"""Facts: all that can be said about one file from that file alone."""

from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.model.kinds import FileType, ImportScope, Kind, ProblemKind, Visibility
from sphinx_kwindex.model.uses import Uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something the user should know; ``line`` counts from 1, ``None`` where the whole file is meant."""

    kind: ProblemKind
    file: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A text file under one of the roots.

    ``path`` is its identity: POSIX, relative to the base of its root. ``location`` is where it lies on this machine;
    it is never stored nor shown. ``module`` is the dotted name by which it is imported, ``None`` for what cannot be
    imported; a stub bears its module's name. ``digest`` is of the bytes; ``size`` counts them. ``repository_path`` is
    relative to the top of its git repository, ``None`` outside one.
    """

    path: str
    location: Path
    type: FileType
    module: str | None
    is_package: bool
    is_test: bool
    size: int
    digest: str
    repository_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A name that a file defines.

    ``qualname`` is the dotted path inside the file (``Client.connect``; ``Client.connect.<locals>.retry`` inside a
    function, as Python spells it; empty for the module itself). Lines count from 1, ``line`` is that of the name and
    ``end_line`` the last of the definition; ``column`` counts characters from 0 and is that of the name.
    ``condition`` is the text of the innermost ``if``/``try``/``match`` (``TYPE_CHECKING``, ``except ImportError``,
    ``sys.platform == 'win32'``) it depends on, ``until del`` for a function or class that the module deletes again, or
    the call (``setup()``) of the function that sets it as ``global``.
    ``bases`` and ``decorators`` are source text without call arguments of decorators. ``alias_of`` is the dotted name
    as written where the value is nothing but a name. ``inferred_type`` is the declared type or return annotation as
    written, or else what the value shows: a class of this file by its qualname, any other by its full dotted name.
    """

    name: str
    qualname: str
    kind: Kind
    line: int
    end_line: int
    column: int
    signature: str | None
    summary: str
    visibility: Visibility
    condition: str | None
    bases: tuple[str, ...]
    decorators: tuple[str, ...]
    inferred_type: str | None
    alias_of: str | None
    is_async: bool
    is_static: bool
    is_classmethod: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One name that an import statement binds, or one star.

    ``module`` is absolute where the file's own module name says so (``from . import x`` in ``pkg.mod`` gives
    ``pkg``), and as written, dots included, where the relative import leaves the top package or the file has no
    module. ``name`` is ``None`` for ``import module``, ``"*"`` for a star. ``bound`` is the name it binds in its
    scope (``os`` for ``import os.path``; empty for a star). ``within`` is the qualname of the class or function it
    stands in. ``line`` is that of the imported name itself, also in a statement of several lines.
    """

    line: int
    column: int
    module: str
    written: str
    name: str | None
    alias: str | None
    bound: str
    scope: ImportScope
    within: str
    condition: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """What ``__all__`` says.

    ``names`` are its own; ``includes`` the modules or objects (dotted, as written) whose ``__all__`` it takes in.
    ``complete`` is false where a part of it could not be read from the text.
    """

    names: tuple[str, ...]
    includes: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A pattern seen in a file.

    ``topic`` is ``idioms``, ``concurrency``, ``native`` or ``sensitive``; ``subject`` the words a person reads;
    ``lines`` are where, ``names`` the resolved dotted names that show it.
    """

    topic: str
    subject: str
    names: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    """A piece of code in a Markdown or reStructuredText file; ``line`` is that of its first line of code."""

    line: int
    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """Everything one file says of itself.

    ``summary`` is the first paragraph of the module docstring (or what a markup file begins with), on one line, plain
    text. ``role`` is one of ``package``, ``test``, ``script``, ``stub``, ``generated``, ``module``, ``document``,
    ``text``. ``words`` are sub-words with their counts, sorted. ``mentions`` are dotted names that a markup file sets
    as literals, with their lines. ``imports`` and ``uses`` of a markup file are those of its Python code blocks, and
    what it mentions is used as well. ``lines`` counts lines.
    """

    path: str
    module: str | None
    type: FileType
    is_package: bool
    is_test: bool
    size: int
    digest: str
    lines: int
    encoding: str
    summary: str
    role: str
    keywords: tuple[Keyword, ...]
    imports: tuple[Import, ...]
    exports: Exports | None
    uses: Uses
    observations: tuple[Observation, ...]
    code_blocks: tuple[CodeBlock, ...]
    mentions: tuple[tuple[str, int], ...]
    words: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
