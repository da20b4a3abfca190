"""Files of which no more is known than that they are text."""

from sphinx_kwindex.analysis.words import words_of
from sphinx_kwindex.model.facts import FileFacts, Problem, SourceFile
from sphinx_kwindex.model.kinds import MARKUP_TYPES, FileType
from sphinx_kwindex.model.uses import Uses


def analyse_plain(file: SourceFile, text: str, encoding: str) -> FileFacts:
    """Count the lines and the words."""
    return bare_facts(file, lines=lines_of(text), encoding=encoding, words=words_of(text))


def bare_facts(
    file: SourceFile,
    *,
    lines: int,
    encoding: str = "utf-8",
    words: tuple[tuple[str, int], ...] = (),
    problems: tuple[Problem, ...] = (),
) -> FileFacts:
    """The facts that are known of a file without a parser."""
    return FileFacts(
        path=file.path,
        module=file.module,
        type=file.type,
        is_package=file.is_package,
        is_test=file.is_test,
        size=file.size,
        digest=file.digest,
        lines=lines,
        encoding=encoding,
        summary="",
        role=_role(file),
        keywords=(),
        imports=(),
        exports=None,
        uses=Uses(),
        observations=(),
        code_blocks=(),
        mentions=(),
        words=words,
        problems=problems,
    )


def lines_of(text: str) -> int:
    """How many lines ``text`` has; an unfinished last one counts."""
    return text.count("\n") + (not text.endswith("\n") and text != "")


def _role(file: SourceFile) -> str:
    """What the file is, as far as its place and name say."""
    if file.type is FileType.TEXT:
        return "text"
    if file.type in MARKUP_TYPES:
        return "document"
    if file.type is FileType.STUB:
        return "stub"
    if file.is_package:
        return "package"
    return "test" if file.is_test else "module"
