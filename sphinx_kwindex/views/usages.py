"""Who uses a keyword: where it is used, tested, described, imported, subclassed and overridden."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Block, Fold, Item, Link, Listing, PageTarget, Paragraph, Query, Text
from sphinx_kwindex.model.kinds import CLASS_KINDS
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.sizes import as_many_as_fit, size_of
from sphinx_kwindex.views.usage_lists import (
    User,
    heirs,
    imported,
    importers_by_name,
    inheritance,
    parts_of,
    usage_groups,
    users,
)
from sphinx_kwindex.views.wording import counted

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Entry, Importer, Spot, Usages

FOLD_AT = 20
LINES_OF_A_FILE_PAGE = 500
MOST_LINES = 500
LINES_OF_A_USAGES_PAGE = 2_000
# A page that could show fewer lines of each keyword shows none, and links to those that can.
FEWEST_LINES = 3
# So few lines are not worth another page, however long they are.
SHORT = 200
# How many importers a list shows, and half of how many subclasses, before lines are left out; then only their number.
NAMES_EACH = (FOLD_AT, 3, 0)
# Bytes of HTML: a page of usages shows nothing else.
ROOM_ON_A_FILE_PAGE, ROOM_ON_A_USAGES_PAGE = 230_000, 960_000


def keyword_usages(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the usages of one keyword (option ``qualname``), or of each keyword of a file, folded.

    With the option ``all`` the lists are as long as a page can bear.
    """
    options = dict(query.options)
    if options.get("qualname"):
        return _of_keyword(query.subject, options["qualname"], int(options.get("limit", "0")) or FOLD_AT, desk)
    used = used_keywords(query.subject, desk)
    if not used:
        return ()
    return _fitted(query.subject, used, desk, everything="all" in options)[1]


def used_keywords(path: str, desk: Desk) -> list[tuple["Entry", int]]:
    """Return the shown keywords of a file that are used anywhere, with how often, in source order."""
    counts = dict(desk.reader.usage_counts(path))
    if not counts:
        return []
    first: dict[str, Entry] = {}
    for entry in desk.reader.keywords(path):
        if desk.shows(entry) and entry.keyword.qualname:
            first.setdefault(entry.keyword.qualname, entry)
    return [(entry, counts[name]) for name, entry in first.items() if counts.get(name)]


def lines_each(counts: Iterable[int], *, everything: bool, share: float = 1) -> int:
    """Return how many lines each keyword may take at most, so that all that are used so often fit on the page.

    Where the page bears fewer than lines usually fit, they get no more than a ``share``.
    """
    lines, most = (LINES_OF_A_USAGES_PAGE, MOST_LINES) if everything else (LINES_OF_A_FILE_PAGE, FOLD_AT)
    rising = sorted(counts)
    room = lines if share == 1 else int(share * min(lines, sum(min(count, most) for count in rising)))
    for number, count in enumerate(rising):
        each = room // (len(rising) - number)
        if count > each:
            return min(each, most)
        room -= count
    return most


def has_usages_page(path: str, desk: Desk) -> bool:
    """Tell whether some list of the page of a file goes on elsewhere."""
    found = [(name, count) for name, count in desk.reader.usage_counts(path) if name]
    # Of most files no more has to be known.
    if _are_few([count for _, count in found]):
        return False
    counts = [count for name, count in found if any(map(desk.shows, desk.reader.spots(path, name)))]
    if max(counts, default=0) > lines_each(counts, everything=False):
        return True
    if _are_few(counts):
        return False
    return max(counts) > _fitted(path, used_keywords(path, desk), desk, everything=False)[0]


def _are_few(counts: Sequence[int]) -> bool:
    return sum(counts) <= SHORT and max(counts, default=0) <= FOLD_AT


Sized = tuple[tuple[Block, ...], int]
"""Blocks, and about how many bytes of HTML they become."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to list on one page; ``used`` are its keywords by qualname, with how often each is used."""

    desk: Desk
    everything: bool
    used: Mapping[str, tuple["Entry", int]]
    usages: Mapping[str, Sequence["Usages"]]
    importers: Mapping[str, Sequence["Importer"]]
    inherited: frozenset[str]
    users: Callable[[str, bool], User]
    heirs: Callable[[str], Sequence["Spot"]]

    @property
    def room(self) -> int:
        """The bytes of HTML that the lists may have."""
        return ROOM_ON_A_USAGES_PAGE if self.everything else ROOM_ON_A_FILE_PAGE


@dataclass(frozen=True, slots=True)
class Parts:
    """What makes up the fold of a keyword, by its qualname and how much is shown: each part is made and sized once."""

    head: Callable[[str], tuple[Fold, int]]
    lines: Callable[[str, int], Sized]
    names: Callable[[str, int], Sized]


@dataclass(frozen=True, slots=True)
class Measure:
    """How many lines and names each list may have, and for which ``share`` of the usual lines there is room."""

    limit: int
    names: int = NAMES_EACH[0]
    share: float = 1


