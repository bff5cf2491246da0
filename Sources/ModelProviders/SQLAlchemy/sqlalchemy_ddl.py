"""Print the DDL of a project's SQLAlchemy models; no database and no driver is needed.

It follows harness.py, which says how it is run. An attribute of a target is a MetaData, something that
has one, or a call that makes it: app:create_app("test"). Without an attribute among the targets all
MetaData objects are printed that the imports make.

SQLAlchemy 1.3 is the oldest version that it is written for.
"""

import gc
import itertools


class SQLAlchemy(Provider):
    package = "sqlalchemy"
    schema_packages = ("alchemy", "sqla", "sqlmodel", "pgvector", "citext")
    drivers = {"psycopg2", "psycopg", "asyncpg", "pg8000", "MySQLdb", "pymysql", "aiosqlite"}

    def deny_connections(self):
        from sqlalchemy.engine import Engine
        from sqlalchemy.pool import Pool

        def deny(*_, **__):
            raise ConnectionDenied()

        Engine.connect = Engine.raw_connection = Pool.connect = deny

    def print_ddl(self, dialect, targets, tree, records):
        print_ddl(dialect, targets, tree, records)


# Targets


def load_metadata(targets, tree, records):
    """Import all targets; the MetaData objects that they name, or else all that there are."""
    loaded = [target.load(tree) for target in targets]
    named = [target for target in targets if target.attribute]
    if named:
        found = []
        for target, (_, value) in zip(targets, loaded):
            if target.attribute:
                found += metadata_of(value, target)
        return found
    found = all_metadata()
    if not found:
        call_factories(targets, [module for module, _ in loaded], tree, records)
        found = all_metadata()
    return found


def call_factories(targets, modules, tree, records):
    """Some applications import their models only once the application is made."""
    for target, module in zip(targets, modules):
        if callable(getattr(module, "create_app", None)):
            factory = Target(target.text + ":create_app()")
            factory.load(tree)
            records.write("factory", factory.text)


def metadata_of(value, target):
    """The MetaData objects behind a MetaData, a declarative base, a Flask extension or an app."""
    from sqlalchemy import MetaData

    if isinstance(value, MetaData):
        return [value]
    if isinstance(value, (list, tuple)):
        return [metadata for item in value for metadata in metadata_of(item, target)]
    extensions = getattr(value, "extensions", None)
    if isinstance(extensions, dict):
        extension = extensions.get("sqlalchemy")
        return metadata_of(extension, target) if extension else all_metadata()
    for attribute in ("metadatas", "metadata", "db"):
        inner = getattr(value, attribute, None)
        if inner is not None:
            return metadata_of(list(inner.values()) if isinstance(inner, dict) else inner, target)
    raise Failure("attribute-missing", target=target.text)


def all_metadata():
    """All MetaData objects of the process that have tables, SQLAlchemy's own left out."""
    from sqlalchemy import MetaData

    gc.collect()
    own = {
        id(value)
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] == "sqlalchemy"
        for value in list(vars(module).values())
    }
    return [
        value
        for value in gc.get_objects()
        if issubclass(type(value), MetaData) and value.tables and id(value) not in own
    ]


# DDL


def print_ddl(dialect, targets, tree, records):
    merged = {}
    kept = sorted(tables_by_metadata(load_metadata(targets, tree, records), records))
    for tables in kept:
        for text, table in statements(tables, dialect):
            if table and merged.get(table, text) != text:
                raise Failure("table-twice", table=table)
            merged[table or text] = text
    if not merged:
        raise Failure("no-models")
    schemas = {table.schema for tables in kept for table in tables.all() if table.schema}
    for text in schema_statements(schemas, dialect, merged.values()) + list(merged.values()):
        records.write("statement", text)


