"""The cases' databases in SQLite."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from catalog import Catalog
from engine import Database, Engine
from rows import Rows, Table
from state import State, Types

CatalogReader = Callable[[sqlite3.Connection], Catalog]

USER_TABLES = "sqlite_schema t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


class SQLite(Engine):
    """SQLite, as this Python has it."""

    dialect = "sqlite"
    holds_columns_of_views = False

    def __init__(self, read_catalog: CatalogReader):
        self._read_catalog = read_catalog
        self._numbers = itertools.count(1)

    def make_database(self, folder: Path) -> SQLiteDatabase:
        """Makes an empty database, which is a file in the folder."""
        return SQLiteDatabase(folder / f"{next(self._numbers)}.db", self._read_catalog)

    def keeps(self, old: object, new: object) -> bool:
        """Whether a value is stored as it was."""
        return type(old) is type(new) and old == new


class SQLiteDatabase(Database):
    """A database in a file."""

    def __init__(self, path: Path, read_catalog: CatalogReader):
        self.url = f"sqlite:///{path}"
        self._path = path
        self._read_catalog = read_catalog

    def execute(self, statements: Iterable[str], enforces_foreign_keys: bool = False) -> None:
        """Does what an application or a person does in the database."""
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.execute(f"PRAGMA foreign_keys = {int(enforces_foreign_keys)}")
            for statement in statements:
                connection.execute(statement)

    def state(self) -> State:
        """What is in a copy of the database, without the record of the revisions."""
        with closing(self._copy()) as copy:
            copy.execute("DROP TABLE IF EXISTS schema_revisions")
            return _read_state(copy, self._read_catalog)

    def close(self) -> None:
        """Removes the file."""
        self._path.unlink(missing_ok=True)

    def _copy(self) -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self._path)) as source:
            source.backup(copy)
        return copy


def _read_state(connection: sqlite3.Connection, read_catalog: CatalogReader) -> State:
    views = dict(
        connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall()
    )
    return State(
        catalog=read_catalog(connection),
        types=_types(connection),
        rows=_rows(connection),
        orphans=len(connection.execute("PRAGMA foreign_key_check").fetchall()),
        broken_views=tuple(view for view in views if not _is_readable(connection, view)),
        definitions=views,
    )


def _types(connection: sqlite3.Connection) -> Types:
    types: Types = {}
    for table, column, kind in connection.execute(
        "SELECT lower(t.name), lower(c.name), c.type"
        f" FROM pragma_table_xinfo(t.name) c, {USER_TABLES}"
        " ORDER BY t.name, c.cid"
    ):
        types.setdefault(table, {})[column] = kind
    return types


def _is_readable(connection: sqlite3.Connection, view: str) -> bool:
    try:
        connection.execute(f"SELECT * FROM {_quoted(view)} LIMIT 0")
    except sqlite3.OperationalError:
        return False
    return True


def _rows(connection: sqlite3.Connection) -> Rows:
    """All rows of all tables by the order of their keys, without what SQLite computes itself."""
    tables = connection.execute(f"SELECT t.name FROM {USER_TABLES}").fetchall()
    return {name.lower(): _rows_of(connection, name) for (name,) in tables}


def _rows_of(connection: sqlite3.Connection, table: str) -> Table:
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
