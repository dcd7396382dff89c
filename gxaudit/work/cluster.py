"""Tasks on many machines: the workers of a scheduler of Dask do them.

Tasks go out in batches, since each batch costs the scheduler some milliseconds, and come back in
order; so many are under way that nobody waits. Where a worker is lost, Dask gives its batches to
others. What loses one worker after another is done again task by task, with nothing else under
way, so that it is one file that is named, and not its neighbours.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from gxaudit.wording import Text
from gxaudit.work.addresses import ClusterError, address_of, demand_guarded, is_encrypted
from gxaudit.work.batches import batches
from gxaudit.work.setup import Refused, Setup
from gxaudit.work.task import Lost, Outcome, Task

if TYPE_CHECKING:
    from distributed import Client, Future

_TALKATIVE = ("distributed", "distributed.client", "distributed.comm", "distributed.core")
"""They log every worker that is lost; what matters of that, we tell."""
_CONNECT = 15.0
"""Seconds for a scheduler to answer, and for the first worker to be there."""
_DESERTED = 60.0
"""Seconds without any worker after which nobody is waited for: a nanny needs two for a new one."""
_LOOK = 2.0
_BATCH = 0.4
"""Seconds of work that are asked for at once; the scheduler takes a hundredth of it."""
_LARGEST = 100
_AHEAD = 16
"""Batches for each thread that may be done ahead of the one whose turn it is."""
_Batch = tuple[list[Task], "Future"]


class Cluster:
    """Does tasks on a cluster. Raises :class:`ClusterError` where that cannot be used."""

    def __init__(self, said: str, setup: Setup, *, insecure: bool = False) -> None:
        address = address_of(said)
        if not insecure:
            demand_guarded(address)
        self._client = _connected(address)
        self._setup = setup
        try:
            self._expect(insecure)
        except BaseException:
            self.close()
            raise
        # Sent once and kept by the workers, not with every batch.
        self._sent = self._client.submit(_same, setup, pure=False)

    def _expect(self, insecure: bool) -> None:
        """Every worker must be one that finds what we find."""
        from gxaudit.work.station import introduce

        workers = self._workers()
        if not workers:
            raise ClusterError(_NOBODY)
        if not insecure:
            for address in (self._client.scheduler.address, *workers):
                demand_guarded(address)
        said = self._client.run(introduce, self._setup, on_error="return")
        for worker, reasons in sorted(said.items()):
            why = (_unable(reasons),) if isinstance(reasons, BaseException) else reasons
            if why:
                raise ClusterError(_refused(Refused(worker, why)))

    def _workers(self) -> dict[str, int]:
        """The threads of each worker, by its address."""
        with suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=_CONNECT)
        return dict(self._client.nthreads())

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """One outcome a task, in the order of the tasks, which are taken as they are needed.

        Raises :class:`ClusterError` where the cluster is gone, or has a worker that does not fit.
        """
        under_way: deque[_Batch] = deque()
        most = _AHEAD * max(1, sum(self._client.nthreads().values()))
        try:
            for batch in batches(tasks, _BATCH, _LARGEST):
                under_way.append((batch, self._submit(batch)))
                while under_way and (len(under_way) >= most or under_way[0][1].done()):
                    yield from self._outcomes(under_way.popleft(), under_way)
            while under_way:
                yield from self._outcomes(under_way.popleft(), under_way)
        finally:
            for _, future in under_way:
                future.cancel()

    def _submit(self, tasks: Sequence[Task]) -> Future:
        from gxaudit.work.station import perform

        return self._client.submit(perform, self._sent, tasks, pure=False, retries=0)

    def _outcomes(self, batch: _Batch, others: Iterable[_Batch]) -> Iterator[Outcome]:
        from distributed import KilledWorker

        tasks, future = batch
        try:
            yield from self._done(future)
        except KilledWorker:
            # Others go first: a neighbour of what kills a worker would be blamed for it.
            for _, other in others:
                with suppress(KilledWorker):
                    self._done(other)
            for task in tasks:
                yield self._alone(task)

    def _alone(self, task: Task) -> Outcome:
        from distributed import KilledWorker

        try:
            (outcome,) = self._done(self._submit([task]))
        except KilledWorker:
            return Lost(task.path, _KILLS)
        return outcome

    def _done(self, future: Future) -> list[Outcome]:
        """Raises ``KilledWorker``, and ``ClusterError`` for whatever else went wrong."""
        from distributed import KilledWorker

        try:
            done: list[Outcome] | Refused = self._awaited(future)
        except (KilledWorker, ClusterError):
            raise
        # The scheduler went, a worker has other code: Dask raises what it likes.
        except Exception as error:
            raise ClusterError(_gone(error)) from error
        if isinstance(done, Refused):
            raise ClusterError(_refused(done))
        return done

    def _awaited(self, future: Future) -> Any:  # noqa: ANN401
        since: float | None = None
        while True:
            with suppress(TimeoutError):
                return future.result(timeout=_LOOK)
            if self._client.nthreads():
                since = None
            elif since is None:
                since = monotonic()
            elif monotonic() - since > _DESERTED:
                raise ClusterError(_DESERT)

    def close(self) -> None:
        """Let the workers go; they live on."""
        from gxaudit.work.station import leave

        # Whoever is gone needs no farewell.
        with suppress(Exception):
            self._client.run(leave, self._setup.run, on_error="ignore")
        with suppress(Exception):
            self._client.close(timeout=_LOOK)


def _same(setup: Setup) -> Setup:
    return setup


def _connected(address: str) -> Client:
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise ClusterError(_NOT_INSTALLED) from error
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        security = Security()
        # Dask would find it missing too, but wait for half a minute when it gives up.
        if is_encrypted(address) and not security.get_connection_args("client")["ssl_context"]:
            raise ClusterError(_no_certificate(address))
        return Client(address, timeout=_CONNECT, set_as_default=False, security=security)
    except (OSError, ValueError) as error:
        raise ClusterError(_unreached(address, error)) from error


_NOT_INSTALLED = Text(
    "--cluster 要另装组件，请运行：pip install 'gxaudit[cluster]'",
    "--cluster needs more than the base install; run: pip install 'gxaudit[cluster]'",
)
_NOBODY = Text(
    "集群里没有工作节点，请先启动：`dask worker 调度器地址`",
    "the cluster has no worker; start one: `dask worker ADDRESS-OF-SCHEDULER`",
)
_DESERT = Text(
    f"集群里 {_DESERTED:g} 秒没有工作节点，检查没有完成；已完成的部分保留着，"
    "启动工作节点后重新运行即可接着做",
    f"the cluster has had no worker for {_DESERTED:g} seconds, and the audit is not finished; what "
    "was done is kept: start workers and run it again to go on",
)
_KILLS = Text(
    "处理这个文件的工作节点一再中断，未检查；文件可能已损坏或是恶意文件",
    "every worker that worked at this file broke off; it was not audited. The file may be damaged "
    "or malicious",
)


def _unreached(address: str, error: Exception) -> Text:
    return Text(
        f"连不上调度器 {address}：{error}。请检查地址、防火墙和证书（见 docs/scale.zh-CN.md）",
        f"the scheduler {address} cannot be reached: {error}. Check the address, firewalls and "
        "certificates (see docs/scale.md)",
    )


def _no_certificate(address: str) -> Text:
    return Text(
        f"连接 {address} 要有证书，本机没有设置：请设置 DASK_DISTRIBUTED__COMM__TLS__CA_FILE、"
        "…__CLIENT__CERT 和 …__CLIENT__KEY（见 docs/scale.zh-CN.md）",
        f"{address} asks for a certificate, and none is configured here: set "
        "DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__CLIENT__CERT and …__CLIENT__KEY (see "
        "docs/scale.md)",
    )


def _gone(error: Exception) -> Text:
    return Text(
        f"集群中途出错，检查没有完成；已完成的部分保留着，重新运行即可接着做：{error!r}",
        "the cluster failed on the way, and the audit is not finished; what was done is kept, run "
        f"it again to go on: {error!r}",
    )


def _unable(error: BaseException) -> Text:
    return Text(
        f"那里没有装 gxaudit，或版本不同（{error!r}）",
        f"gxaudit is not installed there, or another version ({error!r})",
    )


def _refused(refused: Refused) -> Text:
    zh = "；".join(one.zh for one in refused.reasons)
    en = "; ".join(one.en for one in refused.reasons)
    return Text(
        f"工作节点 {refused.worker} 不能参加检查：{zh}。"
        "请让它的 gxaudit、插件、配置和共享文件夹与本机一致，或停用它，再重新运行",
        f"the worker {refused.worker} cannot take part: {en}. Give it the same gxaudit, plugins, "
        "configuration and shared folders as this machine, or stop it, and run this again",
    )