class Tables:
    """The tables of one MetaData that belong to the default database."""

    def __init__(self, metadata, names):
        self.metadata = metadata
        self.names = names

    def __lt__(self, other):
        return self.names < other.names

    def all(self):
        return [self.metadata.tables[name] for name in self.names]

    def names_others_type(self, statement):
        """Whether a statement is a CREATE TYPE that serves only tables that are left out."""
        if type(statement).__name__ != "CreateEnumType":
            return False
        users = [
            key
            for key, table in self.metadata.tables.items()
            if statement.element.name in type_names(table)
        ]
        return bool(users) and not set(users).intersection(self.names)

    def create(self, engine):
        # The order of the set differs from run to run.
        for table in self.all():
            table.indexes = sorted(table.indexes, key=lambda index: str(index.name))
        whole = len(self.names) == len(self.metadata.tables)
        # Sequences that no column uses are created only where no tables are named.
        self.metadata.create_all(engine, None if whole else self.all(), checkfirst=False)


def type_names(table):
    return {getattr(column.type, "name", None) for column in table.columns}


def tables_by_metadata(found, records):
    """Leave out what Flask-SQLAlchemy keeps in another database than the default."""
    skipped = set()
    kept = []
    for metadata in {id(metadata): metadata for metadata in found}.values():
        names = []
        for name, table in metadata.tables.items():
            bind = metadata.info.get("bind_key") or table.info.get("bind_key")
            if bind:
                skipped.add(str(bind))
            else:
                names.append(name)
        if names:
            kept.append(Tables(metadata, sorted(names)))
    for bind in sorted(skipped):
        records.write("skipped-bind", bind)
    return kept


def statements(tables, dialect):
    """Pairs of a statement's text and the name of the table that it creates, or None."""
    from sqlalchemy.schema import AddConstraint, CreateTable
    from sqlalchemy.sql.dml import UpdateBase

    found = []

    def execute(statement, *_, **__):
        # Rows that an event adds are no part of the schema.
        if isinstance(statement, UpdateBase) or tables.names_others_type(statement):
            return
        text = statement
        if not isinstance(statement, str):
            text = str(statement.compile(dialect=engine.dialect))
        refuse_stubs(text)
        table = statement.element.fullname if isinstance(statement, CreateTable) else None
        found.append((isinstance(statement, AddConstraint), terminated(text), table))

    engine = mock_engine(dialect, execute)
    try:
        tables.create(engine)
    except Failure:
        raise
    except (Exception, ConnectionDenied) as error:
        raise Failure("print", reason=reason(error), traceback=traceback_tail(error))
    # SQLAlchemy keeps the foreign keys of a cycle in a set.
    runs = itertools.groupby(found, key=lambda item: item[0])
    return [
        (text, table)
        for is_constraint, run in runs
        for _, text, table in (sorted(run, key=lambda item: item[1]) if is_constraint else run)
    ]


def schema_statements(names, dialect, texts):
    """What makes the schemas that SQLAlchemy takes to be there, where no event makes them."""
    import re

    from sqlalchemy.schema import CreateSchema

    if dialect != "postgresql":
        return []
    made = re.compile(r'\s*create\s+schema\s+(?:if\s+not\s+exists\s+)?"?([^\s";]+)', re.IGNORECASE)
    there = {match.group(1) for match in map(made.match, texts) if match} | {"public"}
    form = mock_engine(dialect, None).dialect
    return [
        terminated(str(CreateSchema(name).compile(dialect=form))) for name in sorted(names - there)
    ]


def mock_engine(dialect, execute):
    import sqlalchemy

    url = dialect + "://"
    # With the drivers' own style of parameters every % in the text would be doubled.
    if hasattr(sqlalchemy, "create_mock_engine"):
        engine = sqlalchemy.create_mock_engine(url, execute, paramstyle="named")
    else:
        engine = sqlalchemy.create_engine(
            url, strategy="mock", executor=execute, paramstyle="named"
        )
    engine.exec_driver_sql = execute
    return engine


main(SQLAlchemy())
