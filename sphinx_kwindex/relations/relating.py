"""The related files of every file."""

from collections.abc import Mapping, Sequence

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.links import FileLinks, Relation
from sphinx_kwindex.relations.changes import Commit
from sphinx_kwindex.relations.lists import compare, list_for
from sphinx_kwindex.relations.signals import gather


def relate(
    files: Sequence[FileFacts],
    links: Sequence[FileLinks],
    *,
    limit: int,
    history: Sequence[Commit] = (),
) -> Mapping[str, tuple[Relation, ...]]:
    """Find the related files of every file, closest first.

    A list has at most ``limit`` Python files, and after them at most half as many documents and other texts. All
    lists are made from all files, because each word shifts the weights of all: the same files give the same lists,
    whatever was there before.
    """
    ordered = sorted(files, key=lambda file: file.path)
    signals = gather(ordered, links, history)
    comparison = compare(ordered)
    return {file.path: list_for(file, comparison, signals, limit) for file in ordered}
