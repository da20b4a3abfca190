"""Whatever goes wrong around a build, it says so clearly or mends it, and the next one equals a clean one."""

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest
from builds import zoo
from builds.building import PLAIN, Project, assert_same, different, output_files
from builds.killing import State, Victim
from builds.privileges import like_anybody
from sphinx.errors import SphinxError

from sphinx_kwindex.store import holding, opening

resource = pytest.importorskip("resource")  # no more than forks is it there on Windows
START = State(files=zoo.FILES, options={})
EDIT = ("src/zoo/shapes.py", "A cage with corners.", "A cage with four corners.")


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """A build from nothing, in another folder."""
    return Project(tmp_path_factory.mktemp("clean")).build()


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """A build from nothing, in another folder, after the edit."""
    project = Project(tmp_path_factory.mktemp("edited"))
    project.edit(*EDIT)
    return project.build()


def no_file_larger_than(size):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("largest", [1_000, 10_000, 40_000])
def test_a_disk_that_takes_no_more(tmp_path, clean, largest):
    victim = Victim(tmp_path / "victim", before=lambda: no_file_larger_than(largest))
    victim.become(START)
    assert victim.run(START, out="out", jobs=2) != 0
    victim.before = None
    assert different(output_files(victim.build(START)), clean.files()) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_the_disk_refused_is_written_again(tmp_path, jobs):
    long = State(files={**zoo.FILES, "src/zoo/long.txt": "a line\n" * 40_000}, options={})
    page = "kwindex/src/zoo/long.txt.source.html"
    victim = Victim(tmp_path / "victim", before=lambda: no_file_larger_than(1_000_000))
    victim.become(long)
    assert victim.run(long, out="out", jobs=jobs) == 0
    assert "File too large" in victim.log.read_text()
    assert len((tmp_path / "victim/out" / page).read_bytes()) == 1_000_000
    victim.before = None
    text = (victim.build(long) / page).read_text()
    assert text.count(">a line</span>") == 40_000
    assert text.rstrip().endswith("</html>")


def test_two_builds_at_once(tmp_path, clean):
    first, second = Victim(tmp_path / "victim"), Victim(tmp_path / "victim")
    second.log = tmp_path / "second.txt"
    first.become(START)
    builds = [first.start(START, out="out", jobs=2), second.start(START, out="out", jobs=1)]
    assert [victim.end(running) for victim, running in zip((first, second), builds, strict=True)] == [0, 0]
    assert different(output_files(first.folder / "out"), clean.files()) == []


def test_a_build_that_takes_too_long_for_another(tmp_path, monkeypatch):
    victim = Victim(tmp_path / "victim")
    victim.become(START)
    doctrees = victim.folder / "out.doctrees"
    monkeypatch.setattr(holding.hold, "__kwdefaults__", {"busy_seconds": 0.05})
    holding.hold(doctrees)
    assert victim.run(START, out="out", jobs=1) != 0
    assert f"another build is using {doctrees}; wait for it" in victim.log.read_text()
    holding.let_go(doctrees)
    victim.build(START)


def test_a_file_that_may_not_be_read(project):
    project.write("src/zoo/locked.py", "x = 1\n")
    (project.folder / "src/zoo/locked.py").chmod(0)
    with like_anybody(project.folder):
        (warning,) = project.build().warnings
    assert "locked.py" in warning
    assert "kwindex.unreadable" in warning
    (project.folder / "src/zoo/locked.py").chmod(0o644)
    assert_same(project.build(), project.clean())


def test_sources_that_may_not_be_written(project, clean):
    folders = [path for top in ("src", "docs") for path in (project.folder / top, *(project.folder / top).rglob("*"))]
    for path in folders:
        path.chmod(0o555 if path.is_dir() else 0o444)
    with like_anybody(project.folder):
        built = project.build()
        with pytest.raises(SphinxError, match=r"cannot write .*Permission denied"):
            project.build(project.folder / "files", kwindex_pages="files")
    for path in folders:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert built.warnings == ()
    assert_same(built, clean)


KEPT = [
    ("kwindex.sqlite3", b""),
    ("kwindex.sqlite3", b"nonsense"),
    ("kwindex.sqlite3.sum", b"nonsense"),
    ("kwindex-lock.sqlite3", b"nonsense"),
    ("kwindex-outputs/*.json", b"nonsense"),
    ("kwindex-outputs/*.json", b"{}"),
    ("kwindex-pages/manifest.json", b"nonsense"),
    ("kwindex-pages/manifest.json", b"{}"),
    ("kwindex-pages/grains", b"nonsense"),
    ("kwindex-pages/**/*.kwindex-texts", b"nonsense"),
    ("environment.pickle", b""),
    ("environment.pickle", b"nonsense"),
]


