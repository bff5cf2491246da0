"""The names of constraints and indexes that DDL of Django's leads to.

It follows harness.py and goes before django_names.py.
"""

import itertools


class Named:
    """A constraint or an index."""

    def __init__(self, kind, name, columns, target=None, body=(), is_named=True):
        self.kind = kind
        self.name = name
        self.columns = list(columns)
        self.target = target
        self.body = list(body)
        self.is_named = is_named

    def key(self):
        body = tuple(self.body) if self.kind in ("check", "index", "exclude") else ()
        return self.kind, tuple(self.columns), self.target, body

    def rename_column(self, old, new):
        self.columns = [new if column == old else column for column in self.columns]
        self.body = [new if token == old else token for token in self.body]

    def description(self):
        """As Django's introspection has it."""
        return {
            "columns": [unquoted(column) for column in self.columns],
            "primary_key": self.kind == "primary",
            "unique": self.kind in ("primary", "unique") or "UNIQUE" in self.body[:1],
            "foreign_key": self.target,
            "check": self.kind == "check",
            "index": self.kind == "index",
            "type": "idx",
            "definition": None,
            "options": None,
        }


def unquoted(name):
    return name[1:-1].replace('""', '"')


class Catalog:
    """The names of constraints and indexes that DDL of Django's leads to; all quoted as there."""

    TOKEN = re.compile(r'"(?:[^"]|"")*"(?:\."(?:[^"]|"")*")*' + r"|'(?:[^']|'')*'|\w+|\S")

    def __init__(self, vendor):
        self._vendor = vendor
        self.tables = {}
        # By table and column, the first word.
        self._types = {}

    def constraints(self, table):
        return {
            unquoted(named.name): named.description()
            for named in self.tables.get(table, [])
            if named.name
        }

    def differences(self, other):
        """What is the same in both and has another name there."""
        for table, own in sorted(self.tables.items()):
            others = list(other.tables.get(table, []))
            for named in own:
                same = next((item for item in others if item.key() == named.key()), None)
                if same is not None:
                    others.remove(same)
                    if same.name and named.name and same.name != named.name:
                        yield table, named, same

    def with_types(self, text, other):
        """A CREATE TABLE with the types of integers that the columns have in another catalog.

        Where a key gets another type, SQLite's columns that refer to it keep theirs. All such types
        mean the same to SQLite.
        """
        tokens = Tokens(self.TOKEN.findall(text)) if self._vendor == "sqlite" else Tokens([])
        if not tokens.takes("CREATE", "TABLE"):
            return text
        table = tokens.take()
        integers = {"bigint", "integer", "smallint"}
        for (owner, column), then in other._types.items():
            now = self._types.get((owner, column))
            if owner == table and now != then and {now, then} <= integers:
                text = text.replace("{} {} ".format(column, now), "{} {} ".format(column, then), 1)
        return text

    # Statements

    def run(self, text):
        for is_end, run in itertools.groupby(self.TOKEN.findall(text), lambda token: token == ";"):
            if not is_end:
                self._statement(Tokens(run))

    def _statement(self, tokens):
        if tokens.takes("CREATE", "TABLE"):
            table = tokens.take()
            self._drop_table(table)
            self.tables[table] = []
            for item in tokens.group():
                self._define(table, Tokens(item))
        elif tokens.starts("CREATE", "INDEX") or tokens.starts("CREATE", "UNIQUE", "INDEX"):
            self._index(tokens)
        elif tokens.takes("ALTER", "TABLE"):
            table = tokens.take()
            for action in tokens.items():
                self._alter(table, Tokens(action))
        elif tokens.takes("DROP", "TABLE"):
            self._drop_table(tokens.take())
        elif tokens.takes("DROP", "INDEX"):
            tokens.skip("CONCURRENTLY", "IF", "EXISTS")
            self._drop(tokens.take())
        elif tokens.takes("ALTER", "SEQUENCE"):
            self._own(tokens)
        elif tokens.takes("ALTER", "INDEX"):
            old = tokens.take()
            if tokens.takes("RENAME", "TO"):
                self._rename(old, tokens.take())

    def _own(self, tokens):
        """ALTER SEQUENCE ... OWNED BY "table"."column"."""
        name = tokens.take()
        if tokens.takes("OWNED", "BY"):
            table, _, column = tokens.take().rpartition('."')
            column = '"' + column
            self.tables[table] = [
                named
                for named in self.tables.get(table, [])
                if named.kind != "sequence" or named.columns != [column]
            ]
            self._add(table, Named("sequence", name, [column], is_named=False))

    def _index(self, tokens):
        is_unique = tokens.starts("CREATE", "UNIQUE")
        tokens.skip("CREATE", "UNIQUE", "INDEX", "CONCURRENTLY")
        name = tokens.take()
        tokens.skip("ON")
        table = tokens.take()
        body = (["UNIQUE"] if is_unique else []) + tokens.rest()
        columns = [item[0] for item in tokens.first_group() if item and item[0].startswith('"')]
        self._add(table, Named("index", name, columns, body=body))

    def _alter(self, table, tokens):
        if tokens.takes("RENAME", "TO"):
            new = tokens.take()
            self.tables[new] = self.tables.pop(table, [])
            self._types = {
                (new if owner == table else owner, column): kind
                for (owner, column), kind in self._types.items()
            }
            self._retarget(lambda target: (new, target[1]) if target[0] == table else target)
        elif tokens.takes("RENAME", "COLUMN"):
            old = tokens.take()
            tokens.skip("TO")
            self._rename_column(table, old, tokens.take())
        elif tokens.takes("RENAME", "CONSTRAINT"):
            old = tokens.take()
            tokens.skip("TO")
            self._rename(old, tokens.take(), table)
        elif tokens.takes("ADD", "COLUMN") or tokens.takes("ADD"):
            self._define(table, tokens)
        elif tokens.takes("DROP", "CONSTRAINT"):
            tokens.skip("IF", "EXISTS")
            self._drop(tokens.take(), table)
        elif tokens.takes("DROP", "COLUMN"):
            column = tokens.take()
            self.tables[table] = [
                named for named in self.tables.get(table, []) if column not in named.columns
            ]

    def _define(self, table, tokens):
        """A column or a constraint of a table."""
        name = tokens.take() if tokens.takes("CONSTRAINT") else None
        words = ("UNIQUE", "PRIMARY", "FOREIGN", "CHECK", "EXCLUDE")
        column = None if tokens.starts_any(words) else tokens.take()
        if column is not None:
            self._types[table, column] = tokens.first
        while not tokens.is_empty:
            if tokens.takes("CONSTRAINT"):
                name = tokens.take()
                continue
            named = self._constraint(table, column, name, tokens)
            if named is not None:
                self._add(table, named)
                name = None

    def _constraint(self, table, column, name, tokens):
        """The constraint at the front, if there is one; otherwise a token is passed over."""
        own = [column] if column else None
        if tokens.takes("UNIQUE"):
            tokens.skip("NULLS", "NOT", "DISTINCT")
            return self._named("unique", table, own or tokens.names(), name, "key")
        if tokens.takes("PRIMARY", "KEY"):
            return self._named("primary", table, own or tokens.names(), name, "pkey")
        if tokens.takes("CHECK"):
            body = [token for item in tokens.group() for token in item]
            columns = dict.fromkeys(token for token in body if token.startswith('"'))
            return self._named("check", table, columns, name, "check", body=body)
        if tokens.takes("FOREIGN", "KEY"):
            own = tokens.names()
        if tokens.takes("REFERENCES"):
            target = tokens.take(), tuple(tokens.names())
            return self._named("foreign", table, own, name, "fkey", target=target)
        if tokens.starts("EXCLUDE"):
            body = tokens.rest()
            tokens.clear()
            return self._named("exclude", table, [], name, "excl", body=body)
        if column and tokens.starts_any(("SERIAL", "BIGSERIAL", "SMALLSERIAL", "IDENTITY")):
            tokens.pass_one()
            return self._named("sequence", table, own, None, "seq")
        tokens.pass_one()
        return None

    def _named(self, kind, table, columns, name, ending, **words):
        if name is not None:
            return Named(kind, name, columns, **words)
        auto = automatic_name(table, columns, ending) if self._vendor == "postgresql" else None
        return Named(kind, auto, columns, is_named=False, **words)

    # Names

    def _drop_table(self, table):
        self.tables.pop(table, None)
        self._types = {place: kind for place, kind in self._types.items() if place[0] != table}

    def _add(self, table, named):
        self.tables.setdefault(table, []).append(named)

    def _drop(self, name, table=None):
        for key in [table] if table else list(self.tables):
            self.tables[key] = [named for named in self.tables.get(key, []) if named.name != name]

    def _rename(self, old, new, table=None):
        for key in [table] if table else list(self.tables):
            for named in self.tables.get(key, []):
                if named.name == old:
                    named.name, named.is_named = new, True

    def _rename_column(self, table, old, new):
        for named in self.tables.get(table, []):
            named.rename_column(old, new)
        if (table, old) in self._types:
            self._types[table, new] = self._types.pop((table, old))
        self._retarget(
            lambda target: (table, tuple(new if column == old else column for column in target[1]))
            if target[0] == table
            else target
        )

    def _retarget(self, change):
        for named in itertools.chain.from_iterable(self.tables.values()):
            if named.target:
                named.target = change(named.target)


