"""The projects that are built: the same files for every tool, the same theme, and a plain one for comparison."""

import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from measure import Cost, run

THEME = "alabaster"
EDIT = "\n\ndef an_added_function():\n    '''Added by the benchmark.'''\n"


@dataclass(frozen=True, slots=True)
class Project:
    """A Sphinx project in ``folder`` and how many processes build it."""

    folder: Path
    jobs: int

    @property
    def out(self) -> Path:
        """The output folder; the doctrees lie in it, where Sphinx puts them by default."""
        return self.folder / "out"

    @property
    def doctrees(self) -> Path:
        """The doctree folder."""
        return self.out / ".doctrees"

    def build(self) -> Cost:
        """Build on top of what is there."""
        docs = str(self.folder / "docs")
        return run([sys.executable, "-m", "sphinx", "-q", "-j", str(self.jobs), docs, str(self.out)])

    def clean(self) -> None:
        """Put every output away, to be deleted in the end.

        The places of files that were deleted minutes ago are what ext4 does not use again yet: for each new file it
        looks past all of them, which after thousands costs more than all else of writing one.
        """
        for made in (self.out, self.folder / "docs" / "autoapi"):
            if made.exists():
                made.rename(Path(tempfile.mkdtemp(dir=self.folder)) / made.name)

    def build_cold(self) -> Cost:
        """Build from nothing."""
        self.clean()
        return self.build()

    def pages(self) -> int:
        """Count the pages that were written."""
        return sum(1 for _ in self.out.rglob("*.html"))

    def pickle_kilobytes(self) -> float:
        """Return the size of the environment's pickle for each page."""
        return (self.doctrees / "environment.pickle").stat().st_size / 1024 / self.pages()

    def output_megabytes(self) -> float:
        """Return the size of everything that was written, what is kept for the next build left out."""
        files = (path for path in self.out.rglob("*") if path.is_file() and self.doctrees not in path.parents)
        return sum(path.stat().st_size for path in files) / 2**20


def copy_python(package: Path, target: Path) -> int:
    """Copy the Python files of a package, and nothing else, to ``target / package.name``; return how many."""
    files = sorted(path for path in package.rglob("*.py") if path.is_file())
    copy_files(files, package, target)
    return len(files)


def copy_files(files: Iterable[Path], package: Path, target: Path) -> None:
    """Copy some files of a package to ``target / package.name``."""
    for path in files:
        place = target / package.name / path.relative_to(package)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def make(folder: Path, settings: str, index: str, jobs: int) -> Project:
    """Write the documentation of a project."""
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "conf.py").write_text(f"html_theme = {THEME!r}\nproject = 'Benchmark'\n{settings}\n", encoding="utf-8")
    (docs / "index.rst").write_text(f"Benchmark\n=========\n\n{index}\n", encoding="utf-8")
    return Project(folder, jobs)


def ours(folder: Path, package: Path, jobs: int = 1) -> Project:
    """Make a project that uses this extension."""
    settings = f"extensions = ['sphinx_kwindex']\nkwindex_sources = [{str(package)!r}]\nsuppress_warnings = ['kwindex']"
    return make(folder, settings, ".. toctree::\n\n   kwindex/index", jobs)


def autoapi(folder: Path, package: Path, jobs: int = 1) -> Project:
    """Make a project that uses sphinx-autoapi."""
    settings = (
        f"extensions = ['autoapi.extension']\nautoapi_dirs = [{str(package)!r}]\n"
        "suppress_warnings = ['autoapi', 'ref', 'docutils', 'toc', 'app']"
    )
    return make(folder, settings, "An index.", jobs)


def plain(folder: Path, pages: int, jobs: int = 1) -> Project:
    """Make a project of short hand-written pages that are in no toctree, the cheapest there is."""
    project = make(folder, "", "An index.", jobs)
    for number in range(pages - 3):  # the index, the general index and the search are pages too
        text = f":orphan:\n\nPage {number}\n==========\n\nA paragraph.\n"
        (folder / "docs" / f"page{number}.rst").write_text(text, encoding="utf-8")
    return project


def build_after_edit(project: Project, package: Path) -> Cost:
    """Add a function to a file in the middle of the package and build."""
    files = sorted(package.rglob("*.py"))
    with files[len(files) // 2].open("a", encoding="utf-8") as stream:
        stream.write(EDIT)
    return project.build()
