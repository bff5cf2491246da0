"""The cases' databases on a PostgreSQL server."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import psycopg2
from psycopg2 import sql

from catalog import Catalog
from engine import Database, Engine
from postgresql_catalog import catalog
from postgresql_server import Server
from rows import Rows, Table
from state import State, Types

CatalogReader = Callable[[str], Catalog]
"""Reads the database of a name."""

RELATIONS = """
    pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL (
      SELECT CASE nspname WHEN 'public' THEN relname ELSE nspname || '.' || relname END AS name
    ) called
    WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
"""
COLUMNS = f"""
    SELECT name, attname, format_type(atttypid, atttypmod)
    FROM pg_attribute a JOIN {RELATIONS.replace("WHERE", "ON c.oid = a.attrelid WHERE", 1)}
      AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
    ORDER BY name, attnum
"""
WRITTEN_COLUMNS = """
    SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass
      AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
"""
KEY_COLUMNS = """
    SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
    WHERE indisprimary AND indrelid = %s::regclass
    ORDER BY array_position(indkey::int[], attnum::int)
"""


class PostgreSQL(Engine):
    """A server, with the databases of all cases."""

    dialect = "postgresql"
    holds_columns_of_views = True

    def __init__(self, server: Server, read_catalog: CatalogReader | None = None):
        self.environment = server.environment
        self._server = server
        self._read_catalog = read_catalog or self._dumped_catalog
        self._numbers = itertools.count(1)

    def make_database(self, folder: Path) -> PostgreSQLDatabase:
        """Makes an empty database."""
        return self.copy("template0")

    def keeps(self, old: object, new: object) -> bool:
        """Whether a value still says the same, maybe in another type."""
        if type(old) is type(new) and not isinstance(old, datetime):
            return old == new
        return _reading(old) == _reading(new)

    def copy(self, original: str) -> PostgreSQLDatabase:
        """Makes a database that begins as another one."""
        name = f"case_{next(self._numbers)}"
        self.administer("CREATE DATABASE {} TEMPLATE {}", name, original)
        return PostgreSQLDatabase(name, self)

    def administer(self, statement: str, *names: str) -> None:
        """Runs a statement about whole databases."""
        with closing(self.connect("postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def connect(self, database: str) -> psycopg2.extensions.connection:
        """Begins a session."""
        host, user = self.environment["PGHOST"], self.environment["PGUSER"]
        return psycopg2.connect(host=host, user=user, dbname=database)

    def read_catalog(self, database: str) -> Catalog:
        """What is declared in a database."""
        return self._read_catalog(database)

    def _dumped_catalog(self, database: str) -> Catalog:
        program = self._server.programs / "pg_dump"
        done = subprocess.run(
            [program, "--schema-only", "--no-owner", database],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return catalog(done.stdout)


class PostgreSQLDatabase(Database):
    """A database on the server."""

    def __init__(self, name: str, engine: PostgreSQL):
        self.url = f"postgresql+psycopg2:///{name}"
        self.name = name
        self._engine = engine

    def execute(self, statements: Iterable[str], enforces_foreign_keys: bool = False) -> None:
        """Does what an application or a person does in the database."""
        with closing(self._engine.connect(self.name)) as connection, connection:
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)

    def state(self) -> State:
        """What is in a copy of the database, without the record of the revisions."""
        with closing(self._engine.copy(self.name)) as copy:
            copy.execute(["DROP TABLE IF EXISTS schema_revisions"])
            with closing(self._engine.connect(copy.name)) as connection:
                with connection.cursor() as cursor:
                    return _read_state(cursor, self._engine.read_catalog(copy.name))

    def close(self) -> None:
        """Removes the database."""
        self._engine.administer("DROP DATABASE {} WITH (FORCE)", self.name)


def _read_state(cursor: psycopg2.extensions.cursor, facts: Catalog) -> State:
    types = _types(cursor)
    return State(
        catalog=facts,
        types=types,
        rows=_rows(cursor, types),
        orphans=0,  # The server has none.
        broken_views=(),
        definitions=_views(cursor),
    )


def _types(cursor: psycopg2.extensions.cursor) -> Types:
    types: Types = {}
    cursor.execute(COLUMNS)
    for table, column, kind in cursor:
        types.setdefault(table, {})[column] = kind
    return types


def _views(cursor: psycopg2.extensions.cursor) -> dict[str, str]:
    cursor.execute(f"SELECT name, pg_get_viewdef(c.oid) FROM {RELATIONS} AND relkind = 'v'")
    return dict(cursor.fetchall())


# Rows


def _rows(cursor: psycopg2.extensions.cursor, types: Types) -> Rows:
    return {table: _rows_of(cursor, table) for table in types}


def _rows_of(cursor: psycopg2.extensions.cursor, table: str) -> Table:
    """The rows in the order of the table's key, without what the server computes itself."""
    relation = sql.Identifier(*table.split(".", 1))
    name = relation.as_string(cursor)
    columns, key = _names(cursor, WRITTEN_COLUMNS, name), _names(cursor, KEY_COLUMNS, name)
    order = _listed(key) if key else sql.SQL("t::text")
    statement = sql.SQL("SELECT {} FROM {} t ORDER BY {}")
    cursor.execute(statement.format(_listed(columns), relation, order))
    return [dict(zip(columns, row)) for row in cursor]


def _names(cursor: psycopg2.extensions.cursor, query: str, relation: str) -> list[str]:
    cursor.execute(query, [relation])
    return [name for (name,) in cursor]


def _listed(names: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _reading(value: object) -> object:
    """What a value says, whatever its type is."""
    match value:
        case bool():
            return Decimal(value)
        case datetime(tzinfo=tz) if tz is not None:
            return value.astimezone(timezone.utc).replace(tzinfo=None)
        case datetime():
            return value
        case dict() | list():
            return value
    text = str(value)
    for read in (Decimal, datetime.fromisoformat, json.loads):
        try:
            return read(text)
        except (ArithmeticError, ValueError):
            continue
    return text
