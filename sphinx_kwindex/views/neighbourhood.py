"""A small picture of what a file and its related files import of each other."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Diagram, PageTarget
from sphinx_kwindex.views.desk import Desk

if TYPE_CHECKING:
    from sphinx_kwindex.model.links import Related

MOST_FILES = 12


def neighbourhood(path: str, related: "Collection[Related]", desk: Desk) -> tuple[Diagram, ...]:
    """Return the imports between a file and the closest of its related files; nothing where there are none."""
    files = {path: None} | dict.fromkeys([relation.file for relation in related][:MOST_FILES])
    edges = tuple(_edges(files, desk))
    ends = {end for source, target, _ in edges for end in (source, target)}
    nodes = tuple((file, _label(file, path), PageTarget(desk.docnames.file(file))) for file in files if file in ends)
    caption = "An arrow leads from a file to one that it imports from."
    return (Diagram(nodes, edges, caption, ()),) if edges else ()


def _edges(files: Collection[str], desk: Desk) -> Iterator[tuple[str, str, int]]:
    for source in files:
        imports = desk.reader.imports(source)
        targets = Counter(entry.resolved.target.file for entry in imports if entry.resolved.target)
        yield from ((source, target, targets[target]) for target in files if target != source and target in targets)


def _label(file: str, path: str) -> str:
    """Return the file's own name, with its folder where that is another than that of ``path``."""
    folder, _, name = file.rpartition("/")
    return name if folder == path.rpartition("/")[0] else f"{folder.rpartition('/')[2]}/{name}".lstrip("/")
