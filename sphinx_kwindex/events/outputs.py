"""What an output folder holds of ours: which of it is stale, and what has to go."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.builders import Builder
from sphinx.config import Config

from sphinx_kwindex.domain import KeywordDomain
from sphinx_kwindex.events.interruption import beginning, leave_as_before, note_end, was_interrupted
from sphinx_kwindex.events.search import search_state
from sphinx_kwindex.events.surroundings import contents, moved_surroundings, neighbours, shown_contents
from sphinx_kwindex.events.type_ahead import write_names
from sphinx_kwindex.pages.books import ASSEMBLING, BOOKS, pages_in_no_book
from sphinx_kwindex.pages.parsing import MADE_HERE
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.stubs import delete
from sphinx_kwindex.resolution.places import ApiPlaces
from sphinx_kwindex.resolution.staleness import (
    OutputState,
    answers_of,
    documents_linking_to,
    moved_objects,
    objects_of,
    read_state,
    stale_documents,
    state_path,
    write_state,
)


@dataclass(frozen=True, slots=True)
class _Opened:
    """What an output folder held before this build, what is not true of it any more, and what this build may write.

    ``files`` are as in `OutputState`.
    """

    before: OutputState
    stale: frozenset[str]
    files: Mapping[str, str]


_OPENED: WeakKeyDictionary[Config, _Opened] = WeakKeyDictionary()


def open_output(builder: Builder, site: Site, domain: KeywordDomain, places: ApiPlaces) -> frozenset[str]:
    """Return the documents that the output folder shows with answers that are no longer true.

    The files that this build may write are noted, so that they are known even if it does not end.
    """
    path = state_path(site.output_folder, builder)
    state = read_state(path)
    stale = _documents(builder, site)
    if state is not None and not was_interrupted(builder, site):
        stale &= _find_stale(state, builder, site, domain, places)
    before = state or OutputState()
    files = _files(builder, before.files)
    _OPENED[builder.config] = _Opened(before, stale, files)
    if not files.items() <= before.files.items():
        write_state(path, replace(before, files={**before.files, **files}))
    return stale


def output_before(builder: Builder) -> OutputState:
    """Return what the output folder held before this build."""
    return _OPENED[builder.config].before


def close_output(builder: Builder, site: Site, domain: KeywordDomain, places: ApiPlaces) -> None:
    """Delete the files of pages that are gone, write what all pages share, and keep what the next build has to know."""
    opened = _OPENED[builder.config]
    files = {docname: name for docname, name in opened.files.items() if docname in builder.env.found_docs}
    gone = {file for docname, file in opened.before.files.items() if docname not in builder.env.found_docs}
    _delete(Path(builder.outdir), gone - set(files.values()))
    names, index = write_names(builder, site, opened.before), site.reader.digest()
    since = beginning(builder, site)
    if all(_is_written(builder, docname, since) for docname in opened.stale & builder.env.found_docs):
        state = OutputState(
            answers=answers_of(domain.asked),
            objects=objects_of(places),
            files=files,
            names=names,
            index=index,
            search=search_state(builder, site),
            neighbours=neighbours(builder),
            contents=contents(builder),
            # Early versions of Sphinx 8 render nothing where nothing changed: nothing is known of the theme then.
            shown=shown_contents(builder.config) or opened.before.shown,
        )
        write_state(state_path(site.output_folder, builder), state)
        note_end(builder, site)
    else:  # it was told to write some documents only
        state = replace(opened.before, files=files, names=names, index=index)
        write_state(state_path(site.output_folder, builder), state)
        leave_as_before(builder, site)


def _find_stale(state: OutputState, builder: Builder, site: Site, domain: KeywordDomain, places: ApiPlaces) -> set[str]:
    stale = stale_documents(state, answers_of(domain.asked))
    moved = moved_objects(state, objects_of(places))
    if moved:
        stale.update(documents_linking_to(moved, builder.env, site))
    stale.update(moved_surroundings(state, builder))
    return stale


def _documents(builder: Builder, site: Site) -> frozenset[str]:
    """What the builder may write: documents that are there and have been read, in a book those that it has."""
    known = builder.env.found_docs & builder.env.all_docs.keys()
    return frozenset(known - pages_in_no_book(builder.env, site) if builder.name in BOOKS else known)


def _files(builder: Builder, before: Mapping[str, str]) -> Mapping[str, str]:
    env = builder.env
    docnames = sorted(docname for docname in env.found_docs if MADE_HERE in env.metadata.get(docname, {}))
    # Where one document still has the file that it had, all have.
    if docnames and before.keys() == set(docnames) and dict(_named(docnames[:1], builder)).items() <= before.items():
        return before
    return dict(_named(docnames, builder))


def _named(docnames: Iterable[str], builder: Builder) -> Iterator[tuple[str, str]]:
    top = len(str(builder.outdir)) + 1
    for docname in docnames:
        name = _output_file(builder, docname)
        if name:
            yield docname, name[top:].replace(os.sep, "/")


def _is_written(builder: Builder, docname: str, since: int) -> bool:
    name = "" if builder.name in ASSEMBLING else _output_file(builder, docname)
    return not name or (Path(name).is_file() and Path(name).stat().st_mtime_ns >= since)


def _output_file(builder: Builder, docname: str) -> str:
    """The file of a document, for the builders that write one for each; empty for others."""
    # So many documents are asked for that it matters what a name costs.
    if hasattr(builder, "get_outfilename"):
        return str(builder.get_outfilename(docname))
    suffix = getattr(builder, "out_suffix", "")
    return os.path.join(builder.outdir, docname + suffix) if suffix else ""  # noqa: PTH118 - a third of the time


def _delete(out: Path, names: Iterable[str]) -> None:
    for name in names:
        path = out / name
        if path.is_relative_to(out) and ".." not in path.parts:
            delete(path, out)
