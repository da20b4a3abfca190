"""The analysis on an existing cluster engine, which the dependency group ``cluster`` brings."""

from pathlib import Path

import pytest
from conftest import Write
from stores import dump, settings_for

from sphinx_kwindex.indexing import refresh

distributed = pytest.importorskip("distributed")


def test_a_cluster_gives_what_one_process_gives(
    write: Write, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write({f"src/m{number}.py": f"import m{number + 1}\nx = {number}\n" for number in range(40)})
    alone, together = tmp_path_factory.mktemp("alone"), tmp_path_factory.mktemp("together")
    refresh(settings_for(project / "src"), alone)
    # The workers are processes of their own and find the function by its name.
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    with (
        distributed.LocalCluster(n_workers=2, processes=True, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        monkeypatch.setattr("stores.make_threads", client.get_executor)
        refresh(settings_for(project / "src", executor="stores.make_threads"), together)
    assert dump(together) == dump(alone)
