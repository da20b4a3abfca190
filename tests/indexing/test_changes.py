"""An answer of the reader is the same as long as none of the grains that it rests on changed."""

import inspect
import itertools
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from edits import PATHS, Edit, apply, edits, first
from hypothesis import HealthCheck, given, settings, strategies as st
from stores import settings_for

from sphinx_kwindex.indexing import refresh
from sphinx_kwindex.model.kinds import Kind, Visibility
from sphinx_kwindex.store import Reader, close_readers, open_reader, short_grains

QUALNAMES = ("", "Alpha", "Alpha.run", "Alpha.stop", "Beta", "Beta.run", "Gamma", "beta", "gamma", "_hidden")
MODULES = ("lib", "lib.one", "lib.two", "lib.pack", "lib.pack.three", "lib.pack.deep", "test_one")
ARGUMENTS: Mapping[str, tuple[Any, ...]] = {
    "path": PATHS,
    "folder": ("", "src", "src/lib", "src/lib/pack", "src/lib/pack/deep", "src/tests"),
    "qualname": QUALNAMES,
    "qualnames": (QUALNAMES,),
    "fullname": tuple(f"{module}.{name}" for module in MODULES for name in QUALNAMES),
    "name": MODULES,
    "text": ("lib.one.Alfa",),
    "limit": (3,),
    "prefix": ("", "a", "alpha"),
    "visibility": (frozenset({Visibility.PUBLIC}),),
    "kinds": (frozenset({Kind.CLASS, Kind.METHOD}),),
}
"""What questions are asked about, by the names of their parameters; others keep their defaults."""

NO_QUESTIONS = {"close", "at_rest", "noting", "gathering", "gist", "changed_since"}

Question = tuple[str, tuple[tuple[str, Any], ...]]


def questions() -> Iterator[Question]:
    for name, method in inspect.getmembers(Reader, inspect.isfunction):
        if not name.startswith("_") and name not in NO_QUESTIONS:
            parameters = list(inspect.signature(method).parameters.values())[1:]
            wanted = [one.name for one in parameters if one.name in ARGUMENTS or one.default is one.empty]
            for values in itertools.product(*(ARGUMENTS[parameter] for parameter in wanted)):
                yield name, tuple(zip(wanted, values, strict=True))


def ask(folder: Path) -> dict[Question, tuple[Any, Collection[int]]]:
    """All answers with the grains they rest on, the same whether all keywords are gathered or not."""
    found = answers(open_reader(folder))
    close_readers()
    reader = open_reader(folder)
    with reader.gathering(visibility=ARGUMENTS["visibility"][0], kinds=ARGUMENTS["kinds"][0]):
        assert answers(reader) == found
    return found


def answers(reader: Reader) -> dict[Question, tuple[Any, Collection[int]]]:
    found = {}
    for name, arguments in questions():
        with reader.noting({}) as noted:
            answer = getattr(reader, name)(**dict(arguments))
        assert noted, f"{name} does not say what its answer rests on"
        answer = tuple(answer) if isinstance(answer, Iterator) else answer
        found[name, arguments] = answer, short_grains(noted)
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(first, st.lists(edits, min_size=1, max_size=4))
def test_what_changes_was_noted(start: Edit, history: list[Edit]) -> None:
    top = Path(tempfile.mkdtemp())
    (top / "src").mkdir()
    try:
        apply(start, top)
        refresh(settings_for(top / "src"), top / "store")
        before, state = ask(top / "store"), open_reader(top / "store").digest()
        for edit in history:
            close_readers()
            apply(edit, top)
            refresh(settings_for(top / "src"), top / "store")
            changed = open_reader(top / "store").changed_since(state)
            if changed is not None:
                after = ask(top / "store")
                untouched = [question for question in before if changed.isdisjoint(before[question][1])]
                assert {one: after[one][0] for one in untouched} == {one: before[one][0] for one in untouched}
    finally:
        close_readers()
        shutil.rmtree(top)
