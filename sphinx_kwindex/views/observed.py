"""What was observed in a file: idioms, concurrency and native boundaries, sensitive calls."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import ApiTarget, Block, Code, Group, Inline, Item, Link, Listing, Query, Text
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.wording import counted

if TYPE_CHECKING:
    from sphinx_kwindex.model.facts import Observation

TITLES = {
    "idioms": "Idioms",
    "concurrency": "Concurrency",
    "native": "Native boundaries",
    "sensitive": "Sensitive calls",
}
MOST_LINES = 12


def observations(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return what was observed by topic, each with the lines that show it."""
    groups: dict[str, list[Item]] = {}
    for observation in desk.reader.observations(query.subject):
        groups.setdefault(observation.topic, []).append(_item(observation, query.subject, desk))
    return tuple(
        Group(TITLES.get(topic, topic), (Listing(tuple(groups[topic]), "observations"),))
        for topic in (*TITLES, *sorted(set(groups) - set(TITLES)))
        if topic in groups
    )


def _item(observation: "Observation", path: str, desk: Desk) -> Item:
    names = tuple(_names(observation))
    return Item((Text(observation.subject), *names, *_lines(observation, path, desk)))


def _names(observation: "Observation") -> Iterator[Inline]:
    for number, name in enumerate(observation.names):
        yield Text(", " if number else ": ")
        yield Link(name, ApiTarget(name, own=False)) if "." in name else Code(name)


def _lines(observation: "Observation", path: str, desk: Desk) -> Iterator[Inline]:
    for number, line in enumerate(observation.lines[:MOST_LINES]):
        yield Text(", " if number else " · line " if len(observation.lines) == 1 else " · lines ")
        yield desk.line_link(path, line)
    more = len(observation.lines) - MOST_LINES
    if more > 0:
        yield Text(f" and {counted(more, 'more line')}")
