"""The stubs of generated pages: written only where something changed, removed only where they are ours."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from sphinx.errors import SphinxError

from sphinx_kwindex.blocks import Page, Query, Section
from sphinx_kwindex.pages.project import STUB_SUFFIX, TEXTS_SUFFIX, stub_path, texts_path

_UNFINISHED = ".kwindex-unfinished"


class PageError(SphinxError):
    """A page could not be written."""

    category = "sphinx-kwindex"


def stub_text(page: Page, fingerprint: str) -> str:
    """Return the stub of a page: all that reading it needs, and a digest of all that it shows."""
    return json.dumps({"fingerprint": fingerprint, "page": asdict(page)}, sort_keys=True, separators=(",", ":")) + "\n"


def read_stub(text: str) -> Page:
    """Return the page that a stub describes."""
    page = json.loads(text)["page"]
    return Page(
        docname=page["docname"],
        title=page["title"],
        lead=tuple(_query(query) for query in page["lead"]),
        sections=tuple(
            Section(id=section["id"], title=section["title"], query=_query(section["query"]))
            for section in page["sections"]
        ),
        children=tuple(page["children"]),
        code=page["code"],
    )


def write_stubs(folder: Path, stubs: Mapping[str, str | None]) -> tuple[str, ...]:
    """Make the folder hold exactly ``stubs`` (docname to text); return the docnames that are gone.

    Where there is no text, the file stays as it is. Files whose text is the same keep their modification time, which is
    what Sphinx goes by.
    """
    gone = sorted(set(list_stubs(folder, STUB_SUFFIX, TEXTS_SUFFIX)) - set(stubs))
    for docname in gone:
        delete(stub_path(folder, docname), folder)
        delete(texts_path(folder, docname), folder)
    for docname, text in stubs.items():
        if text is not None:
            write_if_changed(stub_path(folder, docname), text)
    return tuple(gone)


def list_stubs(folder: Path, *suffixes: str) -> Iterator[str]:
    """Yield the docnames of which the folder has a stub, or a file with one of ``suffixes``."""
    for place, _, names in os.walk(folder):
        below = Path(place).relative_to(folder).as_posix()
        start = "" if below == "." else f"{below}/"
        for suffix in suffixes or (STUB_SUFFIX,):
            yield from (start + name.removesuffix(suffix) for name in names if name.endswith(suffix))


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file as a whole or not at all, unless it has this text; tell whether it was written.

    Raises:
        PageError: where the operating system refuses.
    """
    content = text.encode()
    with suppress(OSError):
        if path.read_bytes() == content:
            return False
    write_whole(path, content)
    return True


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all.

    Raises:
        PageError: where the operating system refuses.
    """
    try:
        _replace_in_folder(path, content)
    except OSError as error:
        msg = f"cannot write {path}: {error.strerror or error}"
        raise PageError(msg) from error


def delete(path: Path, top: Path) -> None:
    """Delete a file, and the folders below ``top`` that are empty without it.

    Raises:
        PageError: where the operating system refuses.
    """
    try:
        path.unlink(missing_ok=True)
        folder = path.parent
        while folder != top and folder.is_relative_to(top) and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
    except OSError as error:
        msg = f"cannot delete {path}: {error.strerror or error}"
        raise PageError(msg) from error


def sweep(folder: Path) -> None:
    """Delete what a killed build had not yet written as a whole."""
    for path in folder.rglob(_UNFINISHED):
        path.unlink(missing_ok=True)


def _replace_in_folder(path: Path, content: bytes) -> None:
    try:
        _replace(path, content)
    except FileNotFoundError:  # of thousands of pages, few are the first in their folder
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)


def _replace(path: Path, content: bytes) -> None:
    # One build writes here at a time, one file after the other.
    unfinished = path.with_name(_UNFINISHED)
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _query(value: Mapping[str, object]) -> Query:
    options: Iterable[tuple[str, str]] = value["options"]  # type: ignore[assignment] # as stub_text wrote them
    return Query(str(value["view"]), str(value["subject"]), tuple((name, text) for name, text in options))
