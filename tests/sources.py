"""Facts of Python source text, for tests."""

from pathlib import Path
from typing import Any

from sphinx_kwindex.analysis.python import analyse_python
from sphinx_kwindex.model.facts import FileFacts, Keyword, SourceFile
from sphinx_kwindex.model.kinds import FileType


def source_file(**fields: Any) -> SourceFile:
    defaults: dict[str, Any] = {
        "path": "pkg/mod.py",
        "location": Path("nowhere"),
        "type": FileType.PYTHON,
        "module": "pkg.mod",
        "is_package": False,
        "is_test": False,
        "size": 0,
        "digest": "",
    }
    return SourceFile(**(defaults | fields))


def facts_of(text: str, **fields: Any) -> FileFacts:
    return analyse_python(source_file(**fields), text, "utf-8")


def keywords_of(text: str, **fields: Any) -> list[Keyword]:
    """All but the module's own."""
    return [keyword for keyword in facts_of(text, **fields).keywords if keyword.qualname]


def kinds_of(text: str, **fields: Any) -> dict[str, str]:
    return {keyword.qualname: str(keyword.kind) for keyword in keywords_of(text, **fields)}


def keyword_of(text: str, qualname: str, **fields: Any) -> Keyword:
    (found,) = [keyword for keyword in keywords_of(text, **fields) if keyword.qualname == qualname]
    return found
