"""What an output folder holds of ours: which of it is stale, and what has to go."""

from collections.abc import Iterable
from pathlib import Path

from sphinx.builders import Builder

from sphinx_kwindex.domain import KeywordDomain
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


def find_stale(builder: Builder, site: Site, domain: KeywordDomain, places: ApiPlaces) -> set[str]:
    """Return the documents that the output folder shows with answers that are no longer true."""
    state = read_state(state_path(site.output_folder, builder))
    if state is None:
        return set()
    stale = stale_documents(state, answers_of(domain.asked))
    moved = moved_objects(state, objects_of(places))
    if moved:
        stale.update(documents_linking_to(moved, builder.env, site))
    return stale & builder.env.found_docs


def close_output(builder: Builder, site: Site, domain: KeywordDomain, places: ApiPlaces) -> None:
    """Delete the files of pages that are gone, and keep what the next build has to know."""
    path = state_path(site.output_folder, builder)
    before = read_state(path) or OutputState()
    files = _files(builder)
    gone = {file for docname, file in before.files.items() if docname not in builder.env.found_docs}
    _delete(Path(builder.outdir), gone - set(files.values()))
    write_state(path, OutputState(answers=answers_of(domain.asked), objects=objects_of(places), files=files))


def _files(builder: Builder) -> dict[str, str]:
    env, out = builder.env, Path(builder.outdir)
    files = {}
    for docname in sorted(env.found_docs):
        if MADE_HERE in env.metadata.get(docname, {}):
            path = _output_file(builder, docname)
            if path is not None and path.is_file():
                files[docname] = path.relative_to(out).as_posix()
    return files


def _output_file(builder: Builder, docname: str) -> Path | None:
    """The file of a document, for the builders that write one for each."""
    if hasattr(builder, "get_outfilename"):
        return Path(builder.get_outfilename(docname))
    suffix = getattr(builder, "out_suffix", "")
    return Path(builder.outdir) / (docname + suffix) if suffix else None


def _delete(out: Path, names: Iterable[str]) -> None:
    for name in names:
        path = out / name
        if path.is_relative_to(out) and ".." not in path.parts:
            delete(path, out)
