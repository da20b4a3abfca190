import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from facts import file_facts, source_of

from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.store import FILENAME, EncodedFile, Store, StoreError, close_readers, open_reader
from sphinx_kwindex.store.encoding import encode_file
from sphinx_kwindex.store.holding import hold, let_go
from sphinx_kwindex.store.sums import note_sum

FACTS = file_facts("m.py", "m")


def put(folder: Path, *, commit: bool = True) -> list[ProblemKind]:
    with Store(folder) as store:
        store.put_file(encode_file(source_of(FACTS), "key", FACTS, "text\n"))
        if commit:
            store.commit()
        return [problem.kind for problem in store.problems]


def put_on_a_full_disk(folder: Path, encoded: EncodedFile) -> None:
    with Store(folder) as store:
        store._connection.execute("PRAGMA max_page_count = 1")  # noqa: SLF001 - stands for a full disk
        store.put_file(encoded)


def edit(folder: Path, statement: str, *values: object) -> None:
    """Change the store from outside as if a build of ours had done so."""
    with closing(sqlite3.connect(folder / FILENAME)) as connection:
        connection.execute(statement, values)
        connection.commit()
    note_sum(folder / FILENAME)


def keys(folder: Path) -> dict[str, str]:
    with Store(folder) as store:
        return {path: file.key for path, file in store.files().items()}


def test_nothing_is_kept_without_a_commit(tmp_path: Path) -> None:
    put(tmp_path, commit=False)
    assert keys(tmp_path) == {}
    put(tmp_path)
    assert keys(tmp_path) == {"m.py": "key"}


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILENAME).write_bytes(content)
    assert put(tmp_path) == ([ProblemKind.STORE] if content else [])
    assert keys(tmp_path) == {"m.py": "key"}


def test_a_store_cut_short_is_made_anew(tmp_path: Path) -> None:
    put(tmp_path)
    path = tmp_path / FILENAME
    path.write_bytes(path.read_bytes()[:-5000])
    assert put(tmp_path) == [ProblemKind.STORE]


def test_a_byte_that_changed_by_itself_is_found(tmp_path: Path) -> None:
    put(tmp_path)
    content = (tmp_path / FILENAME).read_bytes()
    place = content.rindex(b'"m"')
    (tmp_path / FILENAME).write_bytes(content[: place + 1] + b"n" + content[place + 2 :])
    assert put(tmp_path) == [ProblemKind.STORE]
    assert put(tmp_path) == []
    assert keys(tmp_path) == {"m.py": "key"}


def test_a_store_without_its_checksum_is_used_as_it_is(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / f"{FILENAME}.sum").unlink()
    with Store(tmp_path) as store:
        assert (list(store.files()), store.problems) == (["m.py"], [])


def test_a_build_killed_before_it_noted_the_checksum_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path)
    monkeypatch.setattr("sphinx_kwindex.store.writing.note_sum", lambda _path: None)
    put(tmp_path)
    assert put(tmp_path) == []


def test_a_database_of_somebody_else_is_made_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILENAME) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    assert put(tmp_path) == [ProblemKind.STORE]


@pytest.mark.parametrize("key", ["schema", "astroid", "python", "sphinx-kwindex"])
def test_a_store_of_other_versions_is_made_anew_without_a_word(tmp_path: Path, key: str) -> None:
    put(tmp_path)
    edit(tmp_path, "UPDATE meta SET value = 'older' WHERE key = ?", key)
    with Store(tmp_path) as store:
        assert (store.files(), store.problems) == ({}, [])


def test_a_second_build_waits_and_then_says_why_it_cannot(tmp_path: Path) -> None:
    with Store(tmp_path), pytest.raises(StoreError, match="another build"):
        Store(tmp_path, busy_seconds=0.05)


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        Store(tmp_path / "file" / "folder")


def test_a_full_disk_is_a_clear_error_and_keeps_the_old_store(tmp_path: Path) -> None:
    put(tmp_path)
    large = encode_file(source_of(FACTS), "new", FACTS, "".join(map(chr, range(50_000))))
    with pytest.raises(StoreError, match="full"):
        put_on_a_full_disk(tmp_path, large)
    assert keys(tmp_path) == {"m.py": "key"}


def test_a_killed_build_leaves_the_old_store(tmp_path: Path) -> None:
    put(tmp_path)
    script = (
        "import os, sys\n"
        f"sys.path[:0] = {[str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]!r}\n"
        "from pathlib import Path\n"
        "from facts import file_facts, source_of\n"
        "from sphinx_kwindex.store import Store\n"
        "from sphinx_kwindex.store.encoding import encode_file\n"
        f"with Store(Path({str(tmp_path)!r})) as store:\n"
        "    store._connection.execute('PRAGMA cache_size = 1')\n"
        "    for number in range(200):\n"
        "        facts = file_facts(f'{number}.py', None)\n"
        "        store.put_file(encode_file(source_of(facts), 'key', facts, 'text' * 1000))\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert keys(tmp_path) == {"m.py": "key"}


def test_no_store_to_read_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        open_reader(tmp_path)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    put(tmp_path)
    reader = open_reader(tmp_path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._connection.execute("DELETE FROM file")  # noqa: SLF001 - no question writes
    close_readers()


def test_a_reader_sees_what_a_later_build_kept(tmp_path: Path) -> None:
    put(tmp_path)
    reader = open_reader(tmp_path)
    first = reader.digest()
    with Store(tmp_path) as store:
        store.remove_file("m.py")
        store.commit()
    assert reader.files() == ()
    assert reader.digest() != first
    close_readers()


def renew(folder: Path) -> None:
    with Store(folder, busy_seconds=0.01) as store:
        store.commit()


def test_nobody_writes_while_a_reader_is_at_rest(tmp_path: Path) -> None:
    put(tmp_path)
    reader = open_reader(tmp_path)
    with reader.at_rest():
        assert reader.files()
        with pytest.raises(StoreError, match="locked"):
            renew(tmp_path)
    renew(tmp_path)
    close_readers()


def test_the_store_says_nothing_of_this_machine(tmp_path: Path) -> None:
    put(tmp_path)
    content = (tmp_path / FILENAME).read_bytes()
    assert str(tmp_path).encode() not in content
    assert b"/nowhere" not in content


def test_another_process_is_kept_out_until_the_end_of_the_build(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
        "from pathlib import Path\n"
        "from sphinx_kwindex.store import StoreError\n"
        "from sphinx_kwindex.store.holding import hold\n"
        "try:\n"
        f"    hold(Path({str(tmp_path)!r}), busy_seconds=0.01)\n"
        "except StoreError as error:\n"
        "    sys.exit(str(error))\n"
    )
    hold(tmp_path)
    hold(tmp_path)
    refused = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert f"another build is using {tmp_path}" in refused.stderr
    let_go(tmp_path)
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_lock_can_be_anything(tmp_path: Path) -> None:
    (tmp_path / "kwindex-lock.sqlite3").write_bytes(b"nonsense" * 1000)
    hold(tmp_path)
    let_go(tmp_path)
