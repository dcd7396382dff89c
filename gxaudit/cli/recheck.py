"""``gxaudit recheck OLD NEW``: what is settled, what remains, what is new."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from gxaudit.cli.errors import complain
from gxaudit.cli.gather import gathered
from gxaudit.cli.outputs import open_file, targets, unwritten
from gxaudit.render.codes import CLEAN, FOUND, INCOMPLETE
from gxaudit.render.run import Write
from gxaudit.render.sinks import FileSink
from gxaudit.waivers.recheck import recheck as rechecked
from gxaudit.wording import Language

FORMATS = ("text", "json")


def recheck(options: Namespace, write: Write, language: Language) -> int:
    """Compare; returns 0 where nothing remains and nothing is new, 3 where something was not
    checked or not written, else 1.
    """
    files = targets((options.old, options.new), options.output, FORMATS)
    with ExitStack() as stack:
        opened = []
        for path, (form, ending) in files.items():
            opened.append((form.name, open_file(path, ending)))
            stack.callback(opened[-1][1].discard)
        code, told = _compared(options, language)
        write(told(options.format))
        written = [_placed(sink, told(name), language) for name, sink in opened]
    return code if all(written) else INCOMPLETE


def _compared(options: Namespace, language: Language) -> tuple[int, Callable[[str], str]]:
    """The exit code, and what tells of it in a format."""
    tell = partial(complain, language=language)
    old, new = (gathered(options, [path], tell) for path in (options.old, options.new))
    everything = rechecked(old.reports, new.reports)
    code = CLEAN if all(one.done for one in everything) else FOUND
    if old.incomplete or new.incomplete:
        code = INCOMPLETE
    faults = (*old.faults, *new.faults)

    def told(form: str) -> str:
        if form == "json":
            from gxaudit.render.machines.recheckjson import recheck_json

            return recheck_json(everything, faults, code)
        from gxaudit.render.people.rechecked import recheck_lines

        return "".join(f"{line}\n" for line in recheck_lines(everything, faults, code, language))

    return code, told


def _placed(sink: FileSink, document: str, language: Language) -> bool:
    try:
        sink.write(document)
        sink.commit()
    except OSError as error:
        complain(unwritten(sink.path, error), language)
        return False
    return True
