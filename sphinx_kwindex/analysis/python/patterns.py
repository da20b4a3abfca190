"""What is worth telling about a file: dotted names, and the words for whoever reads of them."""

from typing import Final

IDIOMS: Final = "idioms"
CONCURRENCY: Final = "concurrency"
NATIVE: Final = "native"
SENSITIVE: Final = "sensitive"

_DATA = "can run code from the data"
_SHELL = "runs a command through the shell"
_WEAK = "a hash that is not fit for security"
_XML = "a hostile document can exhaust memory or reach other files"
_CODE = "runs code from a string"

CALLS: Final = {
    "builtins.eval": _CODE,
    "builtins.exec": _CODE,
    "builtins.execfile": "runs code from a file",
    "runpy.run_path": "runs code from a file",
    "code.InteractiveInterpreter": _CODE,
    "pickle.load": _DATA,
    "pickle.loads": _DATA,
    "pickle.Unpickler": _DATA,
    "dill.load": _DATA,
    "dill.loads": _DATA,
    "cloudpickle.load": _DATA,
    "cloudpickle.loads": _DATA,
    "joblib.load": _DATA,
    "pandas.read_pickle": _DATA,
    "marshal.load": "crashes on data that is not trusted",
    "marshal.loads": "crashes on data that is not trusted",
    "shelve.open": _DATA,
    "yaml.unsafe_load": _DATA,
    "yaml.unsafe_load_all": _DATA,
    "yaml.full_load": _DATA,
    "os.system": _SHELL,
    "os.popen": _SHELL,
    "subprocess.getoutput": _SHELL,
    "subprocess.getstatusoutput": _SHELL,
    "asyncio.create_subprocess_shell": _SHELL,
    "tempfile.mktemp": "another process can take the name first",
    "ssl._create_unverified_context": "does not check certificates",
    "ssl._create_stdlib_context": "does not check certificates",
    "xml.dom.minidom.parse": _XML,
    "xml.dom.minidom.parseString": _XML,
    "xml.dom.pulldom.parse": _XML,
    "xml.etree.ElementTree.fromstring": _XML,
    "xml.etree.ElementTree.iterparse": _XML,
    "xml.etree.ElementTree.parse": _XML,
    "xml.etree.ElementTree.XML": _XML,
    "xml.sax.make_parser": _XML,
    "xml.sax.parse": _XML,
    "xml.sax.parseString": _XML,
}
"""Calls that are sensitive whatever their arguments."""

DEPENDS: Final = {
    "builtins.__import__": "imports a module whose name is known only at run time",
    "builtins.compile": "makes code from a string known only at run time",
    "importlib.import_module": "imports a module whose name is known only at run time",
    "hashlib.md5": _WEAK,
    "hashlib.sha1": _WEAK,
    "torch.load": _DATA,
    "numpy.load": _DATA,
    "yaml.load": _DATA,
    "yaml.load_all": _DATA,
    "subprocess.Popen": _SHELL,
    "subprocess.call": _SHELL,
    "subprocess.check_call": _SHELL,
    "subprocess.check_output": _SHELL,
    "subprocess.run": _SHELL,
    "requests.get": "does not check certificates",
    "requests.post": "does not check certificates",
    "requests.request": "does not check certificates",
}
"""Calls whose arguments say whether they are sensitive."""

