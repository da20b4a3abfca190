"""The results as a Markdown page and as text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from names import SURE, Names, shares
from symbols import Symbols
from tally import Miss, Tallies, Tally, together

EXAMPLES = 2
"""Misses of one cause that are shown with their names."""
COMMONEST = 8
"""Names of members made at run time that are shown."""

_ABOUT = """# Accuracy

What the JSON export says of six packages, against what the interpreter has after importing them, and against
[jedi](https://jedi.readthedocs.io/), an independent resolver. Written by `python benchmarks/accuracy`;
`--misses` lists every miss. Per cent, and how many of how many.

{versions}

## How it is counted

- **Symbols** are compared with the modules and classes of the interpreter; those that depend on a condition count where
  it has them. What a metaclass or a class decorator adds while the program runs is defined by no text; it is counted
  apart. A descriptor of the package's own counts as a method if it gives a function or method when a class is asked
  for it, else as a property. Modules that were compiled from Python are left out: their text cannot be compared.
- **Imports** have to end at the object that the interpreter has, under the name that it was defined by. Where a module
  has what it imported under a name that nothing else in it binds, that object counts; what can be found in the other
  module after all is loaded may be another one. A name that leads nowhere even in the interpreter (as that of
  `POINTER(C)`) is not asked for.
- **References**: jedi says where names are defined, for a sample of names (seed {seed}, at most {seconds} s a package).
  It gives no verdict where it finds no definition, or one in stubs for the package that it brings along. `x.y += 1`
  changes what is there and is not counted as a definition. Where the two disagree on an attribute of `self` or
  `super()`, or on a name or dotted name of a module, the interpreter decides if it can: {decided}.
"""


@dataclass(frozen=True)
class Result:
    """What was found for one package."""

    package: str
    symbols: Symbols
    imports: Tallies
    names: Names


@dataclass(frozen=True)
class Section:
    """One table: its title, what is wanted of each kind, and the tallies of each package by kind."""

    title: str
    wanted: Mapping[str, float]
    parts: Mapping[str, Tallies]

    @property
    def whole(self) -> Tallies:
        """The tallies of all packages together."""
        return together(list(self.parts.values()))


def sections(results: Sequence[Result]) -> list[Section]:
    """All tables."""
    kinds = {**dict.fromkeys(("class", "function", "method", "property"), 99.9), "data": 99.5}
    ways = {"all": 99.7, "through a re-export or an alias": 99.0, "under TYPE_CHECKING": 99.0}
    sure = {"exact, re-export or star": 99.9, "inferred": 97.0}
    recall = {"names, module.x, Class.x": 99.5, "… and self.x": 98.0, "all": 92.0}
    return [
        Section(
            "Symbols that we list and the interpreter has", kinds, {r.package: r.symbols.precision for r in results}
        ),
        Section("Symbols that the interpreter has and we list", kinds, {r.package: r.symbols.recall for r in results}),
        Section(
            "`from` imports that end where the interpreter's end",
            {**ways, "in functions": 99.7, "in functions, listed": 100.0},
            {r.package: r.imports for r in results},
        ),
        Section("References that jedi confirms", sure, {r.package: _by_sureness(r.names) for r in results}),
        Section("Names that jedi finds in the package and we link", recall, {r.package: _groups(r) for r in results}),
    ]


def _by_sureness(names: Names) -> Tallies:
    found = together([])
    for confidence, tally in names.precision.items():
        found["exact, re-export or star" if confidence in SURE else confidence].include(tally)
    return found


def _groups(result: Result) -> Tallies:
    found = together([])
    found.update(shares(result.names))
    return found


def page(results: Sequence[Result], versions: str, seed: int, seconds: int) -> str:
    """The whole page."""
    decided = Tally()
    for result in results:
        decided.include(result.names.decided)
    said = f"{decided.total} times, {decided.right} of them for us"
    tables = sections(results)
    return "\n".join(
        (
            _ABOUT.format(versions=versions, seed=seed, seconds=seconds, decided=said),
            *(line for section in tables for line in _table(section)),
            "## Misses by cause\n",
            *(line for section in tables for line in _causes(section)),
            *_at_run_time(results),
        )
    )


def _table(section: Section) -> Iterator[str]:
    yield f"## {section.title}\n"
    yield f"| | wanted | {' | '.join(section.parts)} | together |"
    yield "|" + "---|" * (len(section.parts) + 3)
    whole = section.whole
    for kind in [*section.wanted, *sorted(whole.keys() - section.wanted.keys())]:
        wanted = f"{section.wanted[kind]:g}" if kind in section.wanted else ""
        cells = [_cell(part[kind], section.wanted.get(kind, 0)) for part in (*section.parts.values(), whole)]
        yield f"| {kind} | {wanted} | {' | '.join(cells)} |"
    yield ""


def _cell(tally: Tally, wanted: float) -> str:
    if not tally.total:
        return ""
    text = f"{tally.share:.2f} ({tally.right}/{tally.total})"
    return text if tally.share >= wanted else f"**{text}**"


def _causes(section: Section) -> Iterator[str]:
    misses = {miss for tally in section.whole.values() for miss in tally.misses}
    if misses:
        yield f"**{section.title}**\n"
        yield from (f"- {line}" for line in _counted(misses))
        yield ""


def _counted(misses: Iterable[Miss]) -> Iterator[str]:
    by_cause: dict[str, list[str]] = defaultdict(list)
    for miss in sorted(misses):
        by_cause[miss.cause].append(miss.text)
    for cause, texts in sorted(by_cause.items(), key=lambda item: (-len(item[1]), item[0])):
        shown = "; ".join(f"`{_shortened(text)}`" for text in texts[:EXAMPLES])
        yield f"{cause}: {len(texts)}, as {shown}"


def _shortened(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]}…"  # noqa: PLR2004 - characters of a line


def _at_run_time(results: Sequence[Result]) -> Iterator[str]:
    names = [text for result in results for text in result.symbols.at_run_time]
    counts = Counter(text.partition(":")[0].rpartition(".")[2] for text in names)
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMMONEST]
    yield "**Members that only the running program has, not counted above**\n"
    yield f"{len(names)} methods, properties and classes of {len(counts)} names; the commonest are"
    yield f"{', '.join(f'`{name}` ({count})' for name, count in most)}.\n"


def misses(results: Sequence[Result]) -> str:
    """Every miss, one a line."""
    lines = (
        f"{section.title} · {kind} · {miss.cause} · {miss.text}"
        for section in sections(results)
        for kind, tally in section.whole.items()
        for miss in tally.misses
    )
    return "\n".join(sorted(set(lines)))
