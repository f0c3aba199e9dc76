"""One Ray for all tests of this folder: three nodes of one processor. The tests are skipped where the extra is absent."""

import importlib.util
import os
import sys
import warnings
from pathlib import Path

import pytest

ROOT = str(Path(__file__).parents[2])
HAS_RAY = importlib.util.find_spec("ray") is not None and importlib.util.find_spec("pyarrow") is not None
# what Ray itself warns of: sockets and processes that it leaves to the system, and changes of its own to come
QUIET = ("ignore::ResourceWarning", "ignore::FutureWarning", "ignore::DeprecationWarning",
         "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::pytest.PytestUnhandledThreadExceptionWarning")  # fmt: skip


def pytest_collection_modifyitems(items):
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.xdist_group("ray"))
            for told in QUIET:
                item.add_marker(pytest.mark.filterwarnings(told))


class Nodes:
    """A head without work and some nodes that do it."""

    def __init__(self, count):
        import ray
        from ray.cluster_utils import Cluster

        small = {"object_store_memory": 150 * 1024**2, "include_dashboard": False}
        self.cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **small})
        self.nodes = [self.cluster.add_node(num_cpus=1, object_store_memory=150 * 1024**2) for _ in range(count)]
        self.cluster.wait_for_nodes()
        self.ray = ray
        ray.init(
            self.cluster.address, log_to_driver=False, logging_level="CRITICAL",
            runtime_env={"env_vars": {"PYTHONPATH": ROOT, "PYTHONWARNINGS": "ignore"}},
        )  # fmt: skip

    def lose_one(self):
        self.cluster.remove_node(self.nodes.pop(), allow_graceful=False)

    def add_one(self):
        self.nodes.append(self.cluster.add_node(num_cpus=1, object_store_memory=150 * 1024**2))
        self.cluster.wait_for_nodes()

    def stop(self):
        self.ray.shutdown()
        self.cluster.shutdown()


@pytest.fixture(scope="session")
def nodes():
    if not HAS_RAY:
        pytest.skip('needs the extra "cluster" (ray)')
    if sys.platform == "win32":
        pytest.skip("several Ray nodes on one machine need Unix")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cluster = Nodes(3)
    yield cluster
    cluster.stop()
