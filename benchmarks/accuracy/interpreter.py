"""What the interpreter says of a package; run by the interpreter of the environment that has it.

Usage: interpreter.py PACKAGE QUESTIONS, where QUESTIONS is a JSON file with two lists: ``imports``, each [module, name,
target, importer, bound], and ``names``, each [module, owner, above, chain, target]. Prints one JSON object: what each
module holds, where each import ends, and whether each name in use is what its target names.
"""

import contextlib
import functools
import importlib
import inspect
import io
import json
import os
import pkgutil
import sys
import types
import warnings
from collections.abc import Iterator
from typing import Any

_METHODS = (
    staticmethod,
    classmethod,
    functools.partialmethod,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.ClassMethodDescriptorType,
    types.MethodDescriptorType,
    types.MethodType,
    types.MethodWrapperType,
    types.WrapperDescriptorType,
)
_TELLING = (type, types.ModuleType, *_METHODS)
"""What is one thing wherever it is seen, as constants are not."""


def main() -> None:
    """Import everything and print what there is."""
    warnings.simplefilter("ignore")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "django.conf.global_settings")
    package, questions = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))  # noqa: PTH123, SIM115
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        _prepare(package)
        modules = dict(_modules(package))
        held = {name: _module(module) for name, module in modules.items() if _is_source(module)}
        ends = [_end(*one) for one in questions["imports"]]
        names = [_agrees(*one) for one in questions["names"]]
    print(json.dumps({"modules": held, "imports": ends, "names": names}))


def _prepare(package: str) -> None:
    if package == "django":
        from django.conf import settings  # noqa: PLC0415  # nothing of Django can be imported before

        settings.configure(
            INSTALLED_APPS=[f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "sites")]
        )
        importlib.import_module("django").setup()


def _modules(package: str) -> Iterator[tuple[str, types.ModuleType]]:
    top = importlib.import_module(package)
    yield package, top
    for found in pkgutil.walk_packages(top.__path__, f"{package}.", onerror=lambda _: None):
        if found.name.rpartition(".")[2] != "__main__":
            with contextlib.suppress(BaseException):
                yield found.name, importlib.import_module(found.name)


def _is_source(module: types.ModuleType) -> bool:
    # Of a module that was compiled to C, the interpreter does not see what the source says.
    return (module.__file__ or "").endswith(".py")


def _module(module: types.ModuleType) -> dict[str, Any]:
    written = _written_names(module)
    held = {name: value for name, value in vars(module).items() if name in written and not _is_special(name)}
    names = {name: _thing(value, module) for name, value in held.items()}
    classes: dict[str, dict[str, Any]] = {}
    for value in list(vars(module).values()):
        if issubclass(type(value), type) and _is_class(value) and value.__module__ == module.__name__:
            _members(value, module, classes)
    return {"file": module.__file__, "names": names, "classes": classes}


def _written_names(module: types.ModuleType) -> frozenset[str]:
    """The names that the module's own statements mention; others were put there by code from elsewhere."""
    try:
        with open(module.__file__ or "", encoding="utf-8") as file:  # noqa: PTH123 - nothing else is loaded here
            return frozenset(compile(file.read(), "", "exec").co_names)
    except (OSError, SyntaxError, ValueError):
        return frozenset(vars(module))


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _thing(value: Any, module: types.ModuleType) -> dict[str, Any]:
    try:
        return _thing_at_hand(value, module)
    except Exception:  # noqa: BLE001 - objects that are made when first asked may refuse
        return {"kind": "data", "home": None, "own": True}


def _thing_at_hand(value: Any, module: types.ModuleType) -> dict[str, Any]:
    if inspect.ismodule(value):
        return {"kind": "module", "home": value.__name__, "own": False}
    if _is_class(value):
        return {"kind": "class", "home": _home(value), "own": value.__module__ == module.__name__}
    if inspect.isfunction(inspect.unwrap(value) if callable(value) else value):
        return {"kind": "function", "home": _home(value), "own": value.__module__ == module.__name__}
    # A function that a decorator made an object of is a function to its readers.
    return {"kind": "callable" if callable(value) else "data", "home": None, "own": True}


def _is_class(value: Any) -> bool:
    # A generic alias such as `dict[str, int]` passes for its class.
    return inspect.isclass(value) and type(value) is not types.GenericAlias


def _home(value: Any) -> str:
    return f"{value.__module__}.{value.__qualname__}"


def _members(owner: type, module: types.ModuleType, classes: dict[str, dict[str, Any]]) -> None:
    if owner.__qualname__ in classes or "<locals>" in owner.__qualname__:
        return
    members = classes[owner.__qualname__] = {}
    for mangled, value in list(vars(owner).items()):
        name = mangled.removeprefix(f"_{owner.__name__.lstrip('_')}") if "__" in mangled[1:] else mangled
        kind = _kind_of_member(value, owner)
        written = getattr(value, "fget", None) or getattr(value, "func", None) or getattr(value, "__func__", value)
        members[name] = {"kind": kind, "written": _is_written(written, name, owner, module)}
        if _is_class(value) and value.__qualname__ == f"{owner.__qualname__}.{name}" and _is_found(value):
            members[name]["written"] = True
            _members(value, module, classes)


