"""What a SQLite database declares, as a dictionary that two databases can be compared by.

It shares no code and no approach with git-migrate: SQLite's own pragmas tell most, and only what
they keep silent about (checks, collations, ...) is read from the text of the declaration.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator

from catalog import Catalog

TOKEN = re.compile(
    r"""
    (?P<blank>\s+|--[^\n]*|/\*.*?\*/)
  | (?P<string>'(?:[^']|'')*')
  | (?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^]]*\])
  | (?P<other>\w+(?:\.\d+)?|\|\||<<|>>|[<>=!]=|<>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
TABLE_CONSTRAINTS = {"constraint", "primary", "unique", "check", "foreign"}


def catalog(connection: sqlite3.Connection) -> Catalog:
    """Maps each object, named with its kind, to what can be compared of it."""
    facts: Catalog = {}
    master = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    for kind, name, sql in master:
        if sql is None or name.startswith("sqlite_"):
            continue
        if kind == "table":
            facts.update(_table(connection, name, sql))
        else:
            facts[f"{kind} {name.lower()}"] = _text(tokens(sql), after=name)
    return facts


# A table


def _table(connection: sqlite3.Connection, name: str, sql: str) -> Catalog:
    table = name.lower()
    facts = {f"table {table}": json.dumps(_options(connection, name) + sorted(_unlisted(sql)))}
    for _, column, kind, not_null, default, key, hidden in connection.execute(
        "SELECT * FROM pragma_table_xinfo(?)", [name]
    ):
        facts[f"column {table}.{column.lower()}"] = json.dumps(
            [_type(kind), not_null, _default(default), key, hidden]
        )
    for number, key in enumerate(sorted(_foreign_keys(connection, name))):
        facts[f"foreign key {number} of {table}"] = key
    for number, key in enumerate(sorted(_keys(connection, name))):
        facts[f"key {number} of {table}"] = key
    return facts


def _options(connection: sqlite3.Connection, table: str) -> list[str]:
    row = connection.execute(
        "SELECT wr, strict FROM pragma_table_list(?) WHERE schema = 'main'", [table]
    ).fetchone()
    return [name for name, is_set in zip(("without rowid", "strict"), row) if is_set]


def _foreign_keys(connection: sqlite3.Connection, table: str) -> list[str]:
    keys: dict[int, list[tuple]] = {}
    for number, *rest in connection.execute(
        'SELECT id, lower("from"), lower("to"), lower("table"), on_update, on_delete'
        " FROM pragma_foreign_key_list(?) ORDER BY id, seq",
        [table],
    ):
        keys.setdefault(number, []).append(tuple(rest))
    return [json.dumps(columns) for columns in keys.values()]


def _keys(connection: sqlite3.Connection, table: str) -> list[str]:
    """The primary key and the unique constraints; SQLite numbers their indexes at will."""
    indexes = connection.execute(
        "SELECT name, origin FROM pragma_index_list(?) WHERE origin <> 'c'", [table]
    ).fetchall()
    return [
        json.dumps(
            [origin]
            + connection.execute(
                'SELECT lower(name), "desc", lower(coll) FROM pragma_index_xinfo(?) WHERE key',
                [index],
            ).fetchall()
        )
        for index, origin in indexes
    ]


def _type(text: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", text.strip().lower())


def _default(text: str | None) -> str | None:
    if text is None:
        return None
    words = tokens(text)
    while words[0] == "(" and _closing(words, 0) == len(words) - 1:
        words = words[1:-1]
    return " ".join(words)


# The text of a declaration


def tokens(sql: str) -> list[str]:
    """The words of SQL; how they are quoted, spaced and capitalised does not count."""
    result = []
    for match in TOKEN.finditer(sql):
        text = match.group()
        if match.lastgroup == "quoted":
            name = text[1:-1].replace(text[-1] * 2, text[-1]).lower()
            result.append(name)
        elif match.lastgroup != "blank":
            result.append(text if match.lastgroup == "string" else text.lower())
    return result


def _text(words: list[str], after: str) -> str:
    return " ".join(words[: words.index(after.lower())] + words[words.index(after.lower()) + 1 :])


def _unlisted(sql: str) -> Iterator[str]:
    """What no pragma lists: checks, collations, generation, conflict clauses and names."""
    words = tokens(sql)
    if "(" not in words:
        return
    start = words.index("(")
    for item in _items(words[start + 1 : _closing(words, start)]):
        yield from _clauses(item)


def _clauses(item: list[str]) -> Iterator[str]:
    """The clauses of one column or table constraint, each with the columns that it is about."""
    subject = _subject(item)
    index = 0
    while index < len(item):
        word, rest = item[index], item[index + 1 :]
        end = index + 1
        if word == "check":
            end = _closing(item, index + 1) + 1
            yield " ".join(item[index:end])
        elif word == "as":
            end = _closing(item, index + 1) + 1
            yield f"{subject}: {' '.join(item[index:end])}"
        elif word in ("collate", "conflict", "constraint"):
            end = index + 2
            yield f"{subject}: {word} {rest[0]}"
        elif word == "default":
            end = (_closing(item, index + 1) if rest[0] == "(" else index + 1) + 1
        elif word in ("autoincrement", "deferrable", "deferred"):
            yield f"{subject}: {word}"
        index = end


def _subject(item: list[str]) -> str:
    """The column, or the columns in the parentheses of a key; a check has none of its own."""
    if item[0] not in TABLE_CONSTRAINTS:
        return item[0]
    if "check" in item[:3]:
        return "check"
    start = item.index("(")
    return " ".join(item[start + 1 : _closing(item, start)])


def _items(words: list[str]) -> Iterator[list[str]]:
    """The parts between the commas that are in no parentheses."""
    item: list[str] = []
    depth = 0
    for word in words:
        depth += (word == "(") - (word == ")")
        if word == "," and depth == 0:
            yield item
            item = []
        else:
            item.append(word)
    yield item


def _closing(words: list[str], opening: int) -> int:
    depth = 0
    for index in range(opening, len(words)):
        depth += (words[index] == "(") - (words[index] == ")")
        if depth == 0:
            return index
    raise ValueError(f"no closing parenthesis: {' '.join(words)}")
