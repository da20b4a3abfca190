"""The results as a Markdown table."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scale import Build


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, against what, and the highest ratio that we allow ourselves (``None``: no limit)."""

    about: str
    what: str
    value: float
    against: str
    other: float
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the other it is."""
        return self.value / self.other

    @property
    def verdict(self) -> str:
        """Whether the limit holds."""
        if self.limit is None:
            return ""
        return "yes" if self.ratio <= self.limit else "**no**"


HEADER = "| files | measured | value | against | value | ratio | limit | holds |\n|---|---|---|---|---|---|---|---|\n"


GROWTH = (
    "\n## Growth\n\nCold builds in two processes: the first files of torch, once each; its folder `distributed`, as "
    "many files spread evenly over torch, and all of it, medians.\n\n"
    "| files | lines | pages | CPU seconds | a file | wall seconds | main process (MB) | largest worker (MB) "
    "| environment pickle (KB a page) | output (MB) |\n|---|---|---|---|---|---|---|---|---|---|\n"
)


def render(machine: str, command: Sequence[str], rows: Sequence[Row], builds: Sequence["Build"]) -> str:
    """Return the whole page."""
    body = "".join(
        f"| {row.about} | {row.what} | {row.value:.4g} | {row.against} | {row.other:.4g} | {row.ratio:.3f} "
        f"| {'' if row.limit is None else f'{row.limit:g}'} | {row.verdict} |\n"
        for row in rows
    )
    return (
        "# Speed\n\n"
        "CPU seconds of a process with its children unless another unit is named; medians. All tools read the same "
        "files and write HTML with the same theme; ours includes a source page for every file. A plain build has "
        "short pages that stand in no toctree.\n\n"
        f"Command: `python {shlex.join(command)}`\n\n{machine}\n\n{HEADER}{body}"
        + (GROWTH + "".join(map(_grown, builds)) if builds else "")
    )


def _grown(build: "Build") -> str:
    cost = build.cost
    return (
        f"| {build.files} | {build.lines} | {build.pages} | {cost.cpu:.1f} | {build.cpu_per_file:.3f} "
        f"| {cost.wall:.1f} | {cost.memory:.0f} | {cost.workers:.0f} | {build.pickle:.2f} | {build.output:.1f} |\n"
    )
