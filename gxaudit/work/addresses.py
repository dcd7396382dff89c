"""Where a scheduler is, and whether only those who may can reach it.

Whoever reaches a scheduler or a worker of Dask can run any code there: that is what it is for. So
an address that others can reach must be one that asks for a certificate.
"""

from __future__ import annotations

import json
import os
from ipaddress import ip_address

from gxaudit.oserrors import reason
from gxaudit.wording import Text

_ENCRYPTED = ("tls", "wss")
_HERE = ("localhost", "localhost.localdomain")


class ClusterError(Exception):
    """The cluster cannot be used, or no longer; ``message`` says why and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def address_of(said: str) -> str:
    """The address of a scheduler, given as such or as the scheduler file that it wrote.

    Raises :class:`ClusterError`.
    """
    if "://" in said:
        return said
    if not said.endswith(".json") and not os.path.exists(said) and ":" in said:
        return f"tcp://{said}"
    try:
        with open(said, encoding="utf-8") as file:
            address = json.load(file)["address"]
    except OSError as error:
        raise ClusterError(_unread(said, reason(error))) from error
    except (ValueError, LookupError, TypeError) as error:
        raise ClusterError(_unread(said, _NO_ADDRESS)) from error
    return str(address)


def is_encrypted(address: str) -> bool:
    """Whether whoever speaks to an address needs a certificate."""
    return address.partition("://")[0] in _ENCRYPTED


def is_guarded(address: str) -> bool:
    """Whether others cannot reach an address, or need a certificate."""
    scheme, _, rest = address.rpartition("://")
    return is_encrypted(address) or scheme == "inproc" or _is_here(_host(rest))


def _host(rest: str) -> str:
    rest = rest.partition("/")[0]
    if rest.startswith("["):
        return rest[1:].partition("]")[0]
    return rest.rpartition(":")[0] or rest


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() in _HERE


def demand_guarded(address: str) -> None:
    """Raises :class:`ClusterError` for an address that anyone can reach."""
    if not is_guarded(address):
        raise ClusterError(_open(address))


_NO_ADDRESS = Text("里面没有调度器地址（address）", "there is no address of a scheduler in it")


def _unread(said: str, why: Text) -> Text:
    return Text(
        f"--cluster {said}：{why.zh}。请写调度器地址（tls://主机:端口），"
        "或 `dask scheduler --scheduler-file` 写出的文件",
        f"--cluster {said}: {why.en}. Give the address of a scheduler (tls://HOST:PORT), or the "
        "file that `dask scheduler --scheduler-file` writes",
    )


def _open(address: str) -> Text:
    return Text(
        f"{address} 没有加密，也不是本机地址：谁连得上这个端口，谁就能在集群上执行任意代码。"
        "请给集群配置证书，改用 tls:// 地址（见 docs/scale.zh-CN.md）；"
        "确信网络里没有别人时，可加 --cluster-insecure",
        f"{address} is neither encrypted nor of this machine: whoever reaches this port can run "
        "any code on the cluster. Give the cluster certificates and use its tls:// address (see "
        "docs/scale.md); where nobody else is on the network, add --cluster-insecure",
    )
