"""What differs between two states of a file, as grains."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sphinx_kwindex.store.codec import plain_loads
from sphinx_kwindex.store.grains import Grain, On, beginnings, folders_above, is_below
from sphinx_kwindex.store.lines import Lines
from sphinx_kwindex.store.rows import Row, file_id, folder_of

PathOf = Callable[[int], str]
Definition = tuple[int, str]
"""The columns ``target_file`` and ``target_qualname``."""

FILE_STATE = "module, type, is_package, is_test, summary, role, repository_path"
"""The columns of a file that more than its own page and folder shows; the first four say what it is."""
_NATURE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRows:
    """The rows of the links of a file; ``lines`` are those that its usages show, where they may be others now."""

    imports: Sequence[Row] = ()
    bases: Sequence[Row] = ()
    references: Sequence[Row] = ()
    lines: Lines | None = None


class _Import(NamedTuple):
    file: int
    position: int
    data: str
    line: int
    module: str
    name: str | None
    kind: str
    fullname: str | None
    target_file: int | None
    target_qualname: str | None
    confidence: str | None
    hops: str


class _Base(NamedTuple):
    file: int
    position: int
    qualname: str
    written: str
    fullname: str | None
    target_file: int | None
    target_qualname: str | None


class _Reference(NamedTuple):
    file: int
    position: int
    fullname: str
    target_file: int | None
    target_qualname: str | None
    confidence: str
    kind: str
    width: int
    uses: int
    places: str


class _Keyword(NamedTuple):
    """A row of a keyword without its file and position; what comes before ``line`` is where links to it lead."""

    name: str
    folded: str
    qualname: str
    fullname: str
    anchor: str
    kind: str
    visibility: str
    line: int
    end_line: int
    data: str


def changed_file(path: str, before: Row, after: Row) -> Iterator[Grain]:
    """The grains of the columns ``FILE_STATE`` of a file whose text may be another."""
    yield On.TEXT, file_id(path)
    if before != after:
        yield On.ROW, file_id(path)
    if before[:_NATURE] != after[:_NATURE]:
        yield (On.EVERYTHING,)


def changed_keywords(path: str, before: Iterable[Row], after: Iterable[Row]) -> Iterator[Grain]:
    """The grains of the keywords of a file."""
    file = file_id(path)
    old, new = ([_Keyword(*row[2:]) for row in rows] for rows in (before, after))
    if old == new:
        return
    yield On.KEYWORDS, file
    for keyword in _otherwise(old, new):
        yield On.KEYWORD, file, keyword.qualname
    for keyword in _otherwise(*([one._replace(line=0, end_line=0, data="") for one in found] for found in (old, new))):
        yield On.SPOT, file, keyword.qualname
        yield On.NAMED, keyword.fullname
        yield from ((On.BELOW, folder, start) for folder in folders_above(path) for start in beginnings(keyword.folded))


def changed_links(path: str, path_of: PathOf, *, is_test: bool, before: LinkRows, after: LinkRows) -> Iterator[Grain]:
    """The grains of the links of a file, its own and those of the files that they lead to."""
    file = file_id(path)
    for kind, old, new in (
        (On.IMPORTS, before.imports, after.imports),
        (On.BASES, before.bases, after.bases),
        (On.REFERENCES, before.references, after.references),
    ):
        if list(old) != list(new):
            yield kind, file
    yield from _changed_uses(before, after)
    yield from _changed_imports(path, path_of, before, after)
    for target, _ in _named(before) ^ _named(after):
        inner = (folder for folder in folders_above(path_of(target)) if not folder or not is_below(path, folder))
        yield from ((On.MOST_USED, folder) for folder in inner)
    for target, _ in _touched(before) ^ _touched(after) if is_test else ():
        yield On.TESTED, folder_of(path_of(target))


def changed_relations(file: int, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Grain]:
    """The grains of the related files of a file, whose rows differ in something."""
    yield On.SCORES, file
    if [(other, reasons) for *_, other, _, reasons in before] != [(other, reasons) for *_, other, _, reasons in after]:
        yield On.RELATED, file


def changed_presence(path: str, columns: Row) -> Iterator[Grain]:
    """The grains of the columns ``FILE_STATE`` of a file that came or went."""
    module, _, _, is_test, *_ = columns
    yield On.PRESENCE, file_id(path)
    yield On.ROW, file_id(path)
    yield On.TEXT, file_id(path)
    yield On.CHILDREN, folder_of(path)
    yield from ((On.NUMBER, folder) for folder in folders_above(path))
    if module is not None:
        yield On.MODULE, module
    if is_test:
        yield (On.TESTS,)


def _changed_uses(before: LinkRows, after: LinkRows) -> Iterator[Grain]:
    for target, qualname in _otherwise_by_key(_heirs(before), _heirs(after)):
        yield from ((On.HEIRS, target, qualname), (On.HEIRS, target))
    for target, qualname in _otherwise_by_key(_shown(before), _shown(after)):
        yield On.USED, target, qualname
    for target, _ in _otherwise_by_key(_counts(before), _counts(after)):
        yield On.COUNTS, target


def _changed_imports(path: str, path_of: PathOf, before: LinkRows, after: LinkRows) -> Iterator[Grain]:
    old, new = _importing(before), _importing(after)
    for target in _otherwise_by_key(old, new):
        yield On.IMPORTERS, target
        if len(old.get(target, ())) != len(new.get(target, ())):
            yield On.EDGES, _folder_of_both(path, path_of(target))


def _importing(rows: LinkRows) -> dict[int, list[Row]]:
    imports = map(_Import._make, rows.imports)
    return _grouped((row.target_file, (row.line, row.name, row.target_qualname)) for row in imports)


def _heirs(rows: LinkRows) -> dict[Definition, list[str]]:
    bases = map(_Base._make, rows.bases)
    return _grouped(((row.target_file, row.target_qualname), row.qualname) for row in bases if row.target_file)


def _counts(rows: LinkRows) -> dict[Definition, int]:
    uses = _grouped((_target(row), row.uses) for row in _references(rows))
    return {target: sum(counts) for target, counts in uses.items()}


def _shown(rows: LinkRows) -> dict[Definition, list[Row]]:
    return _grouped((_target(row), (row.kind, row.confidence, *_places(row, rows.lines))) for row in _references(rows))


def _places(row: _Reference, lines: Lines | None) -> Iterator[Hashable]:
    yield row.places
    if lines is not None:
        yield from lines.texts(plain_loads(row.places)[::2])


def _named(rows: LinkRows) -> set[Definition]:
    """The definitions that a file imports by name or refers to; modules are none."""
    imports = [_target(row) for row in map(_Import._make, rows.imports) if row.name != "*"]
    return {target for target in (*map(_target, _references(rows)), *imports) if all(target)}


def _touched(rows: LinkRows) -> set[Definition]:
    """The definitions that a file imports or refers to, and the modules."""
    imports = map(_target, map(_Import._make, rows.imports))
    return {target for target in (*map(_target, _references(rows)), *imports) if target[0]}


def _references(rows: LinkRows) -> list[_Reference]:
    return [row for row in map(_Reference._make, rows.references) if row.target_file is not None]


def _target(row: _Import | _Reference) -> Definition:
    return row.target_file or 0, row.target_qualname or ""


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            groups[key].append(value)
    return groups


def _otherwise_by_key(before: Mapping[Any, object], after: Mapping[Any, object]) -> list[Any]:
    return [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]


def _otherwise(before: Sequence[_Keyword], after: Sequence[_Keyword]) -> set[_Keyword]:
    """The keywords that only one side has; all, where those of both sides have another order."""
    old, new = Counter(before), Counter(after)
    both = old & new
    if [one for one in before if one in both] != [one for one in after if one in both]:
        return {*before, *after}
    return {*((old - both) | (new - both))}


def _folder_of_both(path: str, other: str) -> str:
    """The innermost folder that both files are below: it alone has them in different children."""
    return next(folder for folder in folders_above(path) if is_below(other, folder))
