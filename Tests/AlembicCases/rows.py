"""The rows of a database before and after, and what became of them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

Table = list[dict[str, object]]
Rows = dict[str, Table]


@dataclass(frozen=True)
class Agreement:
    """What a person has agreed to: renames, and losses that were named before."""

    renames: dict[str, str] = field(default_factory=dict)
    """New names by old ones: `table` by `table`, `table.column` by `table.column`."""
    hazards: frozenset[str] = frozenset()
    """Such as `drop-column sessions.legacy_token`."""
    takes_drops: bool = False
    """Whether a table or a column may go unannounced: on the way back it does."""

    def reversed(self) -> Agreement:
        """The agreement for the way back."""
        return Agreement({new: old for old, new in self.renames.items()}, self.hazards, True)

    def table(self, old: str) -> str:
        """The name that a table has afterwards."""
        return self.renames.get(old, old)

    def column(self, table: str, old: str) -> str:
        """The name that a column has afterwards."""
        return self.renames.get(f"{table}.{old}", f".{old}").rpartition(".")[2]

    def casts(self, table: str, column: str) -> bool:
        """Whether the values of a column may change."""
        return f"cast-values {table}.{column}" in self.hazards


def read_rows(connection: sqlite3.Connection) -> Rows:
    """All rows of all tables by the order of their keys, without what SQLite computes itself."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\'"
    ).fetchall()
    return {name.lower(): _read(connection, name) for (name,) in tables}


def _read(connection: sqlite3.Connection, table: str) -> Table:
    columns = connection.execute(
        "SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden = 0", [table]
    ).fetchall()
    names = [name for name, _ in columns]
    keys = [name for name, key in sorted(columns, key=lambda column: column[1]) if key]
    return [
        dict(zip([name.lower() for name in names], row))
        for row in connection.execute(
            f"SELECT {_listed(names)} FROM {_quoted(table)} ORDER BY {_listed(keys or names)}"
        )
    ]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(names: list[str]) -> str:
    return ", ".join(map(_quoted, names))


# Comparing


def losses(before: Rows, after: Rows, agreement: Agreement) -> list[str]:
    """Says which rows and values are gone or others without anyone having agreed to it."""
    result = []
    for table, old in before.items():
        new = after.get(agreement.table(table))
        if new is None:
            agreed = agreement.takes_drops or f"drop-table {table}" in agreement.hazards
            if old and not agreed:
                result.append(f"table '{table}' is gone with {len(old)} rows")
        elif len(old) != len(new):
            result.append(f"'{table}' had {len(old)} rows and has {len(new)}")
        elif old:
            result += _changed(table, old, new, agreement)
    return result


def _changed(table: str, old: Table, new: Table, agreement: Agreement) -> list[str]:
    result = []
    for column in old[0]:
        name = agreement.column(table, column)
        if name in new[0]:
            pairs = [(a[column], b[name]) for a, b in zip(old, new)]
            wrong = [pair for pair in pairs if not _is_kept(*pair)]
            if wrong and not agreement.casts(agreement.table(table), name):
                result.append(f"{table}.{column}: {wrong[0][0]!r} became {wrong[0][1]!r}")
        elif not (agreement.takes_drops or f"drop-column {table}.{column}" in agreement.hazards):
            result.append(f"column '{table}.{column}' is gone")
    return result


def _is_kept(old: object, new: object) -> bool:
    """NULL may have become the value that the person gave."""
    return old is None or (type(old) is type(new) and old == new)
