"""A stack that is deep enough for code that no person wrote."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_BYTES = 512 * 1024 * 1024
_FRAMES = 60_000

_LOCK = threading.Lock()

Result = TypeVar("Result")


def with_deep_stack(work: Callable[[], Result]) -> Result:
    """Run ``work`` in a thread of its own, with far more stack than usual; it returns and raises as if called.

    Both limits belong to the whole process, so only one call at a time changes them.
    """
    future: Future[Result] = Future()
    with _LOCK:
        size, limit = threading.stack_size(_BYTES), sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, _FRAMES))
        try:
            thread = threading.Thread(target=_settle, args=(future, work))
            thread.start()
            thread.join()
        finally:
            threading.stack_size(size)
            sys.setrecursionlimit(limit)
    return future.result()


def _settle(future: Future[Result], work: Callable[[], Result]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001  # the caller raises it again
        future.set_exception(error)
