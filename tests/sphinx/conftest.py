"""A tiny project, and the documents that a test writes for it."""

import pytest
from builds.building import build

SOURCES = {
    "pkg/__init__.py": '"""A package."""\n',
    "pkg/mod.py": '"""A module."""\n\n\nclass Thing:\n    """A thing."""\n\n    def run(self):\n        """Run."""\n',
    "pkg/sub/__init__.py": "",
    "pkg/sub/user.py": "from pkg.mod import Thing\n\nTHING = Thing()\n",
}


class Site:
    """Documents and sources that can be built again and again."""

    def __init__(self, folder):
        self.folder = folder
        for name, text in SOURCES.items():
            self.write(f"src/{name}", text)
        (folder / "docs").mkdir()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(self, builder="html", out="out", **options):
        sources = {"kwindex_sources": [str(self.folder / "src/pkg")]}
        doctrees = self.folder / "doctrees"
        return build(self.folder / "docs", self.folder / out, builder=builder, doctrees=doctrees, **sources | options)


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)
