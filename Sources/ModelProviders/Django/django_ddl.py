"""Print the DDL of a Django project's models; no database and no driver is needed.

It follows harness.py, which says how it is run, and the other two files of this folder. A target is the
path of a manage.py or a settings module, and after a colon the alias of the database:
backend/manage.py:reports. Others are migrations whose RunSQL is part of the schema:
sql:shop.0004_search, or sql:shop for all of an application's.

The tables are those that the models declare, whether a migration makes them or not. Names of
constraints and indexes are those that the project's migrations lead to, see NameHistory.

Django 3.2 is the oldest version that it is written for.
"""

import datetime
import decimal
import json
import runpy
import uuid


class Django(Provider):
    package = "django"
    schema_packages = ("psqlextra", "pgvector", "mptt", "treebeard")

    def target(self, text):
        kind, _, migration = text.partition(":")
        return ChosenSQL(migration) if kind == "sql" else Project(text, self)

    def deny_connections(self):
        from django.db.backends.base.base import BaseDatabaseWrapper
        from django.db.utils import OperationalError

        # What asks a database when it starts has to expect that there are no tables yet.
        class QueryDenied(ConnectionDenied, OperationalError):
            pass

        def deny(*_, **__):
            raise QueryDenied("there is no database")

        BaseDatabaseWrapper.connect = deny
        keep_in_memory()

    def print_ddl(self, dialect, targets, tree, records):
        projects = [target for target in targets if isinstance(target, Project)]
        if len(projects) != 1:
            raise Failure("several-targets")
        supply_drivers()
        connection = projects[0].start(dialect, tree, records)
        history = NameHistory(connection, [target for target in targets if target not in projects])
        texts = statements(connection, history, tree)
        if not texts:
            raise Failure("no-models")
        for text in texts:
            refuse_stubs(text)
            records.write("statement", terminated(text))
        if history.unfollowed:
            records.write("unfollowed", history.unfollowed)
        for column, value in fillings():
            records.write("filling", "{} {}".format(column, value))

    # A field that a stub replaces would be gone without a word; a manager may be.
    def refuse_stub(self, stub, attribute):
        if attribute == "contribute_to_class" and not is_harmless(stub):
            raise Failure("stub-in-ddl", package=stub.__name__)

    def refuse_base(self, stub, bases, module):
        from django.db.models.base import ModelBase

        is_among_models = "models" in module.split(".")
        has_model = any(isinstance(base, ModelBase) for base in bases)
        if (is_among_models or has_model) and not is_harmless(stub):
            raise Failure("stub-in-ddl", package=stub.__name__)


def is_harmless(stub):
    """Whether the name says that it is none of a model's fields or bases with fields."""
    last = stub.__name__.rpartition(".")[2]
    return last.lower().endswith(("manager", "queryset", "as_manager", "from_queryset", "choices"))


class Silence:
    def write(self, *_):
        pass


def supply_drivers():
    """Stubs of drivers where none is installed for a kind of database; nothing is asked of them."""
    finder = StubFinder(Silence())
    for names in ({"psycopg", "psycopg2"}, {"MySQLdb"}, {"cx_Oracle", "oracledb"}):
        if not any(map(importlib.util.find_spec, names)):
            finder.names.update(names)
    sys.meta_path.append(finder)


def keep_in_memory():
    """Has databases that an application keeps beside Django's, such as a queue, vanish with the run."""
    import sqlite3

    connect = sqlite3.connect

    def connected(database, *arguments, **keywords):
        return connect(":memory:", *arguments, **keywords)

    sqlite3.connect = sqlite3.dbapi2.connect = connected


class ChosenSQL:
    """An application or a migration whose RunSQL is part of the schema."""

    folder = ""

    def __init__(self, name):
        self._name = name

    def holds(self, migration):
        return self._name in (migration[0], ".".join(migration))


# The project


class Reached(BaseException):
    """Raised where manage.py would run its command."""


