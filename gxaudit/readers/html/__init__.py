"""Web pages."""

from gxaudit.readers.html.reader import HtmlReader

__all__ = ["HtmlReader"]
