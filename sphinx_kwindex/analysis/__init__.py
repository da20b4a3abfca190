"""Analysis: one source file in, its facts out.

Nothing of the project is imported or run, and nothing raises: whatever is wrong with a file becomes a problem.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from importlib import import_module

from sphinx_kwindex.analysis.decoding import Decoded, decode
from sphinx_kwindex.analysis.plain import analyse_plain, bare_facts
from sphinx_kwindex.analysis.surrogates import without_surrogates
from sphinx_kwindex.model.facts import FileFacts, Problem, SourceFile
from sphinx_kwindex.model.kinds import MARKUP_TYPES, FileType, ProblemKind

__all__ = ["Analysis", "analyse_with_text", "load_parsers"]

CHUNK = 1 << 20

Analyser = Callable[[SourceFile, str, str], FileFacts]
ANALYSERS: Mapping[FileType, tuple[str, str]] = {
    FileType.PYTHON: ("python", "analyse_python"),
    FileType.STUB: ("python", "analyse_python"),
    FileType.MARKDOWN: ("markup", "analyse_markdown"),
    FileType.RESTRUCTUREDTEXT: ("markup", "analyse_restructuredtext"),
    FileType.TEXT: ("plain", "analyse_plain"),
}
"""Modules of this package and functions in them; a parser is loaded with the first file that needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The facts of a file and its text, empty if the file is too large or could not be read."""

    facts: FileFacts
    text: str


def analyse_with_text(file: SourceFile, *, max_file_size: int) -> Analysis:
    """Everything that ``file`` says of itself, and its text.

    The digest and size of the facts are those of the bytes that were read: a file may have changed since it was
    discovered.

    Args:
        file: The file; it is read once.
        max_file_size: Size in bytes above which a file is only measured.
    """
    try:
        if file.size > max_file_size:
            return _measured(file, max_file_size)
        data = file.location.read_bytes()
    except OSError as error:
        problem = _problem(file, ProblemKind.UNREADABLE, f"the file cannot be read: {error.strerror}")
        return Analysis(facts=bare_facts(file, lines=0, problems=(problem,)), text="")
    file = replace(file, size=len(data), digest=blake2b(data, digest_size=len(file.digest) // 2).hexdigest())
    decoded = decode(file, data)
    facts = without_surrogates(_analysed(file, decoded), decoded.text)
    return Analysis(facts=replace(facts, problems=(*decoded.problems, *facts.problems)), text=decoded.text)


def load_parsers(types: Iterable[FileType]) -> None:
    """Load what files of these types need, for processes that are about to be made by a fork of this one."""
    for kind in set(types):
        analyser_of(kind)


def _measured(file: SourceFile, most: int) -> Analysis:
    lines, last = 0, b"\n"
    with file.location.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    problem = _problem(file, ProblemKind.TOO_LARGE, f"{file.size} bytes are more than kwindex_max_file_size = {most}")
    return Analysis(facts=bare_facts(file, lines=lines + (last != b"\n"), problems=(problem,)), text="")


def _analysed(file: SourceFile, decoded: Decoded) -> FileFacts:
    """Run the parser of the type; whatever it raises ends here, at the border of the stage."""
    analyse = analyser_of(file.type)
    try:
        return analyse(file, decoded.text, decoded.encoding)
    except RecursionError:
        problem = _problem(file, ProblemKind.TOO_COMPLEX, "the parser gave up on the depth of the text")
    except Exception as error:  # noqa: BLE001
        kind = ProblemKind.MARKUP if file.type in MARKUP_TYPES else ProblemKind.SYNTAX
        problem = _problem(file, kind, f"the parser failed: {type(error).__name__}: {error}")
    plain = analyse_plain(file, decoded.text, decoded.encoding)
    return replace(plain, problems=(problem,))


def analyser_of(kind: FileType) -> Analyser:
    """The function that reads files of a type."""
    module, name = ANALYSERS[kind]
    found: Analyser = getattr(import_module(f"{__name__}.{module}"), name)
    return found


def _problem(file: SourceFile, kind: ProblemKind, message: str) -> Problem:
    return Problem(kind=kind, file=file.path, line=None, message=message)
