"""A small project that has one of everything, and its documentation."""

ANIMALS = '''\
"""The animals of the zoo.

More about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import (
    TYPE_CHECKING,
    ClassVar,
)

if TYPE_CHECKING:
    from zoo.keeper import Keeper

LOUDEST = 11


@dataclass
class Animal:
    """Any animal."""

    name: str
    legs: ClassVar[int] = 4

    def greet(self, keeper: Keeper | None = None) -> str:
        """Say hello."""
        return f"{self.name} greets {keeper}"


class Bird(Animal):
    """An animal that flies."""

    def fly(self) -> None:
        """Leave the ground."""
        self.height = LOUDEST


class _Ghost(Animal):
    pass
'''

KEEPER = '''\
"""Whoever looks after the animals."""

import json
import subprocess

from zoo import Animal, shapes
from . import animals as _animals
from .shapes import *


class Keeper:
    """A person."""

    def feed(self, animal: Animal) -> str:
        """Feed an animal, which then greets."""
        subprocess.run("echo food", shell=True)
        return json.dumps(animal.greet(self))

    def cage(self) -> Square:
        return shapes.Square(_animals.LOUDEST)
'''

SHAPES = '''\
"""Shapes of cages."""

__all__ = ["Square"]


class Square:
    """A cage with corners."""

    def __init__(self, side: float) -> None:
        self.side = side

    @property
    def area(self) -> float:
        """Floor to stand on."""
        return self.side**2


class Circle:
    """No cage at all."""
'''

TEST = """\
import pytest

from zoo import Animal, Bird
from zoo.keeper import Keeper


def test_a_fed_animal_greets():
    assert "Ada" in Keeper().feed(Animal("Ada"))


@pytest.mark.parametrize("name", ["Bob"])
def test_a_bird_flies(name):
    bird = Bird(name)
    bird.fly()
    assert bird.height == 11
"""

GUIDE = """\
The guide
=========

How to use :class:`zoo.animals.Animal`.

.. _feeding:

Feeding
-------

::

    from zoo.keeper import Keeper
    Keeper().feed(Bird("Ada"))
"""

README = """\
# The zoo

All its animals.

## Opening hours

Always.

```python
from zoo import Animal
```
"""

SOURCES = {
    "src/zoo/__init__.py": (
        '"""A zoo."""\n\nfrom .animals import Animal, Bird\nfrom .shapes import *\n\n__all__ = ["Animal", "Bird"]\n'
    ),
    "src/zoo/animals.py": ANIMALS,
    "src/zoo/keeper.py": KEEPER,
    "src/zoo/shapes.py": SHAPES,
    "src/zoo/shapes.pyi": "class Square:\n    side: float\n    def __init__(self, side: float) -> None: ...\n",
    "src/zoo/data.txt": "Some text with <b>markup</b> in it.\n",
    "src/zoo/empty.py": "",
    "src/acme/plugins/snake.py": (
        '"""Of a namespace package."""\n\nfrom zoo.animals import Animal\n\n\nclass Snake(Animal):\n    pass\n'
    ),
    "src/README.md": README,
    "src/guide.rst": GUIDE,
    "src/tests/test_zoo.py": TEST,
}

INDEX_RST = """\
Zoo
===

.. toctree::

   api
   page
   kwindex/index

See :kw:symbol:`zoo.animals.Animal` in :kw:file:`src/zoo/animals.py`, of :kw:folder:`src/zoo/`, at
:kw:file:`this line <src/zoo/animals.py#L20>`, in :kw:file:`these lines <src/zoo/animals.py#L20-L24>`.

.. keyword-index:: zoo.animals
   :group-by: kind

.. related-files:: src/zoo/animals.py
   :limit: 3

.. file-metadata:: src/zoo/animals.py

.. file-imports:: src/zoo/keeper.py

.. folder-index:: src/zoo/

.. keyword-usages:: zoo.animals.Animal.greet

.. file-source:: src/zoo/shapes.py
"""

API_RST = """\
API
===

.. py:module:: zoo.animals

.. py:class:: Animal

   By hand.
"""

PAGE_MD = """\
# A page in Markdown

{kw:symbol}`zoo.shapes.Square` stands in {kw:file}`src/zoo/shapes.py`.

```{keyword-index} zoo.shapes
:kinds: class
```

```{related-files} src/zoo/shapes.py
```
"""

DOCS = {"docs/index.rst": INDEX_RST, "docs/api.rst": API_RST, "docs/page.md": PAGE_MD}

FILES = SOURCES | DOCS
