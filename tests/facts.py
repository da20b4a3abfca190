"""Facts for tests, with a default for everything a test does not speak of."""

import hashlib
from pathlib import Path
from typing import Any

from sphinx_kwindex.model.facts import Exports, FileFacts, Import, Keyword, SourceFile
from sphinx_kwindex.model.kinds import FileType, ImportScope, Kind, Visibility
from sphinx_kwindex.model.uses import Uses


def keyword(qualname: str, line: int = 1, **fields: Any) -> Keyword:
    name = fields.pop("name", qualname.rpartition(".")[2])
    defaults: dict[str, Any] = {
        "kind": Kind.FUNCTION if qualname else Kind.MODULE,
        "end_line": line,
        "column": 0,
        "signature": None,
        "summary": "",
        "visibility": Visibility.PUBLIC,
        "condition": None,
        "bases": (),
        "decorators": (),
        "inferred_type": None,
        "alias_of": None,
        "is_async": False,
        "is_static": False,
        "is_classmethod": False,
    }
    return Keyword(name=name, qualname=qualname, line=line, **(defaults | fields))


def imported(module: str, name: str | None = None, line: int = 1, **fields: Any) -> Import:
    alias = fields.get("alias")
    bound = alias or ("" if name == "*" else name or module.partition(".")[0])
    defaults: dict[str, Any] = {
        "column": 0,
        "written": module,
        "alias": None,
        "bound": bound,
        "scope": ImportScope.MODULE,
        "within": "",
        "condition": None,
    }
    return Import(module=module, name=name, line=line, **(defaults | fields))


def file_facts(path: str, module: str | None = "", *found: Keyword | Import, **fields: Any) -> FileFacts:
    is_package = path.endswith(("__init__.py", "__init__.pyi"))
    if module == "":
        module = path.rpartition(".")[0].replace("/", ".").removesuffix(".__init__")
    top = keyword("", name=(module or "").rpartition(".")[2])
    defaults: dict[str, Any] = {
        "type": FileType.STUB if path.endswith(".pyi") else FileType.PYTHON,
        "is_package": is_package,
        "is_test": False,
        "size": 0,
        "digest": hashlib.sha256(repr((path, found)).encode()).hexdigest(),
        "lines": 0,
        "encoding": "utf-8",
        "summary": "",
        "role": "module",
        "keywords": (top, *(one for one in found if isinstance(one, Keyword))),
        "imports": tuple(one for one in found if isinstance(one, Import)),
        "exports": None,
        "uses": Uses(),
        "observations": (),
        "code_blocks": (),
        "mentions": (),
        "words": (),
        "problems": (),
    }
    return FileFacts(path=path, module=module, **(defaults | fields))


def source_of(facts: FileFacts) -> SourceFile:
    return SourceFile(
        path=facts.path,
        location=Path("/nowhere"),
        type=facts.type,
        module=facts.module,
        is_package=facts.is_package,
        is_test=facts.is_test,
        size=facts.size,
        digest=facts.digest,
    )


def exports(*names: str, includes: tuple[str, ...] = (), complete: bool = True) -> Exports:
    return Exports(names=names, includes=includes, complete=complete)