MODULES: Final = {
    "threading": (CONCURRENCY, "threads"),
    "_thread": (CONCURRENCY, "threads"),
    "queue": (CONCURRENCY, "queues between threads"),
    "multiprocessing": (CONCURRENCY, "processes"),
    "torch.multiprocessing": (CONCURRENCY, "processes"),
    "concurrent.futures": (CONCURRENCY, "pools of threads or processes"),
    "subprocess": (CONCURRENCY, "other programs"),
    "asyncio": (CONCURRENCY, "an event loop"),
    "trio": (CONCURRENCY, "an event loop"),
    "anyio": (CONCURRENCY, "an event loop"),
    "uvloop": (CONCURRENCY, "an event loop"),
    "twisted": (CONCURRENCY, "an event loop"),
    "tornado": (CONCURRENCY, "an event loop"),
    "gevent": (CONCURRENCY, "green threads"),
    "eventlet": (CONCURRENCY, "green threads"),
    "greenlet": (CONCURRENCY, "green threads"),
    "contextvars": (CONCURRENCY, "variables of a context"),
    "joblib": (CONCURRENCY, "pools of threads or processes"),
    "dask": (CONCURRENCY, "a cluster"),
    "ray": (CONCURRENCY, "a cluster"),
    "torch.distributed": (CONCURRENCY, "processes that work together"),
    "mpi4py": (CONCURRENCY, "processes that work together"),
    "ctypes": (NATIVE, "C libraries"),
    "_ctypes": (NATIVE, "C libraries"),
    "cffi": (NATIVE, "C libraries"),
    "mmap": (NATIVE, "memory-mapped files"),
    "numba": (NATIVE, "just-in-time compiled code"),
    "torch.jit": (NATIVE, "just-in-time compiled code"),
    "torch.compile": (NATIVE, "just-in-time compiled code"),
    "jax.jit": (NATIVE, "just-in-time compiled code"),
    "triton": (NATIVE, "GPU kernels"),
    "torch.cuda": (NATIVE, "the GPU"),
    "torch.xpu": (NATIVE, "the GPU"),
    "torch.mps": (NATIVE, "the GPU"),
    "torch.ops": (NATIVE, "native operators"),
    "cupy": (NATIVE, "the GPU"),
    "pycuda": (NATIVE, "the GPU"),
    "cython": (NATIVE, "Cython"),
    "pybind11": (NATIVE, "a C++ extension"),
    "torch.utils.cpp_extension": (NATIVE, "a C++ extension"),
}
"""Modules whose use is worth telling, with everything in them."""

DECORATORS: Final = {
    "abc.abstractmethod": "abstract methods",
    "contextlib.asynccontextmanager": "context managers written as generators",
    "contextlib.contextmanager": "context managers written as generators",
    "dataclasses.dataclass": "dataclasses",
    "attr.s": "attrs classes",
    "attr.attrs": "attrs classes",
    "attr.define": "attrs classes",
    "attrs.define": "attrs classes",
    "attrs.frozen": "attrs classes",
    "enum.unique": "enumerations",
    "functools.cache": "cached functions",
    "functools.cached_property": "cached properties",
    "functools.lru_cache": "cached functions",
    "functools.singledispatch": "single dispatch",
    "functools.singledispatchmethod": "single dispatch",
    "functools.total_ordering": "orderings completed by a decorator",
    "functools.wraps": "decorators",
    "typing.overload": "overloads",
    "typing_extensions.overload": "overloads",
    "typing.runtime_checkable": "protocols",
}

BASES: Final = {
    "abc.ABC": "abstract base classes",
    "contextlib.AbstractContextManager": "context manager classes",
    "contextlib.ContextDecorator": "context manager classes",
    "enum.Enum": "enumerations",
    "enum.Flag": "enumerations",
    "enum.IntEnum": "enumerations",
    "enum.IntFlag": "enumerations",
    "enum.StrEnum": "enumerations",
    "threading.Thread": "threads as classes",
    "typing.Generic": "generic classes",
    "typing.NamedTuple": "named tuples",
    "typing.Protocol": "protocols",
    "typing.TypedDict": "typed dictionaries",
    "typing_extensions.Protocol": "protocols",
    "typing_extensions.TypedDict": "typed dictionaries",
    "collections.UserDict": "wrapped containers",
    "collections.UserList": "wrapped containers",
}

METHODS: Final = {
    ("__enter__", "__exit__"): "context manager classes",
    ("__aenter__", "__aexit__"): "asynchronous context manager classes",
    ("__get__", "__set__"): "descriptors",
    ("__get__",): "descriptors",
    ("__iter__", "__next__"): "iterator classes",
    ("__init_subclass__",): "classes that take note of their subclasses",
    ("__set_name__",): "descriptors",
}
"""Methods that a class defines, all of them, and what that makes it."""