def _fitted(
    path: str, used: Sequence[tuple["Entry", int]], desk: Desk, *, everything: bool
) -> tuple[int, tuple[Block, ...]]:
    """Return how many lines each list may have, so that the page keeps under its size, and the lists."""
    limit = lines_each([count for _, count in used], everything=everything)
    known = {entry.qualname: (entry, count) for entry, count in used}
    stock = Stock(
        desk=desk,
        everything=everything,
        used=known,
        usages=desk.reader.all_usages(path, known, limit=limit) if limit >= _fewest(everything=everything) else {},
        importers=importers_by_name(path, desk),
        inherited=desk.reader.classes_with_heirs(path),
        users=users(desk),
        heirs=cache(lambda qualname: heirs(known[qualname][0], desk)),
    )
    parts = Parts(cache(partial(_head, stock)), cache(partial(_lines, stock)), cache(partial(_names, stock)))
    return _fit(stock, parts, Measure(limit))


def _fit(stock: Stock, parts: Parts, measure: Measure) -> tuple[int, tuple[Block, ...]]:
    if measure.limit < _fewest(everything=stock.everything):
        return 0, tuple(_counts(stock))
    found = [
        (
            parts.head(qualname),
            parts.lines(qualname, min(measure.limit, count)),
            parts.names(qualname, measure.names),
        )
        for qualname, (_, count) in stock.used.items()
    ]
    size = sum([head + lines + names for (_, head), (_, lines), (_, names) in found])
    tighter = None if size <= stock.room else _tighter(stock, measure, stock.room / size)
    if tighter is not None:
        return _fit(stock, parts, tighter)
    return measure.limit, tuple(
        [Fold(fold.summary, lines + names, fold.anchor) for (fold, _), (lines, _), (names, _) in found]
    )


def _sized(blocks: Iterable[Block]) -> Sized:
    found = tuple(blocks)
    return found, size_of(found)


def _fewest(*, everything: bool) -> int:
    return 1 if everything else FEWEST_LINES


def _tighter(stock: Stock, measure: Measure, fits: float) -> Measure | None:
    """Return what makes the lists shorter: fewer names first, then fewer lines, ``None`` where nothing is to go."""
    fewer = [names for names in NAMES_EACH if names < measure.names]
    if fewer:
        return replace(measure, names=fewer[0])
    counts = [count for _, count in stock.used.values()]
    if sum(counts) <= SHORT:
        return None
    # Not all that is on the page are lines, so the share of them is always cut by some.
    share = measure.share * min(fits, 0.9)
    return replace(measure, share=share, limit=lines_each(counts, everything=stock.everything, share=share))


def _of_keyword(path: str, qualname: str, shown: int, desk: Desk) -> tuple[Block, ...]:
    found = desk.reader.entry(path, qualname)
    if not found:
        return ()
    usages = desk.reader.usages(path, qualname, limit=MOST_LINES)
    blocks = [*usage_groups(parts_of(usages, 0, shown), users(desk))]
    more = sum([len(usage.places) for usage in usages]) - shown
    if more > 0:
        rest = usage_groups(parts_of(usages, shown, MOST_LINES), users(desk))
        blocks.append(Fold((Text(counted(more, "more use")),), tuple(rest)))
    importers = importers_by_name(path, desk).get(qualname, [])
    return (
        *blocks,
        *imported(importers, FOLD_AT, desk),
        *inheritance(found[0], heirs(found[0], desk), 2 * FOLD_AT, desk),
    )


def _counts(stock: Stock) -> Iterator[Block]:
    items = [_count(entry, count, stock) for entry, count in stock.used.values()]
    shown = as_many_as_fit(items, stock.room)
    yield Listing(tuple(shown), "keywords")
    more = len(items) - len(shown)
    if more:
        yield Paragraph((Text(f"and {counted(more, 'more keyword')}"),), "more")


def _count(entry: "Entry", count: int, stock: Stock) -> Item:
    desk, anchor = stock.desk, entries.uses_anchor(entry)
    target = desk.definition(entry) if stock.everything else PageTarget(desk.docnames.usages(entry.file), anchor)
    return Item((Link(_name(entry), target), _used(count)), anchor=anchor)


def _head(stock: Stock, qualname: str) -> tuple[Fold, int]:
    entry, count = stock.used[qualname]
    summary = (Link(_name(entry), stock.desk.definition(entry)), _used(count))
    fold = Fold(summary, (), entries.uses_anchor(entry))
    return fold, size_of([fold])


def _name(entry: "Entry") -> str:
    return entry.keyword.qualname.replace(".<locals>", "")


def _used(count: int) -> Text:
    return Text(f" {counted(count, 'use')}", "count")


def _lines(stock: Stock, qualname: str, shown: int) -> Sized:
    entry, count = stock.used[qualname]
    groups = usage_groups(parts_of(stock.usages.get(qualname, ()), 0, shown), stock.users)
    return _sized([*groups, *_more(entry, count - shown, count, stock)])


def _names(stock: Stock, qualname: str, most: int) -> Sized:
    entry, _ = stock.used[qualname]
    found = imported(stock.importers.get(qualname, []), most, stock.desk)
    if (qualname if entry.kind in CLASS_KINDS else qualname.rpartition(".")[0]) in stock.inherited:
        found += inheritance(entry, stock.heirs(qualname), 2 * most, stock.desk)
    return _sized(found)


def _more(entry: "Entry", hidden: int, count: int, stock: Stock) -> Iterator[Block]:
    if hidden <= 0:
        return
    if stock.everything:
        yield Paragraph((Text(f"and {counted(hidden, 'more use')}"),), "more")
    else:
        target = PageTarget(stock.desk.docnames.usages(entry.file), entries.uses_anchor(entry))
        yield Paragraph((Link(f"all {counted(count, 'use')}", target, code=False),), "more")
