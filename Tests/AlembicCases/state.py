"""What a database declares and what it holds, at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from catalog import Catalog
from rows import Rows, read_rows

CatalogReader = Callable[[sqlite3.Connection], Catalog]


@dataclass(frozen=True)
class State:
    """A database, as values that can be compared."""

    catalog: Catalog
    types: dict[str, dict[str, str]]
    """The types of each table's columns, in their order."""
    rows: Rows
    orphans: int
    """How many rows refer to rows that are not there."""
    broken_views: tuple[str, ...]
    definitions: dict[str, str]
    """The text of each view, by its name."""

    @property
    def order(self) -> dict[str, list[str]]:
        """The columns of each table. SQLite can only append one, so their order is a detail."""
        return {table: list(columns) for table, columns in self.types.items()}


def read_state(connection: sqlite3.Connection, read_catalog: CatalogReader) -> State:
    """Reads a database and closes it."""
    with closing(connection):
        views = dict(
            connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall()
        )
        return State(
            catalog=read_catalog(connection),
            types=_types(connection),
            rows=read_rows(connection),
            orphans=len(connection.execute("PRAGMA foreign_key_check").fetchall()),
            broken_views=tuple(view for view in views if not _is_readable(connection, view)),
            definitions=views,
        )


def _types(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    types: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(
        "SELECT lower(t.name), lower(c.name), c.type"
        " FROM sqlite_schema t, pragma_table_xinfo(t.name) c"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " ORDER BY t.name, c.cid"
    ):
        types.setdefault(table, {})[column] = kind
    return types


def _is_readable(connection: sqlite3.Connection, view: str) -> bool:
    try:
        connection.execute('SELECT * FROM "{}" LIMIT 0'.format(view.replace('"', '""')))
    except sqlite3.OperationalError:
        return False
    return True
