import pytest
from projects import facts_of

CASES = {
    "the builtin eval": ("eval('1')", {"sensitive: eval — runs code from a string": (1,)}),
    "a method called eval": ("def f(x):\n    x.eval()", {}),
    "a function called eval": ("def eval(x): pass\neval(1)", {}),
    "pickle": (
        "from pickle import loads as read\n\nread(b'')",
        {"sensitive: pickle.loads — can run code from the data": (3,)},
    ),
    "a shell": (
        "import subprocess\nsubprocess.run('x', shell=True)\nsubprocess.run(['x'])",
        {
            "sensitive: subprocess.run — runs a command through the shell": (2,),
            "concurrency: other programs": (1, 2, 3),
        },
    ),
    "YAML with a safe loader": ("import yaml\nyaml.load('', Loader=yaml.SafeLoader)", {}),
    "YAML without": ("import yaml\nyaml.load('')", {"sensitive: yaml.load — can run code from the data": (2,)}),
    "a module named at run time": (
        "from importlib import import_module\ndef f(x):\n    import_module('os')\n    import_module(x)",
        {"sensitive: importlib.import_module — imports a module whose name is known only at run time": (4,)},
    ),
    "a hash that is not for security": ("import hashlib\nhashlib.md5(b'', usedforsecurity=False)", {}),
    "threads": ("import threading\nthreading.Thread()", {"concurrency: threads": (1, 2)}),
    "asynchronous functions": ("async def f(): pass", {"concurrency: asynchronous functions": (1,)}),
    "C libraries": ("import ctypes", {"native: C libraries": (1,)}),
    "a compiled module": ("from torch import _C", {"native: a compiled extension module": (1,)}),
    "dataclasses": (
        "import dataclasses\n@dataclasses.dataclass(frozen=True)\nclass C: pass",
        {"idioms: dataclasses": (2,)},
    ),
    "a context manager": (
        "class C:\n    def __enter__(self): pass\n    def __exit__(self, *_): pass",
        {"idioms: context manager classes": (2,)},
    ),
    "metaclasses": ("class C(metaclass=type): pass", {"idioms: metaclasses": (1,)}),
    "nothing to say": ("def f(): pass", {}),
}


@pytest.mark.parametrize("case", CASES)
def test_observations(case):
    text, expected = CASES[case]
    found = facts_of("m.py", text).observations
    assert {f"{one.topic}: {one.subject}": one.lines for one in found} == expected
