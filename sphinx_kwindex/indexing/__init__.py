"""Bringing the store up to date: discover, analyse what changed, link, relate, save."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_kwindex.discovery import discover
from sphinx_kwindex.indexing.collecting import collect, few_collections
from sphinx_kwindex.indexing.planning import ExecutorError, Plan, make_plan
from sphinx_kwindex.indexing.timing import Progress, Stopwatch
from sphinx_kwindex.model.facts import Problem, SourceFile
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.relations.changes import History
from sphinx_kwindex.store import Store

__all__ = ["ExecutorError", "Progress", "Refreshed", "refresh"]


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
    history = _history(found.files, folder) if settings.related_history else History(commits=(), problems=())
    with few_collections(), Store(folder) as store:
        plan = make_plan(found.files, settings, history, store)
        watch.stop("discovering")
        news = store.put_discovery_problems([*found.problems, *history.problems])
        if plan.is_empty and not news:
            return _refreshed(store, plan, watch)
        # Most builds find nothing changed and do without the parsers and all that goes with them.
        from sphinx_kwindex.indexing.working import Work, do  # noqa: PLC0415

        linked = do(
            Work(plan=plan, settings=settings, history=history, jobs=jobs, store=store, progress=progress), watch
        )
        collect()  # the cycles that the stages leave behind are a fifth of the memory of a whole build
        store.put_inputs(plan.inputs)
        store.commit()
        watch.stop("saving")
        return _refreshed(store, plan, watch, changed=True, linked=linked)


def _history(files: Sequence[SourceFile], folder: Path) -> History:
    from sphinx_kwindex.relations.history import read_history  # noqa: PLC0415 - few projects ask for it

    return read_history(files, folder)


def _refreshed(store: Store, plan: Plan, watch: Stopwatch, *, changed: bool = False, linked: int = 0) -> Refreshed:
    return Refreshed(
        problems=tuple(store.problems),
        changed=changed,
        files=plan.files,
        analysed=len(plan.tasks),
        linked=linked,
        seconds=tuple(watch.seconds),
    )
