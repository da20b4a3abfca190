"""The builder ``kwindex``: the whole index as one JSON file."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from sphinx.builders import Builder

from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.links import Relation
from sphinx_kwindex.model.rows import Entry, FileRow, ImportEntry, Measures
from sphinx_kwindex.pages.site import site_of
from sphinx_kwindex.store import Reader

_VERSION = 1
_FILENAME = "kwindex.json"

Object = dict[str, Any]


class IndexBuilder(Builder):
    """Writes what the store knows; the documents of the project are not even read."""

    name = "kwindex"
    epilog = f"The index is %(outdir)s/{_FILENAME}."
    allow_parallel = True

    def get_outdated_docs(self) -> str:
        """Say what is made."""
        return _FILENAME

    def build(  # type: ignore[misc] # final for builders that read documents, which is what this one spares
        self,
        docnames: Iterable[str] | None,  # noqa: ARG002 - as Sphinx calls it
        summary: str | None = None,  # noqa: ARG002 - as Sphinx calls it
        method: Literal["all", "specific", "update"] = "update",  # noqa: ARG002 - as Sphinx calls it
    ) -> None:
        """Write the index, as a whole or not at all."""
        path = Path(self.outdir) / _FILENAME
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(index_text(self.config.project, site_of(self.config).reader))
        partial.replace(path)


def index_text(project: str, reader: Reader) -> Iterator[str]:
    """Yield the JSON text in pieces: one object a line, so that two indexes can be compared line by line."""
    yield f'{{\n"version": {_VERSION},\n"project": {json.dumps(project, ensure_ascii=False)}'
    for name, objects in _LISTS.items():
        yield f',\n"{name}": ['
        for number, one in enumerate(objects(reader)):
            yield (",\n" if number else "\n") + json.dumps(one, ensure_ascii=False)
        yield "\n]"
    yield "\n}\n"


def _files(reader: Reader) -> Iterator[Object]:
    return (_file(row, reader.measures(row.path)) for row in reader.files())


def _file(row: FileRow, measures: Measures | None) -> Object:
    return {
        "path": row.path,
        "module": row.module,
        "type": row.type.value,
        "size": measures.size if measures else 0,
        "lines": measures.lines if measures else 0,
        "digest": measures.digest if measures else "",
        "summary": row.summary,
        "is_package": row.is_package,
        "is_test": row.is_test,
    }


def _symbols(reader: Reader) -> Iterator[Object]:
    return (_symbol(entry) for row in reader.files() for entry in sorted(reader.keywords(row.path), key=_place))


def _place(entry: Entry) -> tuple[int, int, str, str]:
    keyword = entry.keyword
    return keyword.line, keyword.column, keyword.qualname, keyword.kind.value


def _symbol(entry: Entry) -> Object:
    keyword = entry.keyword
    return {
        "name": keyword.name,
        "qualname": entry.fullname,
        "kind": keyword.kind.value,
        "file": entry.file,
        "line": keyword.line,
        "end_line": keyword.end_line,
        "signature": keyword.signature,
        "summary": keyword.summary,
        "visibility": keyword.visibility.value,
        "conditional": keyword.condition is not None,
        "bases": list(keyword.bases),
        "decorators": list(keyword.decorators),
        "inferred_type": keyword.inferred_type,
    }


def _imports(reader: Reader) -> Iterator[Object]:
    for row in reader.files():
        entries = sorted(reader.imports(row.path), key=lambda entry: (entry.imported.line, entry.resolved.index))
        yield from (_import(row.path, entry) for entry in entries)


def _import(path: str, entry: ImportEntry) -> Object:
    imported, resolved = entry.imported, entry.resolved
    return {
        "file": path,
        "line": imported.line,
        "module": imported.module,
        "name": imported.name,
        "alias": imported.alias,
        "scope": imported.scope.value,
        "target": resolved.name,
        "target_kind": resolved.kind.value,
        "target_file": resolved.target.file if resolved.target else None,
        "confidence": resolved.confidence.value if resolved.confidence else None,
    }


def _references(reader: Reader) -> Iterator[Object]:
    for row in reader.files():
        places = sorted(
            (line, column, reference.name, reference.confidence.value)
            for reference in reader.references(row.path)
            if reference.target is not None
            for line, column in zip(reference.places[::2], reference.places[1::2], strict=True)
        )
        for line, column, target, confidence in places:
            yield {"file": row.path, "line": line, "column": column, "target": target, "confidence": confidence}


def _related(reader: Reader) -> Iterator[Object]:
    for row in reader.files():
        yield {"file": row.path, "related": [_relation(one) for one in reader.relations(row.path)]}


def _relation(relation: Relation) -> Object:
    reasons = [{"kind": reason.kind, "details": list(reason.details)} for reason in relation.reasons]
    return {"file": relation.file, "score": relation.score, "reasons": reasons}


def _problems(reader: Reader) -> Iterator[Object]:
    return (_problem(one) for one in sorted(reader.problems(), key=_order))


def _order(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.line or 0, problem.kind.value, problem.message


def _problem(problem: Problem) -> Object:
    return {"kind": problem.kind.value, "file": problem.file, "line": problem.line, "message": problem.message}


_LISTS: dict[str, Callable[[Reader], Iterator[Object]]] = {
    "files": _files,
    "symbols": _symbols,
    "imports": _imports,
    "references": _references,
    "related": _related,
    "problems": _problems,
}
