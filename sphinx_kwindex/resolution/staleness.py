"""Which documents an output folder shows with answers that are no longer true."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from pathlib import Path

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.blocks import Query, Source
from sphinx_kwindex.pages.fingerprint import api_names, digest
from sphinx_kwindex.pages.placeholder import kwindex_answer, query_of
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.stubs import write_if_changed
from sphinx_kwindex.resolution.places import ApiPlaces

Asked = Mapping[str, list[tuple[Query, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputState:
    """What one builder left in one output folder.

    ``answers`` are digests by hand-written document, ``objects`` the addresses of documented Python objects by full
    name, ``files`` the files of generated pages by document, relative to the output folder. ``names`` is a digest of
    the scripts of the type-ahead and of what they were made from, besides the store, whose state ``index`` tells.
    ``search`` is a digest of the search index and of all that it was made from.
    ``neighbours`` are digests of what stands around each document, ``contents`` are those of the table of contents,
    ``shown`` how much of it a page shows.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    objects: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    names: str = ""
    index: str = ""
    search: str = ""
    neighbours: Mapping[str, str] = field(default_factory=dict)
    contents: str = ""
    shown: str = ""


def state_path(folder: Path, builder: Builder) -> Path:
    """Return where the state of an output folder is kept: beside the store, so that it is no part of the output."""
    name = blake2b(str(Path(builder.outdir).resolve()).encode(), digest_size=8).hexdigest()
    return folder / f"{builder.name}-{name}.json"


def read_state(path: Path) -> OutputState | None:
    """Return a kept state, ``None`` where there is none that can be read."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
        mappings = {key: dict(state[key]) for key in ("answers", "objects", "files", "neighbours")}
        texts = {key: str(state[key]) for key in ("names", "index", "search", "contents", "shown")}
        return OutputState(**mappings, **texts)  # type: ignore[arg-type] # the keys tell the types
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_state(path: Path, state: OutputState) -> None:
    """Keep a state for the next build."""
    kept = {entry.name: getattr(state, entry.name) for entry in fields(state)}
    write_if_changed(path, json.dumps(kept, sort_keys=True))


def answers_of(asked: Asked) -> dict[str, str]:
    """Return one digest for each document out of those of its answers."""
    return {docname: digest(*(one for _, one in questions)) for docname, questions in asked.items()}


def objects_of(places: ApiPlaces) -> dict[str, str]:
    """Return the address of each documented Python object, as a text to compare."""
    own = {name: f"{docname}#{anchor}" for name, (docname, anchor) in places.own.items()}
    return {**places.others, **own}


def stale_documents(state: OutputState, answers: Mapping[str, str]) -> set[str]:
    """Return the hand-written documents whose answers the output does not show."""
    return _changed(state.answers, answers)


def moved_objects(state: OutputState, objects: Mapping[str, str]) -> set[str]:
    """Return the names of the documented objects that came, went or moved since the output was written."""
    return _changed(state.objects, objects)


def documents_linking_to(names: set[str], env: BuildEnvironment, site: Site) -> Iterator[str]:
    """Yield the documents that show any of ``names`` in an answer.

    The doctrees know what each document asks. It is kept nowhere else, since documented objects seldom move.
    """
    for docname in sorted(env.found_docs & env.all_docs.keys()):  # a book spares itself the reading of some
        if any(not names.isdisjoint(_linked(node, site)) for node in _placeholders(env, docname)):
            yield docname


def _placeholders(env: BuildEnvironment, docname: str) -> Iterator[kwindex_answer]:
    yield from env.get_doctree(docname).findall(kwindex_answer)


def _linked(node: kwindex_answer, site: Site) -> Iterator[str]:
    blocks = site.answer(query_of(node))
    yield from api_names(blocks)
    for block in blocks:
        if isinstance(block, Source):
            yield from _linked_by_source(block.path, site)


def _linked_by_source(path: str, site: Site) -> Iterator[str]:
    for entry in site.reader.imports(path):
        parts = (entry.resolved.name or entry.imported.module).split(".")
        yield from (".".join(parts[: end + 1]) for end in range(len(parts)))
    yield from (reference.name for reference in site.reader.references(path) if reference.target is None)


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
