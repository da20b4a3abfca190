from pathlib import Path

import pytest
from conftest import Write
from stores import settings_for

from sphinx_kwindex.indexing import refresh

PROJECT = {
    "src/pkg/__init__.py": "",
    "src/pkg/base.py": "class Base:\n    def run(self):\n        return self\n",
    "src/pkg/heir.py": "from .base import Base\nclass Heir(Base): pass\n",
    "src/pkg/user.py": "from .heir import Heir\nHeir().run()\n",
    "src/pkg/far.py": "from . import user\n",
    "src/alone.py": "import os\n",
    "src/space/inner/one.py": "x = 1\n",
    "src/other.py": "import space.inner.one\nspace.inner.one.x\n",
}


def linked_after(write: Write, store: Path, change: dict[str, str | None]) -> int:
    project = write(PROJECT)
    refresh(settings_for(project / "src"), store)
    write({path: text for path, text in change.items() if text is not None})
    for path in [path for path, text in change.items() if text is None]:
        (project / path).unlink()
    return refresh(settings_for(project / "src"), store).linked


@pytest.mark.parametrize(
    ("change", "linked"),
    [
        ({"src/pkg/base.py": PROJECT["src/pkg/base.py"].replace("return", "print()\n        return")}, 1),
        ({"src/pkg/base.py": PROJECT["src/pkg/base.py"] + "    def stop(self): ...\n"}, 3),
        ({"src/pkg/heir.py": PROJECT["src/pkg/heir.py"] + "x = 1\n"}, 2),
        ({"src/alone.py": "import sys\n"}, 1),
        ({"src/another.py": "import sys\n"}, 1),
        ({"src/alone.py": None}, 0),
        ({"src/os.py": "path = 1\n"}, 2),
        ({"src/pkg/base.py": None}, 4),
        ({"src/space/inner/two.py": ""}, 2),
    ],
)
def test_a_change_links_only_what_it_can_reach(
    write: Write, tmp_path_factory: pytest.TempPathFactory, change: dict[str, str | None], linked: int
) -> None:
    assert linked_after(write, tmp_path_factory.mktemp("store"), change) == linked
