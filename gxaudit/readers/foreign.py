"""Readers of plugins, asked whether a file is theirs. Whatever one does, the next is asked."""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit.guard import Origin, cause, silenced
from gxaudit.limit import Clock, TimeLimitError
from gxaudit.readers.model import Reader
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

SECONDS = 2.0
"""For one reader to say whether it knows a file."""


def recognise(
    readers: Sequence[tuple[Reader, Origin]], data: bytes, name: str
) -> tuple[int | None, tuple[Text, ...]]:
    """Which of ``readers`` knows the file, and what broke in those that were asked.

    Raises ``SourceError`` where readers of two plugins claim it: neither may decide silently.
    """
    willing: list[int] = []
    faults: list[Text] = []
    with Clock(SECONDS) as clock, silenced():
        for at, (reader, origin) in enumerate(readers):
            clock.start()
            try:
                if reader.recognises(data, name) is True:
                    willing.append(at)
            except KeyboardInterrupt:
                raise
            except TimeLimitError:
                faults.append(_broken(reader, origin, _TOO_SLOW))
            # Whatever it raises: it must not end the audit.
            except BaseException as error:
                faults.append(_broken(reader, origin, cause(error)))
            finally:
                clock.stop()
    plugins = sorted({readers[at][1].blamed for at in willing})
    if len(plugins) > 1:
        raise SourceError(_disputed(plugins))
    return (willing[0] if willing else None), tuple(faults)


_TOO_SLOW = Text(f"超过 {SECONDS:g} 秒", f"longer than {SECONDS:g} seconds")


def _broken(reader: Reader, origin: Origin, why: Text) -> Text:
    name = f"{reader.name!s:.40}"
    return Text(
        f"插件 {origin.blamed} 的读取组件“{name}”判断文件格式时出错：{why.zh}",
        f"the reader '{name}' of {origin.blamed} broke while it looked at the file: {why.en}",
    )


def _disputed(plugins: Sequence[str]) -> Text:
    return Text(
        f"{'、'.join(plugins)} 都认为这是自己的格式，分不清由谁读取，未读取；请卸载其中一个",
        f"{', '.join(plugins)} all take this for their format; not read: uninstall one of them",
    )
