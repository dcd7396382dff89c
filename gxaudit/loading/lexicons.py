"""The lexicon of a run: ours, with the words and sequences that plugins add."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gxaudit.finding import Fault
from gxaudit.loading.plugins import LoadedPlugin
from gxaudit.reading.lexicon import Lexicon, LexiconError, built, lexicon_of
from gxaudit.resources import resource
from gxaudit.wording import Text

File = tuple[str, str]
"""The name of a lexicon file and its text."""


def lexicon_with(files: Sequence[File]) -> Lexicon:
    """Our lexicon with what ``files`` add. Raises :class:`LexiconError`, naming the file."""
    return _lexicon(tuple(files))


@lru_cache(maxsize=4)
def _lexicon(files: tuple[File, ...]) -> Lexicon:
    ours = resource("rules", "claims.toml").read_text(encoding="utf-8")
    return lexicon_of(built([("claims.toml", ours), *files]))


def lexicon_of_plugins(
    plugins: Sequence[LoadedPlugin],
) -> tuple[Lexicon | None, tuple[Fault, ...]]:
    """The lexicon with the files of all plugins, None where there are none.

    A plugin whose files contradict those of the plugins before it adds nothing, which is a fault.
    """
    taken: list[File] = []
    faults: list[Fault] = []
    for plugin in plugins:
        try:
            if plugin.lexicons:
                lexicon_with([*taken, *plugin.lexicons])
            taken += plugin.lexicons
        except LexiconError as error:
            faults.append(_fault(plugin, _unusable(error)))
    return (lexicon_with(taken) if taken else None), tuple(faults)


def _unusable(error: LexiconError) -> Text:
    return Text(f"词表不能用：{error}", f"the lexicon cannot be used: {error}")


def _fault(plugin: LoadedPlugin, why: Text) -> Fault:
    return Fault(
        kind="plugin",
        plugin=plugin.name,
        link=plugin.info.issues or None,
        message=Text(
            f"插件“{plugin.name}”的词表没有采用，它的词和句式都读不出：{why.zh}",
            f"the lexicon of plugin '{plugin.name}' was left out, and nothing is read by its "
            f"words: {why.en}",
        ),
    )
