"""The process in which :mod:`gxaudit.readers.guarded` has files read by readers of one plugin."""

from __future__ import annotations

import os

from gxaudit.loading.discovery import VARIABLE
from gxaudit.loading.plugins import load_plugins
from gxaudit.process import serving
from gxaudit.readers.serving import attend


def serve(plugin: str) -> None:
    """Load ``plugin`` and read what is asked for, until nobody asks any more."""
    source, sink = serving()
    os.environ[VARIABLE] = plugin
    loaded, _ = load_plugins()
    attend(source, sink, {reader.name: reader for each in loaded for reader in each.readers})
