"""A cluster of two workers on this machine, until nobody listens any more.

``python -m tests.benchmark.cluster`` prints its address, and ends where its input ends.
"""

from __future__ import annotations

import sys

import dask
from distributed import LocalCluster


def main() -> None:
    """Start it, and wait."""
    with (
        dask.config.set({"distributed.worker.memory.terminate": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
    ):
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
