"""Doing without the privilege of root to read and write whatever it likes."""

import ctypes
import os
from contextlib import contextmanager

import pytest

_VERSION = 0x20080522
_OVERRIDES = 0b110  # what capabilities(7) calls CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


class _Set(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def like_anybody(folder):
    """Let this thread be refused what the permissions of files forbid; skips the test where that cannot be had."""
    sets = (_Set * 2)()
    before = _change(sets, 0, ~_OVERRIDES) if os.geteuid() == 0 else None
    try:
        probe = folder / "probe"
        probe.touch()
        probe.chmod(0)
        if os.access(probe, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
            pytest.skip("permissions of files mean nothing here")
        probe.unlink()
        yield
    finally:
        if before is not None:
            _change(sets, before, -1)


def _change(sets, added, kept):
    """Change the effective capabilities and return what they were."""
    header = _Header(_VERSION, 0)
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "capset") or libc.capget(ctypes.byref(header), sets) != 0:
        pytest.skip("root keeps its privileges here")
    before = sets[0].effective
    sets[0].effective = (before | added) & kept & 0xFFFFFFFF
    libc.capset(ctypes.byref(_Header(_VERSION, 0)), sets)
    return before
