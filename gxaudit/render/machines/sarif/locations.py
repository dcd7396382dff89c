"""Files and regions as SARIF has them."""

from __future__ import annotations

from gxaudit.finding import Location
from gxaudit.render.spelling.uris import absolute_uri, relative_uri

Json = dict[str, object]
BASE = "SRCROOT"
"""What relative paths begin from: the folder that gxaudit was run in."""


def physical(path: str | None, region: Json | None = None) -> Json:
    """Where a file is: below the current folder by a relative URI, elsewhere by an absolute one.

    Nothing where there is no file.
    """
    if not path:
        return {}
    relative = relative_uri(path)
    file = {"uri": relative, "uriBaseId": BASE} if relative else {"uri": absolute_uri(path)}
    return {
        "physicalLocation": {"artifactLocation": file, **({"region": region} if region else {})}
    }


def region_of(location: Location | None) -> Json:
    """Line and columns in code points; empty where the file has no lines."""
    if location is None:
        return {}
    width = location.end_column - location.column
    line, column = location.line, location.column or None
    if location.place is not None:
        line, column = location.place.line or 0, location.place.char
    if not line:
        return {}
    if column is None:
        return {"startLine": line}
    return {"startLine": line, "startColumn": column, "endColumn": column + max(width, 0)}
