"""What a docstring says first."""

import re
from collections.abc import Iterator

_LIMIT = 300
_ADORNMENT = re.compile(r"[^\w\s]{3,}|[=\-~^#*]+")
_ROLE = re.compile(r":[\w:+.-]+:`(?:([^`<]+?)\s*<[^`>]*>|~(?:[^`]*\.)?([^`]+)|!?([^`]+))`")
_LINK = re.compile(r"`([^`<>]+)\s+<[^`<>]+>`_*")
_SENTENCE = re.compile(r"[.!?](?<!\be\.g.)(?<!\bi\.e.)(?<!\bvs.)(?<!\betc.)(?<!\bcf.)(?=[)\"'`]*\s+[^a-z\s])")
_BLANK = re.compile(r"\n\s*\n")
_MARKUP = (".. ", ">>>", ":param", ":type", ":return", ":rtype", "@", "|", "+-")


def paragraph_of(docstring: str, own: str = "") -> str:
    """Return the first paragraph in plain words on one line.

    A title that only repeats the name of the module (``own``) is passed over, and so is markup that is no text.
    """
    for block in _blocks(docstring.expandtabs()):
        lines = [line.strip() for line in block.splitlines()]
        text = " ".join(line for line in lines if line and not _ADORNMENT.fullmatch(line))
        if text and not text.startswith(_MARKUP) and not (own and text in {own, own.rpartition(".")[2]}):
            return plain(text)
    return ""


def _blocks(text: str) -> Iterator[str]:
    start = 0
    for blank in _BLANK.finditer(text):
        yield text[start : blank.start()]
        start = blank.end()
    yield text[start:]


def sentence_of(docstring: str, own: str = "") -> str:
    """Return the first sentence of the first paragraph, cut where it does not end."""
    if not docstring:
        return ""
    text = paragraph_of(docstring, own)
    end = _SENTENCE.search(text)
    if end is not None:
        text = text[: end.end()]
    return text if len(text) <= _LIMIT else f"{text[:_LIMIT].rpartition(' ')[0]}…"


def plain(text: str) -> str:
    """Return inline markup as the words that it shows, with single spaces."""
    if "`" in text:
        text = _LINK.sub(r"\1", _ROLE.sub(_shown, text)).replace("``", "`").replace("`", "")
    return " ".join(text.split())


def _shown(role: re.Match[str]) -> str:
    return next(group for group in role.groups() if group)
