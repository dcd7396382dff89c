"""SQL of the ready questions, made from what is compared (``gxaudit.store.comparing``).

A figure of a body and a year counts where all its reports of that year agree on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gxaudit.store.comparing import Stock, Total, carry_overs, stocks, totals
from gxaudit.store.engine import quoted
from gxaudit.store.schema import column_of, state_of


def filed(keys: Iterable[str]) -> str:
    """A row a body and year, with the figures that its reports agree on."""
    columns = "".join(f",\n    {_agreed(column_of(key))}" for key in dict.fromkeys(keys))
    return (
        "SELECT entity AS unit, year, min(parent) AS parent"
        f"{columns}\n  FROM reports WHERE entity IS NOT NULL AND year IS NOT NULL"
        "\n  GROUP BY ALL"
    )


def _agreed(column: str) -> str:
    return (
        f"CASE WHEN count({column}) = count(*) AND min({column}) = max({column}) "
        f"THEN min({column}) END AS {column}"
    )


def _part(total: Total) -> str:
    """What a member adds: nothing, where it says that the row does not apply to it."""
    column = column_of(total.key)
    if not total.markable:
        return column
    return f"CASE WHEN {state_of(column)} = 'mark' THEN 0 ELSE {column} END"


def carry_over_compared() -> str:
    """四 of a year against 二 of the next, column by column."""
    keys = [key for each in carry_overs() for key in (each.before, each.now)]
    pairs = [
        (each.address, f"before.{column_of(each.before)}", f"now.{column_of(each.now)}")
        for each in carry_overs()
    ]
    return _followed(keys, pairs)


def stocks_compared() -> str:
    """What was in force with what was issued and without what was repealed."""
    keys = [key for each in stocks() for key in (each.in_force, each.issued, each.repealed)]
    return _followed(keys, map(_stock, stocks()))


def _stock(stock: Stock) -> tuple[str, str, str]:
    in_force, issued, repealed = map(column_of, (stock.in_force, stock.issued, stock.repealed))
    computed = f"before.{in_force} + now.{issued} - now.{repealed}"
    return stock.address, computed, f"now.{in_force}"


def consolidation_compared() -> str:
    """The sums of members against the body that includes them.

    Cells become rows first: a sum a column, two hundred times, would take longer to plan than to
    compute.
    """
    columns = [column_of(each.key) for each in totals()]
    parts = ", ".join(
        f"{column}, {_part(each)} AS {column}_part"
        for each, column in zip(totals(), columns, strict=True)
    )
    pairs = ", ".join(f"({column}, {column}_part) AS {quoted(column)}" for column in columns)
    cells = ", ".join(
        f"({quoted(column_of(each.key))}, {position}, {quoted(each.address)})"
        for position, each in enumerate(totals())
    )
    return f"""WITH members AS (
  SELECT name AS unit, parent FROM entities WHERE parent IS NOT NULL
), known AS (
  SELECT members.* FROM members JOIN entities ON name = members.parent AND complete
), parents AS (
  SELECT parent AS unit, count(*) AS declared FROM known GROUP BY parent
), concerned AS (
  SELECT entity AS unit, year, parent, form, {parts} FROM reports
  WHERE entity IN (SELECT unit FROM known UNION ALL SELECT parent FROM members)
    AND year IS NOT NULL
), filed AS (
  SELECT unit, year, min(parent) AS parent, list(form) AS forms, name,
    {_agreed("value")}, {_agreed("part")}
  FROM concerned UNPIVOT INCLUDE NULLS ((value, part) FOR name IN ({pairs})) GROUP BY ALL
), sums AS (
  SELECT known.parent AS unit, year, name, count(part) AS there, sum(part) AS expected
  FROM known JOIN filed USING (unit) GROUP BY ALL
), compared AS (
  SELECT filed.parent, filed.unit, filed.year, printed.position, printed.cell,
    CASE WHEN there = declared THEN expected END AS expected, filed.value AS found
  FROM filed
  JOIN (VALUES {cells}) AS printed (name, position, cell) USING (name)
  LEFT JOIN parents ON parents.unit = filed.unit
  LEFT JOIN sums ON sums.unit = filed.unit AND sums.year = filed.year AND sums.name = filed.name
  WHERE filed.unit IN (SELECT parent FROM members) AND EXISTS (
    FROM cells
    WHERE cells.name = filed.name AND list_contains(filed.forms, cells.form))
)"""


def _followed(keys: Iterable[str], pairs: Iterable[tuple[str, str, str]]) -> str:
    return f"""WITH filed AS (
  {filed(keys)}
), compared AS (
  SELECT now.parent, now.unit, now.year, unnest([{_structs(pairs)}], recursive := true)
  FROM filed AS now JOIN filed AS before ON before.unit = now.unit AND before.year = now.year - 1
)"""


def _structs(pairs: Iterable[tuple[str, str, str]]) -> str:
    return ", ".join(
        f"{{'position': {position}, 'cell': {quoted(address)}, 'expected': {expected}, "
        f"'found': {found}}}"
        for position, (address, expected, found) in enumerate(pairs)
    )


def broken(compared: str) -> str:
    """What differs, by parent, body and year, cells as the form prints them."""
    return f"""{compared}
