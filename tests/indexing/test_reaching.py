from pathlib import Path

import pytest
from conftest import Write
from stores import dump, settings_for

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
        ({"src/pkg/base.py": PROJECT["src/pkg/base.py"] + "    def stop(self): ...\n"}, 1),
        ({"src/pkg/base.py": PROJECT["src/pkg/base.py"].replace("run", "stop")}, 3),
        ({"src/pkg/base.py": PROJECT["src/pkg/base.py"] + "    def __call__(self): ...\n"}, 3),
        ({"src/pkg/heir.py": PROJECT["src/pkg/heir.py"] + "x = 1\n"}, 2),
        ({"src/pkg/heir.py": PROJECT["src/pkg/heir.py"] + "unheard = 1\n"}, 1),
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


@pytest.mark.parametrize(("use", "linked"), [("print(client)", 2), ("client.run()", 3)])
def test_who_only_names_a_thing_is_not_linked_again_with_its_class(
    write: Write, tmp_path: Path, use: str, linked: int
) -> None:
    project = write(
        {
            "src/base.py": "class Client:\n    def run(self): ...\n",
            "src/holder.py": "from base import Client\nclient = Client()\n",
            "src/user.py": f"from holder import client\n{use}\n",
        }
    )
    refresh(settings_for(project / "src"), tmp_path)
    write({"src/base.py": "class Client:\n    def client(self): ...\n"})
    assert refresh(settings_for(project / "src"), tmp_path).linked == linked


DOCUMENTED = {
    "lib/a.py": "class Client:\n    def run(self):\n        pass\n",
    "docs/guide.md": "`Client.run` and `late.go`\n\n```py\nfrom late import go\ngo()\n```\n",
    "docs/other.rst": "Nothing.\n",
}


@pytest.mark.parametrize(
    ("change", "linked"),
    [
        ({"lib/a.py": DOCUMENTED["lib/a.py"].replace("pass", "print()")}, 1),
        ({"lib/late.py": "def go(): ...\n"}, 3),
        ({"lib/b.py": DOCUMENTED["lib/a.py"]}, 3),
        ({"lib/a.py": None}, 2),
        ({"docs/other.rst": "Something.\n\nMore\n----\n"}, 1),
    ],
)
def test_documents_follow_every_interface_as_in_a_clean_build(
    write: Write, tmp_path_factory: pytest.TempPathFactory, change: dict[str, str | None], linked: int
) -> None:
    project, store, clean = write(DOCUMENTED), tmp_path_factory.mktemp("store"), tmp_path_factory.mktemp("clean")
    settings = settings_for(project / "lib", project / "docs")
    refresh(settings, store)
    write({path: text for path, text in change.items() if text is not None})
    for path in [path for path, text in change.items() if text is None]:
        (project / path).unlink()
    assert refresh(settings, store).linked == linked
    refresh(settings, clean)
    assert dump(store) == dump(clean)
