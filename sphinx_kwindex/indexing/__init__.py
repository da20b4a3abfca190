"""Bringing the store up to date: discover, analyse what changed, link, relate, save."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_kwindex.discovery import discover
from sphinx_kwindex.indexing.analysing import ExecutorError, analyse_all
from sphinx_kwindex.indexing.collecting import few_collections
from sphinx_kwindex.indexing.planning import Plan, make_plan
from sphinx_kwindex.indexing.reaching import files_to_link
from sphinx_kwindex.indexing.remembering import KeptFacts
from sphinx_kwindex.indexing.timing import Stopwatch
from sphinx_kwindex.linking import SymbolTable, link_file
from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.relations import relate
from sphinx_kwindex.relations.history import History, read_history
from sphinx_kwindex.store import Store

__all__ = ["ExecutorError", "Progress", "Refreshed", "refresh"]

Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""Called with things to be done, a word for what is done, and how many they are; gives the things back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What a refresh did.

    ``problems`` are those of the store itself; all others are in the store. ``changed`` tells whether anything in the
    store is not as before. ``files`` counts the source files, ``analysed`` and ``linked`` those that had to be.
    ``seconds`` is the time that each stage took, in their order.
    """

    problems: tuple[Problem, ...]
    changed: bool
    files: int
    analysed: int
    linked: int
    seconds: tuple[tuple[str, float], ...] = field(default=(), compare=False)


def silent(things: Iterable[Any], _summary: str, _length: int) -> Iterable[Any]:
    """The progress that nobody watches."""
    return things


def refresh(
    settings: Settings,
    folder: Path,
    *,
    jobs: int = 1,
    also_exclude: Collection[Path] = (),
    progress: Progress = silent,
) -> Refreshed:
    """Bring the store in ``folder`` up to date with the source files.

    Args:
        settings: The roots, and what else the index depends on.
        folder: Where the store is; made if need be.
        jobs: How many processes may analyse.
        also_exclude: Folders that hold no source files, such as those that the build writes to.
        progress: Shown the long stages.

    Raises:
        StoreError: the store cannot be written: another build is at it, the disk is full.
        ExecutorError: the configured executor cannot be had.
    """
    watch = Stopwatch()
    found = discover(settings, also_exclude)
    history = read_history(found.files, folder) if settings.related_history else History(commits=(), problems=())
    with few_collections(), Store(folder) as store:
        plan = make_plan(found.files, settings, history, store)
        watch.stop("discovering")
        news = store.put_discovery_problems([*found.problems, *history.problems])
        if plan.is_empty and not news:
            return _refreshed(store, plan, watch)
        known = KeptFacts(store)
        _analyse(plan, settings, jobs, known, progress)
        watch.stop("analysing")
        linked = _link(plan, known, progress)
        watch.stop("linking")
        _relate(settings, history, known)
        watch.stop("relating")
        store.put_inputs(plan.inputs)
        store.commit()
        watch.stop("saving")
        return _refreshed(store, plan, watch, changed=True, linked=linked)


def _analyse(plan: Plan, settings: Settings, jobs: int, known: KeptFacts, progress: Progress) -> None:
    for path in plan.removed:
        known.store.remove_file(path)
    size, executor = settings.max_file_size, settings.executor
    analysed = analyse_all(plan.tasks, max_file_size=size, jobs=jobs, executor=executor)
    for one in progress(analysed, "analysing source files... ", len(plan.tasks)):
        known.store.put_file(one.encoded)
        known.keep(one.facts)


def _link(plan: Plan, known: KeptFacts, progress: Progress) -> int:
    after = known.store.files()
    paths = files_to_link(plan.before, after, known.store)
    table = SymbolTable(after.values(), known, known.store.classes_named)
    for path in progress(paths, "linking source files... ", len(paths)):
        linked = link_file(table, known[path])
        known.store.put_links(known[path].imports, linked.links, linked.reach)
    return len(paths)


def _relate(settings: Settings, history: History, known: KeptFacts) -> None:
    facts, links = tuple(known.without_uses()), tuple(known.store.links_without_places())
    for path, relations in relate(facts, links, limit=settings.related_limit, history=history.commits).items():
        known.store.put_relations(path, relations)


def _refreshed(store: Store, plan: Plan, watch: Stopwatch, *, changed: bool = False, linked: int = 0) -> Refreshed:
    return Refreshed(
        problems=tuple(store.problems),
        changed=changed,
        files=plan.files,
        analysed=len(plan.tasks),
        linked=linked,
        seconds=tuple(watch.seconds),
    )