SELECT parent, unit, year, cell, expected, found, found - expected AS difference
FROM compared WHERE expected <> found
ORDER BY parent NULLS FIRST, unit, year, position"""


def by_parent(compared: str) -> str:
    """A line a parent, worst first."""
    return f"""{compared}, bodies AS (
  SELECT parent, unit, year,
    count(*) FILTER (expected <> found) AS broken,
    count(*) FILTER (expected = found) AS held,
    count(*) FILTER (expected IS NULL OR found IS NULL) AS not_compared
  FROM compared GROUP BY ALL
)
SELECT parent, count(*) AS reports, count(*) FILTER (broken > 0) AS broken_reports,
  sum(broken) AS broken, sum(held) AS held, sum(not_compared) AS not_compared
FROM bodies GROUP BY parent ORDER BY broken_reports DESC, parent NULLS FIRST"""


def defects(language: str) -> str:
    """Rules by how many reports they found something in; waived findings do not count."""
    return f"""SELECT rule, any_value(title_{language}) AS title,
  count(DISTINCT report) AS reports,
  round(100.0 * count(DISTINCT report) / (SELECT count(*) FROM reports), 1) AS share,
  count(*) AS findings,
  count(*) FILTER (findings.severity = 'error') AS errors,
  count(*) FILTER (findings.severity = 'warning') AS warnings,
  count(*) FILTER (findings.severity = 'note') AS notes
FROM findings LEFT JOIN rules USING (rule) WHERE waived IS NULL
GROUP BY rule ORDER BY reports DESC, findings DESC, rule"""


def denials() -> str:
    """Grounds of denial by year. A body counts by its members where their reports are there."""
    keys = [each.key for each in totals()]
    grounds = [key for key in keys if key.startswith("t3.denied_") and key.endswith(".total")]
    structs = ", ".join(
        f"{{'position': {at}, 'name': {quoted(column_of(key))}, 'count': {column_of(key)}}}"
        for at, key in enumerate(grounds)
    )
    return f"""WITH filed AS (
  {filed(grounds)}
), grounds AS (
  SELECT year, unnest([{structs}], recursive := true) FROM filed
  WHERE NOT EXISTS (FROM filed AS member
    WHERE member.parent = filed.unit AND member.year = filed.year)
), labels AS (
  SELECT name, any_value(label) AS label FROM cells GROUP BY name
)
SELECT year, label AS ground, sum("count") AS applications,
  round(100.0 * sum("count") / nullif(sum(sum("count")) OVER (PARTITION BY year), 0), 1) AS share,
  count("count") AS reports
FROM grounds JOIN labels USING (name)
GROUP BY year, position, label ORDER BY year, position"""


def not_filed(filings: Mapping[str, str], manifest: str, others: str) -> str:
    """Bodies and years without a report, as ``gxaudit corpus`` tells them; ``filings`` are words
    for what there is instead.
    """
    words = " ".join(f"WHEN {quoted(key)} THEN {quoted(word)}" for key, word in filings.items())
    return f"""SELECT parent, entity AS unit, year, CASE filing {words} END AS filing,
  CASE WHEN listed THEN {quoted(manifest)} ELSE {quoted(others)} END AS known
FROM gaps ORDER BY parent NULLS FIRST, unit, year"""
