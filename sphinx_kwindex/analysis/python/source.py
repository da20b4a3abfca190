"""The text of a file as the nodes of its tree point into it."""

import unicodedata

from astroid import nodes

from sphinx_kwindex.analysis.python.lines import walrus_lines


class Source:
    """Lines of a file, counted from 1 and parted at line feeds only, as the compiler parts them.

    ``walruses`` are the numbers of those that may have a ``:=``; ``may_list_exports`` tells whether there may be an
    ``__all__``.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.is_ascii = text.isascii()
        self.walruses = walrus_lines(text)
        self._has_comments = "#:" in text
        # The compiler's names are in normal form, the text's need not be.
        self.may_list_exports = not self.is_ascii or "__all__" in text
        self._encoded: tuple[int, bytes] = (0, b"")

    def column(self, line: int, offset: int) -> int:
        """Return the column in characters of an ``offset`` that the compiler gives in UTF-8 bytes."""
        if self.is_ascii or self.lines[line - 1].isascii():
            return offset
        return len(self._bytes(line)[:offset].decode(errors="replace"))

    def _bytes(self, line: int) -> bytes:
        """Return a line as the compiler counts it; a long one is asked for again and again."""
        if self._encoded[0] != line:
            self._encoded = line, self.lines[line - 1].encode()
        return self._encoded[1]

    def text_of(self, node: nodes.NodeNG) -> str:
        """Return the source of an expression on one line."""
        line, end = node.lineno, node.end_lineno
        if line is None or line != end or node.end_col_offset is None:
            # Comments and line ends may stand in between; the tree knows of neither.
            return " ".join(node.as_string().split())
        text = self.lines[line - 1]
        if self.is_ascii or text.isascii():
            return text[node.col_offset : node.end_col_offset]
        return self._bytes(line)[node.col_offset : node.end_col_offset].decode(errors="replace")

    def comment_at(self, line: int) -> str:
        """Return what ``#:`` says of the data on a line, at its end or above it."""
        if not self._has_comments:
            return ""
        _, mark, behind = self.lines[line - 1].partition("#: ")
        if mark:
            return behind.strip()
        above: list[str] = []
        while line > 1 and self.lines[line - 2].lstrip().startswith("#:"):
            line -= 1
            above.append(self.lines[line - 1].lstrip().removeprefix("#:").strip())
        return "\n".join(reversed(above))

    def find(self, name: str, line: int, column: int) -> tuple[int, int]:
        """Return line and column of the first ``name`` at or after a place, or that place if there is none.

        The compiler's names are in normal form, the text's need not be.
        """
        for number in range(line, len(self.lines) + 1):
            text = self.lines[number - 1]
            for start, word in _words(text):
                if (number > line or start >= column) and unicodedata.normalize("NFKC", word) == name:
                    return number, start
        return line, column


def _words(text: str) -> list[tuple[int, str]]:
    """Return the identifiers of a line with their columns."""
    words = []
    start = None
    for index, character in enumerate(f"{text} "):
        if character == "_" or f"_{character}".isidentifier():
            start = index if start is None else start
        elif start is not None:
            words.append((start, text[start:index]))
            start = None
    return words
