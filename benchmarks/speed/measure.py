"""Run a command several times and tell what it cost."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU seconds of a process and its children, wall seconds, and the peak memory of the largest process in MB."""

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end.

    Raises:
        SystemExit: where the command fails; its output is printed.
    """
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}\n{output.decode(errors='replace')}")
    wall = time.monotonic() - start
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=wall, memory=usage.ru_maxrss / 1024)


def median(runs: int, once: Callable[[], Cost]) -> Cost:
    """Return the medians of several runs."""
    costs = [once() for _ in range(runs)]
    return Cost(
        cpu=statistics.median(cost.cpu for cost in costs),
        wall=statistics.median(cost.wall for cost in costs),
        memory=statistics.median(cost.memory for cost in costs),
    )
