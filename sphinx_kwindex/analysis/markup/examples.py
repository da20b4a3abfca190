"""The Python in the code blocks of a document, as one module that the document shows piece by piece."""

import ast
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_kwindex.model.facts import CodeBlock

PYTHON = frozenset({"doctest", "py", "py3", "pycon", "pycon3", "python", "python3"})
PROMPTED = re.compile(r"\s*(>>>|\.\.\.)(?: (.*)|$)")
FIRST_PROMPT = ">>>"
_Lines = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """All Python of a document on the lines where it stands, the other lines empty.

    ``shifts`` say how many columns further right each line stands in the document.
    """

    text: str
    shifts: Mapping[int, int]


def example_of(blocks: Sequence[CodeBlock], text: str, languages: frozenset[str]) -> Example | None:
    """Put the code blocks that are Python together.

    Args:
        blocks: The code blocks of a document, in order.
        text: The document, its lines ended by line feeds.
        languages: What the language of a block may be called, besides the names of Python.

    Returns:
        ``None`` where no block is Python, or where a block is not to be found on its lines.
    """
    lines = text.split("\n")
    code: dict[int, str] = {}
    shifts: dict[int, int] = {}
    for block in blocks:
        if block.language.lower() in PYTHON | languages:
            found = [(line, written.rstrip()) for line, written in _code(block) if written.strip()]
            if found and _stands(found, lines) and _parses(found):
                code.update(found)
                shifts.update((line, len(lines[line - 1].rstrip()) - len(written)) for line, written in found)
    if not code:
        return None
    return Example(text="\n".join(code.get(line, "") for line in range(1, max(code) + 1)) + "\n", shifts=shifts)


def _code(block: CodeBlock) -> Iterator[tuple[int, str]]:
    """The lines of code; of a session with the interpreter, what follows its prompts."""
    lines = list(enumerate(block.text.split("\n"), block.line))
    if not block.text.lstrip().startswith(FIRST_PROMPT):
        yield from lines
        return
    inside = False
    for line, written in lines:
        prompted = PROMPTED.match(written)
        # Three dots are a prompt after another prompt only; in the output they are an ellipsis.
        inside = prompted is not None and (inside or prompted[1] == FIRST_PROMPT)
        if prompted is not None and inside:
            yield line, prompted[2] or ""


def _stands(code: _Lines, lines: Sequence[str]) -> bool:
    return all(line <= len(lines) and lines[line - 1].rstrip().endswith(written.strip()) for line, written in code)


def _parses(code: _Lines) -> bool:
    """Whether the block is Python by itself, so that it cannot spoil the others."""
    first, last, by_line = code[0][0], code[-1][0], dict(code)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse("\n".join(by_line.get(line, "") for line in range(first, last + 1)) + "\n")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True
