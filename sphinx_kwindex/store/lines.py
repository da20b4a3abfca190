"""The lines of a file."""


class Lines:
    """The text of a file by lines, which count from 1."""

    def __init__(self, text: str) -> None:
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def text(self, line: int) -> str:
        """The line, stripped; empty past the end."""
        return self._lines[line - 1].strip() if 0 < line <= len(self._lines) else ""