class Project:
    """A manage.py or a settings module, and the alias of a database."""

    def __init__(self, text, provider):
        self.text = text
        self._provider = provider
        path, _, alias = text.partition(":")
        self.alias = alias or "default"
        self.folder, _, name = path.rpartition("/")
        self.script = path if name.endswith(".py") else None
        self.module = "" if self.script else name

    def start(self, dialect, tree, records):
        """Do what manage.py does before it runs a command; yield a connection that is none."""
        import django
        from django.conf import settings

        os.chdir(tree.import_roots[0])
        with telling_failures(self, tree):
            self.set_settings(tree, settings)
            self.choose_database(dialect, settings)
            if self._provider.allows_stubs:
                leave_out_missing_apps(settings, tree, records)
        try:
            with telling_failures(self, tree):
                django.setup()
        except Failure as failure:
            raise self.located(failure, tree)
        return prepared(self.connection())

    def set_settings(self, tree, settings):
        if self.script:
            self.run_script(tree)
            self.module = os.environ.get("DJANGO_SETTINGS_MODULE", "")
        else:
            os.environ["DJANGO_SETTINGS_MODULE"] = self.module
        sys.argv[:] = [self.script or "manage.py", "migrate"]
        if settings.configured:
            return
        if not self.module:
            raise Failure("settings-missing", target=self.text)
        module = importlib.import_module(self.module)
        if not tree.holds_module(module):
            raise Failure("elsewhere", target=self.module, path=str(origin(module)))
        settings.INSTALLED_APPS

    def run_script(self, tree):
        from django.core import management

        def reach(*_, **__):
            raise Reached()

        path = os.path.join(tree.root, self.script)
        if not os.path.exists(path):
            raise Failure("module-missing", target=self.script)
        management.execute_from_command_line = management.ManagementUtility.execute = reach
        sys.argv[:] = [path, "migrate"]
        try:
            runpy.run_path(path, run_name="__main__")
        except (Reached, SystemExit):
            pass

    def choose_database(self, dialect, settings):
        databases = dict(settings.DATABASES)
        if self.alias not in databases and self.alias != "default":
            raise Failure("attribute-missing", target=self.text)
        database = databases.get(self.alias) or {}
        if vendor(database.get("ENGINE", "")) != dialect:
            names = {"sqlite": "sqlite3", "postgresql": "postgresql"}
            engine = "django.db.backends." + names[dialect]
            databases[self.alias] = {"ENGINE": engine, "NAME": "none"}
        settings.DATABASES = databases
        # A file to write, of which nothing depends.
        settings.LOGGING_CONFIG = None
        # Nothing is signed.
        if not settings._wrapped.SECRET_KEY:
            settings.SECRET_KEY = "none"

    def connection(self):
        from django.db import connections

        return connections[self.alias]

    def located(self, failure, tree):
        """Where an application is missing: the line of the settings that names it."""
        if not failure.facts.get("location"):
            text = failure.facts.get("package") or failure.facts.get("reason", "")
            names = re.findall(r"'([\w.]+)'", text) or [text]
            module = sys.modules.get(self.module)
            failure.facts["location"] = line_naming(names[-1], module, tree)
        return failure


def line_naming(package, module, tree):
    return line_with(r"""['"]{}[.'"]""".format(re.escape(package)), module, tree)


