"""The related files of every file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sphinx_kwindex.model.links import Relation
from sphinx_kwindex.model.ties import Known, Marks, Ties
from sphinx_kwindex.relations.changes import Commit
from sphinx_kwindex.relations.lists import compare, lists_for
from sphinx_kwindex.relations.signals import gather
from sphinx_kwindex.relations.staleness import marks_of, stale_lists

_NOTHING: Mapping[str, Known] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The lists that had to be made, by the paths of their files, and the marks of all files."""

    lists: Mapping[str, tuple[Relation, ...]]
    marks: Mapping[str, Marks]


def relate(
    files: Sequence[Ties], *, limit: int, history: Sequence[Commit] = (), known: Mapping[str, Known] = _NOTHING
) -> Related:
    """Find the related files of every file, closest first.

    A list has at most ``limit`` Python files, and after them at most half as many documents and other texts. A list
    rests on all files, because each word shifts weights; it is made again where anything that it rests on is not as
    ``known``, so that the same files give the same lists, whatever was there before.
    """
    ordered = sorted(files, key=lambda file: file.path)
    signals = gather(ordered, history)
    comparison = compare(ordered)
    marks = marks_of(comparison, signals, limit)
    stale = stale_lists(marks, known, comparison, signals, limit)
    lists = lists_for([file for file in ordered if file.path in stale], comparison, signals, limit)
    return Related(lists=lists, marks=marks)