def _is_found(value: type) -> bool:
    """Whether the source has the class; others are made by metaclasses."""
    try:
        return bool(inspect.getsourcelines(value))
    except (OSError, TypeError):
        return False


def _kind_of_member(value: Any, owner: type) -> str:
    if _is_class(value):
        return "class"
    if isinstance(value, _METHODS):
        return "method"
    if inspect.isfunction(inspect.unwrap(value) if callable(value) else value):
        return "method"
    if callable(value) or not hasattr(type(value), "__get__"):
        return "data"
    return "method" if _gives_method(value, owner) else "property"


def _gives_method(descriptor: Any, owner: type) -> bool:
    """Whether a descriptor of the package's own binds a method, as ``function`` does, rather than computing a value."""
    try:
        return isinstance(descriptor.__get__(None, owner), _METHODS)
    except Exception:  # noqa: BLE001 - it wants an object
        return False


def _is_written(function: Any, name: str, owner: type, module: types.ModuleType) -> bool:
    """Whether the function stands in the class, rather than being made or put there."""
    code = getattr(inspect.unwrap(function), "__code__", None) if callable(function) else None
    return (
        code is not None
        and code.co_filename == module.__file__
        and getattr(function, "__qualname__", "") == f"{owner.__qualname__}.{name}"
    )


def _end(module: str, name: str, target: str | None, importer: str, bound: str | None) -> dict[str, Any]:
    """What ``from module import name`` gives, and whether it is the very object that ``target`` names.

    The module that imports has it under the name ``bound``, if nothing else in it binds that name. What ``module`` has
    by now can be another thing.
    """
    try:
        held = vars(sys.modules[importer]) if importer in sys.modules else {}
        # A submodule that is loaded later takes the place of what has its name.
        kept = bound in held and held[bound] is not sys.modules.get(f"{importer}.{bound}")
        return _described(held[bound] if kept else _imported(module, name), target)
    except BaseException:  # noqa: BLE001 - what cannot be imported or looked at here tells nothing
        return {"kind": None, "home": None, "same": None}


def _described(value: Any, target: str | None) -> dict[str, Any]:
    kind = "module" if inspect.ismodule(value) else "class" if _is_class(value) else "other"
    home = value.__name__ if kind == "module" else None
    # What `functools.wraps` made goes by the name of what it wraps.
    if kind == "class" or (inspect.isfunction(value) and not hasattr(value, "__wrapped__")):
        home = _home(value)
    # What a call makes may bear a name by which nobody finds it.
    if kind != "module" and home is not None and "<locals>" not in home and _named(home) is not value:
        home = None
    # A module that fails at first can be there twice, or no more.
    same = target == home if kind == "module" else target is not None and _is_same(_named(target), value)
    return {"kind": kind, "home": home, "same": same}


def _is_same(one: Any, other: Any) -> bool:
    # A bound method is made anew each time it is asked for; its definition is the function.
    return one is other or getattr(one, "__func__", one) is getattr(other, "__func__", other)


def _imported(module: str, name: str) -> Any:
    held = importlib.import_module(module)
    return getattr(held, name) if hasattr(held, name) else importlib.import_module(f"{module}.{name}")


def _agrees(module: str, owner: str | None, above: bool, chain: list[str], target: str) -> bool | None:  # noqa: FBT001
    """Whether a name in use is what ``target`` names; ``None`` where the interpreter does not know either.

    With an ``owner``, it is an attribute of ``self``, or of ``super()`` if ``above``: the order of the classes decides.
    """
    held = sys.modules.get(module)
    if held is None or not chain:
        return None
    try:
        if owner is None:
            value = functools.reduce(getattr, chain, held)
            return _named(target) is value if isinstance(value, _TELLING) else None
        order = functools.reduce(getattr, owner.split("."), held).__mro__  # type: ignore[attr-defined]
        definer = next((one for one in order[above:] if chain[0] in vars(one)), None)
    except Exception:  # noqa: BLE001 - it cannot be looked at here
        return None
    return None if definer is None else f"{_home(definer)}.{chain[0]}" == target


def _named(target: str) -> Any:
    module, rest = target, []
    while module not in sys.modules and module:
        module, _, last = module.rpartition(".")
        rest.insert(0, last)
    value: Any = sys.modules.get(module)
    for name in rest:
        with contextlib.suppress(Exception):
            value = getattr(value, name, None)
    return value


if __name__ == "__main__":
    main()
