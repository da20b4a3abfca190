"""Bytes to text: by byte order mark, by declaration, else as UTF-8."""

import codecs
import re
import tokenize
from dataclasses import dataclass
from io import BytesIO

from sphinx_kwindex.model.facts import Problem, SourceFile
from sphinx_kwindex.model.kinds import MARKUP_TYPES, PYTHON_TYPES, ProblemKind

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8 = "utf-8"
ANY_BYTE = "iso-8859-1"
"""What a text of unknown kind is read as that is not UTF-8 and declares nothing: it has no rule to break."""
DECLARATION = re.compile(rb"(?:coding|charset)\s*[=:]\s*[\"']?([-\w.]+)")
DECLARATION_WITHIN = 1024
"""How many bytes from the start of a text that is not Python a declaration of its encoding is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text whose lines end in line feeds alone, the name of the encoding it was read in, and what was wrong."""

    text: str
    encoding: str
    problems: tuple[Problem, ...]


def decode(file: SourceFile, data: bytes) -> Decoded:
    """The text of ``file``; what cannot be decoded becomes U+FFFD, with a problem."""
    wide = next((encoding for bom, encoding in BOMS if data.startswith(bom)), None)
    if wide:
        return _decoded(file, data, wide)
    if file.type in PYTHON_TYPES:
        return _python(file, data)
    try:
        return _text(data.decode("utf-8-sig"), UTF8)
    except UnicodeDecodeError:
        return _decoded(file, data, _declared(data) or ("utf-8-sig" if file.type in MARKUP_TYPES else ANY_BYTE))


def _declared(data: bytes) -> str:
    declared = DECLARATION.search(data[:DECLARATION_WITHIN])
    return declared[1].decode("ascii").lower() if declared else ""


def _python(file: SourceFile, data: bytes) -> Decoded:
    """Decode as the interpreter does."""
    try:
        encoding, _lines = tokenize.detect_encoding(BytesIO(data).readline)
    except SyntaxError as error:
        decoded = _decoded(file, data, "utf-8-sig")
        # Bytes that are not UTF-8 have been reported with their line; what remains is a declaration of no use.
        return (
            decoded
            if decoded.problems
            else _text(decoded.text, UTF8, _problem(file, _declaration_line(data), error.msg))
        )
    return _decoded(file, data, encoding)


def _declaration_line(data: bytes) -> int:
    return 1 if DECLARATION.search(data.split(b"\n", 1)[0]) else 2


def _decoded(file: SourceFile, data: bytes, encoding: str) -> Decoded:
    try:
        return _text(_writable(data.decode(encoding)), _name(encoding))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not valid {_name(encoding)}: {error.reason}"
        return _text(data.decode(encoding, "replace"), _name(encoding), _problem(file, line, message))
    except (LookupError, ValueError):
        message = f"{encoding!r} is no encoding of text"
        return _text(data.decode("utf-8-sig", "replace"), UTF8, _problem(file, _declaration_line(data), message))


def _writable(text: str) -> str:
    """Some encodings can name halves of characters, which no other can write."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(text: str, encoding: str, *problems: Problem) -> Decoded:
    return Decoded(text=text.replace("\r\n", "\n").replace("\r", "\n"), encoding=encoding, problems=problems)


def _name(encoding: str) -> str:
    return UTF8 if encoding == "utf-8-sig" else encoding


def _problem(file: SourceFile, line: int, message: str) -> Problem:
    return Problem(kind=ProblemKind.ENCODING, file=file.path, line=line, message=message)