def line_with(pattern, module, tree):
    """The first line of a module of the project that a pattern fits."""
    file = getattr(module, "__file__", None)
    if not tree.holds(file):
        return ""
    with open(file, encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if re.search(pattern, line):
                return "{}:{}".format(tree.relative(file), number)
    return ""


def vendor(engine):
    """What kind of database an engine of Django's settings is for; None where it cannot be loaded."""
    try:
        return importlib.import_module(engine + ".base").DatabaseWrapper.vendor
    except Exception:
        return None


def leave_out_missing_apps(settings, tree, records):
    there = []
    for name in settings.INSTALLED_APPS:
        top = name.partition(".")[0]
        if tree.has_package(top) or importlib.machinery.PathFinder.find_spec(top):
            there.append(name)
        else:
            records.write("stub", name)
    settings.INSTALLED_APPS = there


def prepared(connection):
    """The connection with answers to what would be asked of a server."""
    if connection.vendor == "postgresql":
        # The newest, for which all is printed that models declare.
        connection.pg_version = 180000
    connection.features.__dict__["supports_json_field"] = True
    return connection


# DDL


def statements(connection, history, tree):
    from django.apps import apps
    from django.db import router

    models = [
        model
        for model in apps.get_models()
        if model._meta.can_migrate(connection) and router.allow_migrate_model(connection.alias, model)
    ]
    if not models:
        return []
    refuse_dangling_references(apps, tree)
    history.follow(tree)
    for model in models:
        history.arrange(model)
    with telling_print_failures():
        texts = ddl(connection, sorted(models, key=lambda model: model._meta.db_table))
    return history.before + history.renamed(texts) + history.after


def refuse_dangling_references(apps, tree):
    """Where a field refers to a model that is not there, the schema editor would only stumble."""
    from django.core.checks.model_checks import _check_lazy_references

    for error in _check_lazy_references(apps):
        model = getattr(error.obj, "model", None)
        module = sys.modules.get(getattr(model, "__module__", None))
        line = line_with(r"^\s+{}\s*=".format(getattr(error.obj, "name", None)), module, tree)
        raise Failure("import", reason=error.msg, location=line)


def fillings():
    """Columns that may not be NULL, and the value that Django gives them in rows that are there.

    Values that each dialect writes otherwise, or that are another at each run, are left to a person.
    """
    from django.apps import apps

    for model in sorted(apps.get_models(), key=lambda model: model._meta.db_table):
        for field in model._meta.local_concrete_fields:
            if not (field.null or field.primary_key or field.unique or field.is_relation):
                try:
                    text = filling(field)
                except Exception:
                    text = None
                if text is not None:
                    yield "{}.{}".format(model._meta.db_table, field.column), text


def filling(field):
    if field.has_default():
        if callable(field.default) and field.default not in (dict, list, str):
            return None
        value = field.get_default()
    elif field.blank and field.empty_strings_allowed:
        value = ""
    else:
        return None
    if field.get_internal_type() == "JSONField":
        value = json.dumps(value) if type(value) in (dict, list) and not value else None
    else:
        value = field.get_prep_value(value)
    if isinstance(value, bool):
        return str(value).upper()
    is_plain = isinstance(value, (int, float, decimal.Decimal, str)) and "\n" not in str(value)
    is_typed = field.get_internal_type() in ("BinaryField", "DurationField", "UUIDField", "ArrayField")
    return literal(value) if is_plain and not is_typed else None


@contextlib.contextmanager
def telling_print_failures():
    try:
        yield
    except Failure:
        raise
    except (Exception, ConnectionDenied) as error:
        raise Failure("print", reason=reason(error), traceback=traceback_tail(error))


def ddl(connection, models):
    editor = editor_type(connection)(connection)
    for model in models:
        editor.create_model(model)
    return editor.finished()


# The collations that migrations create, and whether they are deterministic.
COLLATIONS = {}


def editor_type(connection):
    """The schema editor of the project's backend, which asks the server nothing."""

    class Editor(connection.SchemaEditorClass):
        def __init__(self, connection):
            super().__init__(connection, collect_sql=True, atomic=False)
            self.deferred_sql = []

        def execute(self, sql, params=()):
            text = str(sql)
            if params is not None:
                text = text % tuple(map(self.written, params))
            self.collected_sql.append(text)

        def done(self):
            texts, self.collected_sql = self.collected_sql, []
            return texts

        def finished(self):
            """What is done, with what was put off."""
            for statement in self.deferred_sql:
                self.execute(statement, None)
            self.deferred_sql = []
            return self.done()

        def written(self, value):
            if connection.vendor == "postgresql":
                return literal(value)
            return self.quote_value(value)

        def quote_value(self, value):
            if connection.vendor != "postgresql":
                return super().quote_value(value)
            # Versions that format the text once more; some forget to do so.
            doubles = "%%" in connection.SchemaEditorClass.quote_value.__code__.co_consts
            return literal(value).replace("%", "%%") if doubles else literal(value)

        def _is_collation_deterministic(self, name):
            return COLLATIONS.get(name, True)

        def _get_sequence_name(self, table, column):
            return "{}_{}_seq".format(table, column)

        def _is_referenced_by_foreign_key_constraint(self, *_, **__):
            return False

    return Editor


def literal(value):
    """A value as PostgreSQL writes it."""
    if isinstance(value, Stub):
        return "'{}'".format(value)
    if hasattr(value, "adapted"):
        return literal(json.dumps(value.adapted)) + "::json"
    if type(value).__name__ in ("Json", "Jsonb"):
        return literal(json.dumps(value.obj)) + "::" + type(value).__name__.lower()
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, decimal.Decimal)):
        return str(value + 0)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, (bytes, memoryview, bytearray)):
        return "'\\x" + bytes(value).hex() + "'::bytea"
    if isinstance(value, (list, tuple)):
        return "ARRAY[" + ", ".join(map(literal, value)) + "]" if value else "'{}'"
    for kind, name in (
        (datetime.datetime, "timestamp"), (datetime.date, "date"), (datetime.time, "time"),
        (datetime.timedelta, "interval"), (uuid.UUID, "uuid"),
    ):
        if isinstance(value, kind):
            zone = "tz" if getattr(value, "tzinfo", None) else ""
            return "'{}'::{}{}".format(value, name, zone)
    return "'" + str(value).replace("'", "''") + "'"


main(Django())
