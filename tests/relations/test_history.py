"""What is read of the history of the files."""

import os
import shutil
import subprocess

import pytest

from sphinx_kwindex.model.facts import SourceFile
from sphinx_kwindex.model.kinds import FileType, ProblemKind
from sphinx_kwindex.relations import history as stage
from sphinx_kwindex.relations.history import read_history

GIT = shutil.which("git") or "git"
IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


class Repository:
    """A git repository whose commits are one day apart."""

    def __init__(self, top):
        self.top, self.day = top, 0
        top.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        date = {"GIT_COMMITTER_DATE": f"{1_000_000_000 + self.day * 86400} +0000"}
        subprocess.run([GIT, *arguments], cwd=self.top, env=os.environ | IDENTITY | date, check=True)

    def commit(self, **texts):
        for name, text in texts.items():
            (self.top / f"{name}.py").write_text(text)
        self.day += 1
        self.git("add", "-A")
        self.git("commit", "-qm", "x")

    def files(self):
        return [source(path, path.name) for path in sorted(self.top.glob("*.py"))]


def source(location, repository_path):
    return SourceFile(
        path=f"src/{location.name}",
        location=location,
        type=FileType.PYTHON,
        module=None,
        is_package=False,
        is_test=False,
        size=0,
        digest="",
        repository_path=repository_path,
    )


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


@pytest.fixture
def read(repository, tmp_path):
    def read():
        found = read_history(repository.files(), tmp_path)
        assert not found.problems
        return [commit.files for commit in found.commits]

    return read


def test_commits_come_newest_first_with_the_paths_of_the_index(repository, read):
    repository.commit(a="1", b="1")
    repository.commit(b="2")
    assert read() == [("src/b.py",), ("src/a.py", "src/b.py")]


def test_renames_are_followed(repository, read):
    repository.commit(a="1\n2\n3\n", b="x")
    repository.git("mv", "a.py", "c.py")
    repository.commit()
    repository.git("mv", "c.py", "d.py")
    repository.commit(b="y")
    assert read() == [("src/b.py", "src/d.py"), ("src/d.py",), ("src/b.py", "src/d.py")]


def test_files_that_are_gone_and_other_files_do_not_count(repository, read):
    repository.commit(a="1", b="1", c="1")
    repository.git("rm", "-q", "c.py")
    repository.commit(a="2")
    assert read() == [("src/a.py",), ("src/a.py", "src/b.py")]


def test_only_new_commits_are_read_and_the_result_is_that_of_a_fresh_reading(repository, read, tmp_path, monkeypatch):
    repository.commit(a="1", b="1")
    read()
    repository.commit(b="2")
    asked = []
    records_of = stage.records_of
    monkeypatch.setattr(stage, "records_of", lambda *a, **k: asked.append(k["since"]) or records_of(*a, **k))
    in_parts = read()
    assert asked[0] is not None
    (tmp_path / stage.CACHE_NAME).unlink()
    assert read() == in_parts


def test_nothing_is_read_again_while_the_commit_stays(repository, read, monkeypatch):
    repository.commit(a="1")
    first = read()
    monkeypatch.delattr(stage, "records_of")
    assert read() == first


def test_a_history_that_was_written_anew_is_read_anew(repository, read):
    repository.commit(a="1")
    repository.commit(a="2", b="1")
    read()
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.commit(a="3", c="1")
    assert read() == [("src/a.py", "src/c.py"), ("src/a.py",)]


@pytest.mark.parametrize("text", ["", "{}", "[1, [[3]]]", '[1, [["x", [["y", 1, [["M", "a.py"]]]]]]]', "[9, []]"])
def test_a_damaged_cache_is_no_trouble(repository, read, tmp_path, text):
    repository.commit(a="1")
    (tmp_path / stage.CACHE_NAME).write_text(text)
    assert read() == [("src/a.py",)]


def test_paths_of_any_letters_are_read(repository, tmp_path):
    repository.commit(**{"a b": "1", "ü\n": "1"})
    (commit,) = read_history(repository.files(), tmp_path).commits
    assert len(commit.files) == 2


def test_a_shallow_clone_is_a_problem_and_has_no_history(repository, tmp_path):
    repository.commit(a="1")
    repository.commit(a="2")
    subprocess.run([GIT, "clone", "-q", "--depth=1", f"file://{repository.top}", str(tmp_path / "clone")], check=True)
    found = read_history([source(tmp_path / "clone/a.py", "a.py")], tmp_path)
    assert not found.commits
    assert [problem.kind for problem in found.problems] == [ProblemKind.HISTORY]
    assert "shallow" in found.problems[0].message


def test_a_repository_without_commits_is_a_problem(repository, tmp_path):
    (repository.top / "a.py").write_text("")
    assert [p.kind for p in read_history(repository.files(), tmp_path).problems] == [ProblemKind.HISTORY]


def test_files_outside_any_repository_are_a_problem(tmp_path):
    found = read_history([source(tmp_path / "a.py", None)], tmp_path)
    assert "no source file lies in a git repository" in found.problems[0].message


def test_a_machine_without_git_is_a_problem(repository, tmp_path, monkeypatch):
    repository.commit(a="1")
    monkeypatch.setenv("PATH", "")
    assert "git could not be run" in read_history(repository.files(), tmp_path).problems[0].message


def test_nothing_that_the_repository_configures_is_run(repository, read, tmp_path):
    repository.commit(a="1\n2\n")
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    (repository.top / ".gitattributes").write_text("*.py diff=trap filter=trap\n")
    for key in (
        "core.fsmonitor",
        "diff.external",
        "diff.trap.textconv",
        "diff.trap.command",
        "core.pager",
        "gpg.program",
    ):
        repository.git("config", key, str(trap))
    repository.git("config", "log.showSignature", "true")
    (tmp_path / "sprung").unlink(missing_ok=True)
    (repository.top / ".git/hooks/post-index-change").symlink_to(trap)
    assert read() == [("src/a.py",)]
    assert not (tmp_path / "sprung").exists()