@pytest.mark.parametrize(("name", "content"), KEPT)
def test_what_a_build_keeps_for_the_next_may_be_damaged(project, edited, name, content):
    doctrees = project.build().doctrees
    found = sorted(doctrees.glob(name))
    assert found
    for path in found:
        path.write_bytes(content)
    project.edit(*EDIT)
    again = project.build()
    assert [line for line in again.warnings if "kwindex.store" not in line] == []
    assert_same(again, edited)


def test_a_damaged_stub_is_made_anew_by_the_next_build(project, clean):
    doctrees = project.build().doctrees
    (doctrees / "kwindex-pages/kwindex/src/zoo/animals.py.kwindex").write_bytes(b"nonsense")
    with pytest.raises(SphinxError, match="the next build makes it anew"):
        project.build()
    assert_same(project.build(), clean)


@pytest.mark.parametrize("place", [0.1, 0.4, 0.7, 0.95])
def test_a_byte_of_the_store_that_changed_by_itself(project, clean, place):
    path = project.build().doctrees / "kwindex.sqlite3"
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.write_bytes(content)
    again = project.build()
    assert [line for line in again.warnings if "kwindex.store" in line]
    assert project.build().warnings == ()
    assert_same(again, clean)


def test_a_build_that_fails_is_mended_by_the_next(project, edited):
    def fail(_app, _tree, name):
        if name.endswith("shapes.py"):
            msg = "no such luck"
            raise SphinxError(msg)

    project.build()
    project.edit(*EDIT)
    with pytest.raises(SphinxError, match="no such luck"):
        project.build(prepare=lambda app: app.connect("doctree-resolved", fail))
    assert_same(project.build(), edited)


def test_a_build_of_some_documents_leaves_the_others_to_the_next(project):
    first = project.build()
    project.edit("src/zoo/shapes.py", "class Square:", "class Quad:")
    project.build(only=["index.rst"])
    assert (first.out / "page.html").read_bytes() != project.clean().files()["page.html"]
    assert_same(project.build(), project.clean())


@pytest.mark.parametrize("maker", ["sphinx-kwindex", "astroid", "python", "schema"])
def test_an_upgrade_ends_where_a_clean_build_ends(project, clean, monkeypatch, maker):
    now = opening.versions()
    monkeypatch.setattr("sphinx_kwindex.store.opening.versions", lambda: now | {maker: "0.0.1"})
    project.build()
    monkeypatch.undo()
    again = project.build()
    assert again.warnings == ()
    assert_same(again, clean)


def test_branches_that_are_switched(project):
    def git(*arguments):
        name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *name, *arguments], cwd=project.folder, check=True, capture_output=True)

    options = {"kwindex_related_history": True, "kwindex_forge": "https://forge.example/{commit}/{path}#L{start}"}
    (project.folder / ".gitignore").write_text("/out*\n/clean*\n")
    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "All")
    first = project.build(**options).files()
    git("switch", "-c", "other")
    project.edit("src/zoo/shapes.py", "class Circle:", "class Round:")
    (project.folder / "src/zoo/keeper.py").rename(project.folder / "src/zoo/warden.py")
    project.edit("src/tests/test_zoo.py", "zoo.keeper", "zoo.warden")
    project.edit("docs/index.rst", "src/zoo/keeper.py", "src/zoo/warden.py")
    git("add", ".")
    git("commit", "-m", "Other")
    assert_same(project.build(**options), project.clean(**options))
    git("switch", "main")
    assert different(project.build(**options).files(), first) == []


def test_seeds_folders_zones_and_processes_do_not_show(tmp_path):
    made = []
    for name, seed, jobs, zone in (("one", "1", "1", "UTC"), ("two/deeper", "2", "4", "Asia/Tokyo")):
        project = Project(tmp_path / name)
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        environment |= {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        conf = PLAIN | {"extensions": ["myst_parser", "sphinx_kwindex"], "kwindex_sources": ["../src"]}
        project.write("docs/conf.py", "".join(f"{key} = {value!r}\n" for key, value in conf.items()))
        command = [sys.executable, "-m", "sphinx", "-q", "-j", jobs, "docs", "out"]
        subprocess.run(command, cwd=project.folder, env=environment, check=True)
        shutil.rmtree(project.folder / "out/.doctrees")
        made.append(output_files(project.folder / "out"))
    assert different(*made) == []
    assert not [name for name, content in made[0].items() if re.search(rb"/pytest-|\b20\d\d-\d\d-\d\d", content)]


@pytest.mark.parametrize("pages", ["virtual", "files"])
def test_a_build_without_a_change_touches_nothing_that_is_watched(project, pages):
    def times():
        tops = (project.folder / "src", project.folder / "docs")
        return {path: path.stat().st_mtime_ns for top in tops for path in (top, *top.rglob("*"))}

    before = times()
    project.build(kwindex_pages=pages)
    after = times()
    assert pages == "files" or after == before
    project.build(kwindex_pages=pages)
    assert times() == after
    project.edit(*EDIT)
    project.build(kwindex_pages=pages)
    settled = times()
    project.build(kwindex_pages=pages)
    assert times() == settled
