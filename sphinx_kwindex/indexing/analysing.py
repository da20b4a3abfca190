"""Analysing many files: in this process, in several, or wherever the configured executor runs things."""

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module

from sphinx_kwindex.analysis import analyse_with_text, load_parsers
from sphinx_kwindex.indexing.collecting import collect, few_collections, pass_over
from sphinx_kwindex.indexing.planning import ExecutorError, Task
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.kinds import MARKUP_TYPES
from sphinx_kwindex.store import EncodedFile
from sphinx_kwindex.store.encoding import encode_file

BATCH = 16
"""Files that a worker gets at once: few enough that all end together, enough that handing over costs nothing."""
FEW = 48
"""Up to so many files the start of worker processes takes longer than they save."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """An analysed file as the store holds it, and its facts where they were made in this process."""

    encoded: EncodedFile
    facts: FileFacts | None

    def __str__(self) -> str:
        """What progress lines show."""
        return self.encoded.path


def analyse_all(tasks: Sequence[Task], *, max_file_size: int, jobs: int, executor: str) -> Iterator[Analysed]:
    """Analyse the files of all tasks, in their order.

    ``executor`` is the dotted name of a function that returns a ``concurrent.futures.Executor``; empty for processes
    of this machine, as many as ``jobs``.

    Raises:
        ExecutorError: there is no such function, it returns something else, or a worker died.
    """
    batches = [
        Batch(tasks=tuple(tasks[start : start + BATCH]), max_file_size=max_file_size)
        for start in range(0, len(tasks), BATCH)
    ]
    if not executor and (jobs == 1 or len(tasks) <= FEW):
        for batch in batches:
            yield from analyse_here(batch)
        return
    if not executor:
        load_parsers(task.file.type for task in tasks)
    try:
        with make_executor(executor, min(jobs, len(batches))) as pool:
            for encoded in pool.map(analyse_batch, batches):
                yield from (Analysed(encoded=one, facts=None) for one in encoded)
    except BrokenExecutor as error:
        message = f"a process that analysed files died ({error}); build with one job to see at which file"
        raise ExecutorError(message) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is sent to a worker."""

    tasks: tuple[Task, ...]
    max_file_size: int


def analyse_here(batch: Batch) -> list[Analysed]:
    """Analyse some files in this process."""
    with few_collections():
        analysed = [_analysed(task, batch.max_file_size) for task in batch.tasks]
        # Nothing cyclic is left of Python files.
        has_cycles = any(task.file.type in MARKUP_TYPES for task in batch.tasks)
        (collect if has_cycles else pass_over)()
    return analysed


def analyse_batch(batch: Batch) -> list[EncodedFile]:
    """Analyse some files; a function of the module, so that a worker process finds it however it was started."""
    return [analysed.encoded for analysed in analyse_here(batch)]


def make_executor(executor: str, jobs: int) -> Executor:
    """The executor of this dotted name, or a pool of processes.

    Raises:
        ExecutorError: there is no such function, or it returns something else.
    """
    if not executor:
        return ProcessPoolExecutor(max_workers=jobs)
    module, _, name = executor.rpartition(".")
    try:
        made = getattr(import_module(module), name)()
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        message = f"kwindex_executor = {executor!r} cannot be used: {error}"
        raise ExecutorError(message) from error
    if not isinstance(made, Executor):
        message = f"kwindex_executor = {executor!r} returns {made!r}, which is no concurrent.futures.Executor"
        raise ExecutorError(message)
    return made


def _analysed(task: Task, max_file_size: int) -> Analysed:
    analysis = analyse_with_text(task.file, max_file_size=max_file_size)
    encoded = encode_file(task.file, task.key, analysis.facts, analysis.text)
    return Analysed(encoded=encoded, facts=analysis.facts)
