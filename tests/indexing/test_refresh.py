import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Write
from stores import dump, settings_for

from sphinx_kwindex.indexing import ExecutorError, Refreshed, refresh
from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.store import FILENAME, close_readers, open_reader

PROJECT = {
    "src/pkg/__init__.py": "from .one import f\n",
    "src/pkg/one.py": '"""One."""\ndef f(): ...\n',
    "src/pkg/two.py": "from pkg import f\n\n\ndef g():\n    return f()\n",
    "src/README.md": "# Hello\n",
}


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


def run(project: Path, store: Path, **fields: Any) -> Refreshed:
    return refresh(settings_for(project / "src", **fields), store)


def test_the_first_time_everything_is_analysed(write: Write, store: Path) -> None:
    assert run(write(PROJECT), store) == Refreshed(problems=(), changed=True, files=4, analysed=4, linked=4)
    assert [row.path for row in open_reader(store).files()] == [
        "src/README.md",
        "src/pkg/__init__.py",
        "src/pkg/one.py",
        "src/pkg/two.py",
    ]
    close_readers()


def test_nothing_is_done_where_nothing_changed(write: Write, store: Path) -> None:
    project = write(PROJECT)
    run(project, store)
    before = (store / FILENAME).read_bytes()
    assert run(project, store) == Refreshed(problems=(), changed=False, files=4, analysed=0, linked=0)
    assert (store / FILENAME).read_bytes() == before


def test_a_touched_file_is_not_analysed_again(write: Write, store: Path) -> None:
    project = write(PROJECT)
    run(project, store)
    (project / "src/pkg/one.py").touch()
    assert not run(project, store).changed


def test_only_what_changed_is_analysed(write: Write, store: Path) -> None:
    project = write(PROJECT)
    run(project, store)
    write({"src/pkg/one.py": "def f(): ...\ndef h(): ...\n"})
    assert run(project, store).analysed == 1


@pytest.mark.parametrize(
    "after",
    [
        {"src/pkg/one.py": "def h(): ...\n"},
        {"src/pkg/one.py": None},
        {"src/pkg/__init__.py": None},
        {"src/pkg/three.py": "from .two import g\n"},
        {"src/pkg/f/__init__.py": ""},
        {"src/pkg/two.py": "def broken(:\n"},
        {"src/README.md": None, "src/pkg/README.md": "# Hello\n"},
        {"src/pkg/one.py": None, "src/pkg/other/one.py": PROJECT["src/pkg/one.py"]},
    ],
)
def test_a_later_refresh_gives_what_a_first_one_gives(
    write: Write, store: Path, tmp_path_factory: pytest.TempPathFactory, after: dict[str, str | None]
) -> None:
    project = write(PROJECT)
    run(project, store)
    write({path: text for path, text in after.items() if text is not None})
    for path in [path for path, text in after.items() if text is None]:
        (project / path).unlink()
    run(project, store)
    clean = tmp_path_factory.mktemp("clean")
    run(project, clean)
    assert dump(store) == dump(clean)


def test_what_is_out_of_the_roots_leaves_the_store(write: Write, store: Path) -> None:
    project = write(PROJECT)
    run(project, store)
    done = refresh(settings_for(project / "src/pkg"), store)
    assert done.changed
    assert [row.path for row in open_reader(store).files()] == ["pkg/__init__.py", "pkg/one.py", "pkg/two.py"]
    close_readers()


def test_two_checkouts_give_the_same_store(write: Write, store: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = write(PROJECT)
    run(project, store)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    project.joinpath("src").rename(elsewhere / "src")
    assert not run(elsewhere, store).changed


def test_worker_processes_give_what_one_process_gives(
    write: Write, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    many = {
        f"src/pkg/m{number}.py": f"from .m{number + 1} import x{number + 1}\nx{number} = 1\n" for number in range(60)
    }
    project = write(PROJECT | many)
    run(project, store)
    parallel = tmp_path_factory.mktemp("parallel")
    refresh(settings_for(project / "src"), parallel, jobs=2)
    assert dump(store) == dump(parallel)


def test_another_executor_takes_the_place_of_processes(write: Write, store: Path) -> None:
    assert run(write(PROJECT), store, executor="stores.make_threads").analysed == 4


@pytest.mark.parametrize("name", ["nowhere.make", "stores.nothing", "stores.make_nothing", "plain"])
def test_an_executor_that_cannot_be_had_is_a_clear_error(write: Write, store: Path, name: str) -> None:
    with pytest.raises(ExecutorError, match="kwindex_executor"):
        run(write(PROJECT), store, executor=name)


def test_a_worker_that_dies_is_a_clear_error_and_leaves_the_store(write: Write, store: Path) -> None:
    project = write(PROJECT)
    run(project, store)
    write({"src/pkg/one.py": ""})
    with pytest.raises(ExecutorError, match="died"):
        run(project, store, executor="stores.make_dying")
    assert run(project, store).analysed == 1


def test_problems_are_kept_with_the_files_and_go_with_them(write: Write, store: Path) -> None:
    project = write({"src/bad.py": b"# coding: nonsense\n"})
    run(project, store)
    assert [problem.kind for problem in open_reader(store).problems()] == [ProblemKind.ENCODING]
    write({"src/bad.py": ""})
    run(project, store)
    assert open_reader(store).problems() == ()
    close_readers()


def test_a_damaged_store_is_a_problem_and_everything_is_analysed(write: Write, store: Path) -> None:
    (store / FILENAME).write_bytes(b"nonsense" * 1000)
    done = run(write(PROJECT), store)
    assert [problem.kind for problem in done.problems] == [ProblemKind.STORE]
    assert done.analysed == 4


def test_long_stages_show_their_progress(write: Write, store: Path) -> None:
    seen: list[tuple[str, int]] = []

    def progress(things: Iterable[Any], summary: str, length: int) -> Iterable[Any]:
        listed = list(things)
        seen.append((summary.strip(" ."), length))
        assert str(listed[0]) == "src/README.md"
        return listed

    refresh(settings_for(write(PROJECT) / "src"), store, progress=progress)
    assert seen == [("analysing source files", 4), ("linking source files", 4)]


def test_it_tells_how_long_each_stage_took(write: Write, store: Path) -> None:
    project = write(PROJECT)
    stages = ["discovering", "analysing", "linking", "relating", "saving"]
    assert [stage for stage, _ in run(project, store).seconds] == stages
    assert [stage for stage, _ in run(project, store).seconds] == ["discovering"]


def test_a_file_that_changes_while_it_is_read_is_analysed_again(
    write: Write, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write(PROJECT)
    path = project / "src/pkg/one.py"
    read = Path.read_bytes

    def change_and_read(self: Path) -> bytes:
        if self == path:
            self.write_text("def late(): ...\n")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", change_and_read)
    run(project, store)
    monkeypatch.undo()
    assert run(project, store).analysed == 1


def test_rows_of_deleted_files_are_gone_from_every_table(write: Write, store: Path) -> None:
    project = write(PROJECT)
    run(project, store)
    for name in PROJECT:
        (project / name).unlink()
    run(project, store)
    with closing(sqlite3.connect(store / FILENAME)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        full = [table for table in tables if connection.execute(f"SELECT 1 FROM {table}").fetchone()]  # noqa: S608
    assert set(full) == {"meta", "folder", "state", "change"}