def automatic_name(table, columns, ending):
    """What PostgreSQL calls a constraint that has no name; NAMEDATALEN is 64.

    https://github.com/postgres/postgres/blob/master/src/backend/commands/indexcmds.c, makeObjectName
    """
    first = unquoted('"' + table[1:].rpartition('."')[2])
    second = "" if ending == "pkey" else "_".join(map(unquoted, columns))
    first, second = first.encode(), second.encode()
    room = 63 - len(ending) - 1 - (1 if second else 0)
    while len(first) + len(second) > room:
        if len(first) > len(second):
            first = first[:-1]
        else:
            second = second[:-1]
    parts = [part.decode("utf-8", "ignore") for part in (first, second) if part] + [ending]
    return '"' + "_".join(parts).replace('"', '""') + '"'


class Tokens:
    """The words of a statement or of a part of it."""

    def __init__(self, tokens):
        self._tokens = list(tokens)

    @property
    def is_empty(self):
        return not self._tokens

    @property
    def first(self):
        return self._tokens[0] if self._tokens else None

    def starts(self, *words):
        return [token.upper() for token in self._tokens[: len(words)]] == list(words)

    def starts_any(self, words):
        return bool(self._tokens) and self._tokens[0].upper() in words

    def takes(self, *words):
        if not self.starts(*words):
            return False
        del self._tokens[: len(words)]
        return True

    def take(self):
        return self._tokens.pop(0)

    def skip(self, *words):
        """Passes over these words, as far as they are there."""
        while self.starts_any(words):
            self.take()

    def rest(self):
        return list(self._tokens)

    def clear(self):
        self._tokens = []

    def pass_one(self):
        """A token, or what is in parentheses."""
        if self.starts("("):
            self.group()
        else:
            self.take()

    def items(self):
        """What commas part, outside of parentheses."""
        items, depth = [[]], 0
        for token in self._tokens:
            depth += (token == "(") - (token == ")")
            if token == "," and depth == 0:
                items.append([])
            else:
                items[-1].append(token)
        self._tokens = []
        return items

    def group(self):
        """Takes what is in parentheses, as items."""
        depth = 0
        for index, token in enumerate(self._tokens):
            depth += (token == "(") - (token == ")")
            if depth == 0:
                inner = Tokens(self._tokens[1:index])
                del self._tokens[: index + 1]
                return inner.items()
        return []

    def first_group(self):
        while not self.is_empty and not self.starts("("):
            self.take()
        return self.group()

    def names(self):
        return [item[0] for item in self.group() if item]
