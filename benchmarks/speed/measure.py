"""Run a command several times and tell what it cost."""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SHORT = 3
"""How many times as often as cold builds is run what is short: its stages, and builds on top of what is there."""
LOOK_SECONDS = 0.2
"""How often the processes of a command are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU seconds of a process with its children, wall seconds, and peak memory in MB.

    ``memory`` is that of the first process, ``workers`` that of its largest child, 0 where it has none for long.
    """

    cpu: float
    wall: float
    memory: float
    workers: float


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end.

    Raises:
        SystemExit: where the command fails; its output is printed.
    """
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True) as process:
        watch = Watch(process.pid)
        assert process.stdout is not None  # noqa: S101 - for the type checker
        output = process.stdout.read()
        peaks = watch.stop()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}\n{output.decode(errors='replace')}")
    wall = time.monotonic() - start
    # Where there is no /proc, the largest process is all that is known.
    first = peaks.pop(process.pid, usage.ru_maxrss / 1024)
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=wall, memory=first, workers=max(peaks.values(), default=0.0))


class Watch:
    """Notes the peak memory of each process of a session, by its number, until stopped."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._peaks: dict[int, float] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> dict[int, float]:
        """Return the peaks in MB."""
        self._stopped.set()
        self._thread.join()
        return self._peaks

    def _look(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            for folder in Path("/proc").glob("[0-9]*"):
                peak = _peak(folder, self._session)
                if peak:
                    self._peaks[int(folder.name)] = peak


def _peak(folder: Path, session: int) -> float:
    """The peak memory in MB of a process of the session, 0 for any other."""
    try:
        if os.getsid(int(folder.name)) != session:
            return 0.0
        lines = (folder / "status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def medians(runs: int, *ways: Callable[[], Cost]) -> list[Cost]:
    """Return what each way costs in the middle of several runs.

    The ways take turns, so that a slow minute of the machine meets all that are compared.
    """
    rounds = [[way() for way in ways] for _ in range(runs)]
    return [median(costs) for costs in zip(*rounds, strict=True)]


def median(runs: Iterable[Cost]) -> Cost:
    """Return what lies in the middle of several runs, of each number by itself."""
    costs = tuple(runs)
    return Cost(
        cpu=statistics.median(cost.cpu for cost in costs),
        wall=statistics.median(cost.wall for cost in costs),
        memory=statistics.median(cost.memory for cost in costs),
        workers=statistics.median(cost.workers for cost in costs),
    )
