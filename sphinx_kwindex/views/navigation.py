"""Where the reader is: breadcrumbs, neighbours, and what is on the page."""

from collections.abc import Iterator, Sequence

from sphinx_kwindex.blocks import Block, Inline, Link, PageTarget, Paragraph, Query, Text
from sphinx_kwindex.views.desk import Desk

TOP = "Source files"


def page_navigation(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the folders above a file or folder, and its neighbours; the option ``place`` names the kind of page."""
    path, place = query.subject, dict(query.options).get("place", "")
    crumbs = Paragraph(tuple(_crumbs(path, place, desk)), "breadcrumbs")
    neighbours = tuple(_neighbours(path, place, desk))
    return (crumbs, Paragraph(neighbours, "neighbours")) if neighbours else (crumbs,)


def page_map(query: Query, _desk: Desk) -> tuple[Block, ...]:
    """Return links to the sections of the page itself; the options are their anchors and titles in order."""
    docname = query.subject
    inlines: list[Inline] = []
    for number, (anchor, title) in enumerate(query.options):
        inlines += [Text(" · ")] * bool(number)
        inlines.append(Link(title, PageTarget(docname, anchor), code=False))
    return (Paragraph(tuple(inlines), "map"),)


def lineage(folder: str) -> list[str]:
    """Return a folder and all above it but the top, topmost first."""
    parts = folder.split("/") if folder else []
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def _crumbs(path: str, place: str, desk: Desk) -> Iterator[Inline]:
    yield Link(TOP, PageTarget(desk.docnames.folder("")), code=False)
    folder = path if place == "keywords" else path.rpartition("/")[0]
    for above in lineage(folder):
        yield Text(" / ")
        yield Link(above.rpartition("/")[2], PageTarget(desk.docnames.folder(above)), code=False)
    if place in {"source", "usages"}:
        yield Text(" / ")
        yield desk.file_link(path, text=path.rpartition("/")[2])


def _neighbours(path: str, place: str, desk: Desk) -> Iterator[Inline]:
    if place == "folder":
        before, after = desk.gist("folders-beside", path, folders_beside)
        yield from _step(before, after, desk, place)
    elif place in {"", "source"}:
        before, after = desk.gist("files-beside", path, files_beside)
        yield from _step(before, after, desk, place)


def folders_beside(folder: str, desk: Desk) -> tuple[str | None, str | None]:
    """Return the folders before and after one."""
    return _beside(folder, desk.reader.subfolders(folder.rpartition("/")[0])) if folder else (None, None)


def files_beside(path: str, desk: Desk) -> tuple[str | None, str | None]:
    """Return the files before and after one in its folder."""
    return _beside(path, desk.reader.paths_in(path.rpartition("/")[0]))


def _beside(path: str, paths: Sequence[str]) -> tuple[str | None, str | None]:
    if path not in paths:
        return None, None
    index = paths.index(path)
    return (paths[index - 1] if index else None), (paths[index + 1] if index + 1 < len(paths) else None)


def _step(before: str | None, after: str | None, desk: Desk, place: str) -> Iterator[Inline]:
    if before is not None:
        yield _arrow(before, f"← {before.rpartition('/')[2]}", desk, place)
    if before is not None and after is not None:
        yield Text(" ")
    if after is not None:
        yield _arrow(after, f"{after.rpartition('/')[2]} →", desk, place)


def _arrow(path: str, text: str, desk: Desk, place: str) -> Link:
    names = desk.docnames
    docname = {"folder": names.folder, "source": names.source}.get(place, names.file)(path)
    direction = "previous" if text.startswith("←") else "next"
    return Link(text, PageTarget(docname), code=False, tooltip=path, style=direction)
