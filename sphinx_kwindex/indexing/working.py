"""The stages of a refresh that has anything to do: analyse what changed, link and relate what that can reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sphinx_kwindex.indexing.analysing import analyse_all
from sphinx_kwindex.indexing.planning import Plan
from sphinx_kwindex.indexing.reaching import files_to_link
from sphinx_kwindex.indexing.remembering import KeptFacts
from sphinx_kwindex.indexing.timing import Progress, Stopwatch
from sphinx_kwindex.linking import SymbolTable, link_file
from sphinx_kwindex.linking.difference import names_that_differ
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.relations.changes import History
from sphinx_kwindex.relations.relating import relate
from sphinx_kwindex.relations.uses import bases_of, uses_of
from sphinx_kwindex.store import Store

FEW = 16
"""Of so many files and names it is worth while to ask who can see a difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be done, to which store, and who is shown how far it is."""

    plan: Plan
    settings: Settings
    history: History
    jobs: int
    store: Store
    progress: Progress


def do(work: Work, watch: Stopwatch) -> int:
    """Do it all; returns how many files were linked.

    Raises:
        ExecutorError: the configured executor cannot be had.
    """
    known = KeptFacts(work.store)
    before = _before(work)
    _analyse(work, known)
    watch.stop("analysing")
    linked = _link(work, known, before)
    watch.stop("linking")
    _relate(work)
    watch.stop("relating")
    return linked


def _analyse(work: Work, known: KeptFacts) -> None:
    for path in work.plan.removed:
        work.store.remove_file(path)
    tasks, size, executor = work.plan.tasks, work.settings.max_file_size, work.settings.executor
    analysed = analyse_all(tasks, max_file_size=size, jobs=work.jobs, executor=executor)
    for one in work.progress(analysed, "analysing source files... ", len(tasks)):
        work.store.put_file(one.encoded)
        known.keep(one.facts)


def _before(work: Work) -> dict[str, FileFacts]:
    """What the store has of files that are about to be analysed again; where they are many, all can be reached."""
    paths = [task.file.path for task in work.plan.tasks if task.file.path in work.plan.before]
    return {path: work.store.facts(path) for path in paths} if len(paths) <= FEW else {}


def _unseen(work: Work, known: KeptFacts, before: Mapping[str, FileFacts]) -> Iterator[str]:
    """The files that differ for others in nothing but names that no other file says."""
    for path, facts in before.items():
        names = names_that_differ(facts, known[path])
        if names is not None and len(names) <= FEW and not work.store.is_said(names, but_in=path):
            yield path


def _link(work: Work, known: KeptFacts, before: Mapping[str, FileFacts]) -> int:
    after = work.store.files()
    paths = files_to_link(work.plan.before, after, work.store, list(_unseen(work, known, before)))
    table = SymbolTable(after.values(), known, work.store.classes_named)
    for path in work.progress(paths, "linking source files... ", len(paths)):
        linked = link_file(table, known[path])
        work.store.put_links(known[path].imports, linked.links, linked.reach)
        work.store.put_ties(path, uses_of(linked.links, after[path].type), bases_of(linked.links))
    return len(paths)


def _relate(work: Work) -> None:
    store = work.store
    known, limit = store.known_relations(), work.settings.related_limit
    found = relate(tuple(store.ties()), limit=limit, history=work.history.commits, known=known)
    for path, relations in found.lists.items():
        store.put_relations(path, relations)
    store.put_marks(
        {path: marks for path, marks in found.marks.items() if path not in known or known[path].marks != marks}
    )
