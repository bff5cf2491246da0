"""Print the DDL of a Django project's models; no database and no driver is needed.

It follows harness.py, which says how it is run. A target is the path of a manage.py or a settings
module, and after a colon the alias of the database: backend/manage.py:reports. Others are migrations
whose RunSQL is part of the schema: sql:shop.0004_search, or sql:shop for all of an application's.

The tables are those that the models declare, whether a migration makes them or not. Names of
constraints and indexes are those that the project's migrations lead to, see NameHistory.

Django 3.2 is the oldest version that it is written for.
"""

import datetime
import decimal
import itertools
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
                text = filling(field)
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


# Names


class NameHistory:
    """What the migrations of a project have called its constraints and indexes.

    Django names them when it makes them, and keeps the names where a table or column is renamed; a
    constraint that comes later has another name than one that is there from the beginning. So the
    operations run, on the schema editor of the backend and a catalog of names in the place of a
    database, from the first one on after which a name can be another than that of a new table.
    """

    def __init__(self, connection, chosen):
        self._connection = connection
        self._chosen = chosen
        self._catalog = Catalog(connection.vendor)
        self._loader = None
        self._states = ProjectStates(connection)
        # What is there before the tables, and what comes after them.
        self.before, self.after = [], []
        # Where the names could not be followed, and why.
        self.unfollowed = None

    def arrange(self, model):
        """Gives a model's columns the order in which migrations have made them.

        The tables between models get the keys that migrations give them: of an application's own default
        for keys these know nothing, only of the settings'.
        """
        from django.conf import settings
        from django.utils.module_loading import import_string

        if self._loader is None or model._meta.app_label not in self._loader.migrated_apps:
            return
        for field in model._meta.local_many_to_many:
            through = field.remote_field.through._meta
            if through.auto_created:
                through.pk.__class__ = import_string(settings.DEFAULT_AUTO_FIELD)
        made = self._states.state.models.get((model._meta.app_label, model._meta.model_name))
        if made is not None:
            places = {name: place for place, name in enumerate(made.fields)}
            model._meta.local_fields.sort(key=lambda field: places.get(field.name, len(places)))
            model._meta._expire_cache()

    def follow(self, tree):
        states, place = self._states, ""
        introspection = self._connection.introspection
        introspection.get_constraints = lambda _, table: self._constraints(table)
        self._connection.cursor = NoCursor
        try:
            for migration in self._plan():
                place = ".".join(migration) + ": "
                self._migrate(self._loader.graph.nodes[migration].operations, migration, states)
        except (Exception, ConnectionDenied) as error:
            self._catalog = Catalog(self._connection.vendor)
            line = location(error, tree)
            self.unfollowed = (line + ": " if line else place) + reason(error)
        self._states = states

    def _plan(self):
        """The migrations in the order in which they run in an empty database."""
        from django.db.migrations.loader import MigrationLoader

        self._loader = MigrationLoader(None)
        seen = set()
        for target in sorted(self._loader.graph.leaf_nodes()):
            for migration in self._loader.graph.forwards_plan(target):
                if migration not in seen:
                    seen.add(migration)
                    yield migration

    def _constraints(self, table):
        name = self._connection.ops.quote_name(table)
        if name not in self._catalog.tables:
            model = self._states.model_of(table)
            if model is not None:
                self._track(model)
        return self._catalog.constraints(name)

    def _migrate(self, operations, migration, states):
        """What a migration puts off until its end it renames together with the rest."""
        for operation in flattened(operations):
            self._note(operation, migration)
        app = migration[0]
        if not self._concerns_names(operations, app, states):
            for operation in operations:
                operation.state_forwards(app, states.state)
            return
        editor = editor_type(self._connection)(self._connection)
        for operation in operations:
            self._run(operation, app, states, editor)
        self._read(editor)

    def _concerns_names(self, operations, app, states):
        found = [
            operation
            for operation in flattened(operations)
            if self._may_matter(operation, model_keys(operation, app), states)
        ]
        if len(found) == 0 or len(flattened(operations)) != len(operations):
            return len(found) > 0
        after = states.copy()
        for operation in operations:
            before = after.copy() if operation in found else None
            operation.state_forwards(app, after.state)
            if before and self._matters(operation, model_keys(operation, app), before, after):
                return True
        return False

    def _run(self, operation, app, states, editor):
        from django.db.migrations import SeparateDatabaseAndState

        if isinstance(operation, SeparateDatabaseAndState):
            beside = states.copy()
            for inner in operation.database_operations:
                self._run(inner, app, beside, editor)
            for inner in operation.state_operations:
                inner.state_forwards(app, states.state)
            return
        keys = model_keys(operation, app)
        before = states.copy() if keys else None
        operation.state_forwards(app, states.state)
        if not keys:
            return
        states.keep_order(operation, keys, before)
        if self._matters(operation, keys, before, states):
            reaches = self._reaches_others(operation, keys, before)
            old, new = before.small(keys, reaches), states.small(keys, reaches)
            self._states = old
            for model in old.whole_models():
                self._track(model)
            operation.database_forwards(app, editor, old.state, new.state)
            self._read_done(editor)

    def _track(self, model):
        from django.db import router

        is_there = self._connection.ops.quote_name(model._meta.db_table) in self._catalog.tables
        alias = self._connection.alias
        if is_there or not model._meta.can_migrate(self._connection):
            return
        if model._meta.auto_created or not router.allow_migrate_model(alias, model):
            return
        editor = editor_type(self._connection)(self._connection)
        editor.create_model(model)
        self._read(editor)

    def _read(self, editor):
        for text in editor.finished():
            self._catalog.run(text)

    def _read_done(self, editor):
        for text in editor.done():
            self._catalog.run(text)

    def _note(self, operation, migration):
        """What is part of the schema beside the tables, and what these may need."""
        from django.db.migrations import RunSQL

        kinds = {kind.__name__ for kind in type(operation).__mro__}
        if isinstance(operation, RunSQL):
            self._note_sql(operation, any(chosen.holds(migration) for chosen in self._chosen))
        elif self._connection.vendor != "postgresql":
            return
        elif "CreateExtension" in kinds:
            self._put_before('CREATE EXTENSION IF NOT EXISTS "{}"'.format(operation.name))
        elif "CreateCollation" in kinds:
            editor = editor_type(self._connection)(self._connection)
            operation.create_collation(editor)
            COLLATIONS[operation.name] = operation.deterministic
            for text in editor.finished():
                self._put_before(text)

    def _note_sql(self, operation, is_chosen):
        parts = operation.sql if isinstance(operation.sql, (list, tuple)) else [operation.sql]
        for part in parts:
            text, values = part if isinstance(part, (list, tuple)) else (part, None)
            editor = editor_type(self._connection)(self._connection)
            editor.execute(text, values)
            for text in filter(str.strip, editor.finished()):
                words = " ".join(text.upper().split()[:2])
                if words == "CREATE EXTENSION" and self._connection.vendor == "postgresql":
                    self._put_before(text)
                elif is_chosen and words in NEEDED_BY_TABLES:
                    self._put_before(text)
                elif is_chosen:
                    self.after.append(text)

    def _put_before(self, text):
        if text not in self.before:
            self.before.append(text)

    def _may_matter(self, operation, keys, states):
        """Whether names may not be those of a new table, as far as the kind of operation tells."""
        from django.db import migrations

        kinds = (
            migrations.RenameModel, migrations.AlterModelTable, migrations.RenameField,
            migrations.AlterField,
        )
        return bool(keys) and (isinstance(operation, kinds) or self._are_tracked(keys, states))

    def _are_tracked(self, keys, states):
        quote = self._connection.ops.quote_name
        return any(quote(states.table(key)) in self._catalog.tables for key in keys)

    def _matters(self, operation, keys, before, after):
        from django.db import migrations

        if not isinstance(operation, migrations.AlterField):
            return True
        # SQLite makes the whole table anew, and its indexes with it.
        if self._connection.vendor == "sqlite" and self._are_tracked(keys, before):
            return True
        key, name = keys[0], operation.name
        old, new = (states.state.models[key].fields[name] for states in (before, after))
        return changes_names(old, new)

    def _reaches_others(self, operation, keys, before):
        """Whether constraints of tables that refer to the model's may be made anew."""
        from django.db import migrations

        if isinstance(operation, (migrations.RenameModel, migrations.AlterModelTable)):
            return True
        if not isinstance(operation, (migrations.RenameField, migrations.AlterField)):
            return False
        name = getattr(operation, "old_name", None) or operation.name
        field = before.state.models[keys[0]].fields[name]
        return field.primary_key or field.unique or field.is_relation

    # The result

    def renamed(self, texts):
        """The DDL with the names that the migrations have led to."""
        fresh = Catalog(self._connection.vendor)
        for text in texts:
            fresh.run(text)
        names, statements = {}, []
        texts = [fresh.with_types(text, self._catalog) for text in texts]
        for table, now, then in fresh.differences(self._catalog):
            if now.is_named:
                names[now.name] = then.name
            elif now.kind == "sequence":
                statements.append("ALTER SEQUENCE {} RENAME TO {}".format(now.name, then.name))
            else:
                form = "ALTER TABLE {} RENAME CONSTRAINT {} TO {}"
                statements.append(form.format(table, now.name, then.name))
        if names:
            pattern = re.compile("|".join(map(re.escape, names)))
            texts = [pattern.sub(lambda found: names[found.group()], text) for text in texts]
        return list(texts) + statements


NEEDED_BY_TABLES = {"CREATE SCHEMA", "CREATE TYPE", "CREATE DOMAIN", "CREATE COLLATION"}

# Of a field that is no key, what leads to no other name.
PLAIN_ATTRIBUTES = {
    "max_length", "null", "default", "db_default", "max_digits", "decimal_places", "db_collation",
    "db_comment", "blank", "choices", "help_text", "verbose_name", "validators", "editable",
    "error_messages", "auto_now", "auto_now_add",
}


def changes_names(old, new):
    """Whether an alteration may leave other names than those that a new table would have."""
    _, old_path, old_arguments, old_words = old.deconstruct()
    _, path, arguments, words = new.deconstruct()
    plain = PLAIN_ATTRIBUTES
    if old.is_relation or new.is_relation or old.primary_key or old.unique or new.unique:
        plain = plain - {"max_length", "max_digits", "decimal_places", "db_collation", "null"}

    def kept(words):
        return {name: value for name, value in words.items() if name not in plain}

    return (old_path, old_arguments, kept(old_words)) != (path, arguments, kept(words))


def flattened(operations):
    """Those that alter the database."""
    from django.db.migrations import SeparateDatabaseAndState

    found = []
    for operation in operations:
        is_separate = isinstance(operation, SeparateDatabaseAndState)
        found += flattened(operation.database_operations) if is_separate else [operation]
    return found


def model_keys(operation, app):
    """The models that an operation alters, by the names that they had; None where it alters none."""
    from django.db.migrations.operations.fields import FieldOperation
    from django.db.migrations.operations.models import ModelOperation

    if isinstance(operation, FieldOperation):
        return [(app, operation.model_name_lower)]
    if hasattr(operation, "new_name_lower") and hasattr(operation, "old_name_lower"):
        if isinstance(operation, ModelOperation):
            return [(app, operation.old_name_lower), (app, operation.new_name_lower)]
    if isinstance(operation, ModelOperation):
        return [(app, operation.name_lower)]
    name = getattr(operation, "model_name", None)
    return [(app, name.lower())] if isinstance(name, str) else None


class NoCursor:
    """Takes the place of a cursor where the answer comes from elsewhere."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def __getattr__(self, name):
        raise ConnectionDenied(name)


# The models at a point of the history


class ProjectStates:
    """What Django's ProjectState says, of as few models as an operation needs.

    All models together would be made anew for each operation, which takes minutes in a large project.
    """

    def __init__(self, connection, state=None, whole=()):
        from django.db.migrations.state import ProjectState

        self._connection = connection
        self.state = state or ProjectState()
        self._whole = whole

    def copy(self):
        return ProjectStates(self._connection, self.state.clone())

    def keep_order(self, operation, keys, before):
        """A column that is renamed stays where it is; Django puts its field last."""
        from django.db import migrations

        if isinstance(operation, migrations.RenameField):
            model = self.state.models[keys[0]]
            names = [
                operation.new_name if name == operation.old_name else name
                for name in before.state.models[keys[0]].fields
            ]
            model.fields = {name: model.fields[name] for name in names}

    def table(self, key):
        from django.db.backends.utils import truncate_name

        model = self.state.models.get(key)
        table = model.options.get("db_table") if model else None
        return table or truncate_name("_".join(key), self._connection.ops.max_name_length())

    def model_of(self, table):
        for model in self.state.apps.get_models(include_auto_created=True):
            if model._meta.db_table == table:
                return model._meta.auto_created or model
        return None

    def whole_models(self):
        return [self.state.apps.get_model(*key) for key in self._whole]

    def small(self, keys, reaches):
        """The models of these names with what they refer to; also those that refer to them."""
        from django.db.migrations.state import ProjectState

        keys = [key for key in keys if key in self.state.models]
        whole = dict.fromkeys(keys)
        if reaches:
            for key, model in self.state.models.items():
                if set(references(model)).intersection(keys):
                    whole[key] = None
        kept = {key: self.state.models[key].clone() for key in whole}
        queue = [name for model in kept.values() for name in references(model)]
        while queue:
            key = queue.pop()
            if key in kept:
                continue
            kept[key] = self._pruned(key)
            queue += references(kept[key])
        return ProjectStates(self._connection, ProjectState(kept), tuple(whole))

    def _pruned(self, key):
        """A model that others refer to, without what it refers to itself."""
        from django.apps import apps
        from django.db.migrations.state import ModelState

        model = self.state.models.get(key)
        if model is None:
            # That of an application without migrations.
            model = ModelState.from_model(apps.get_model(*key), exclude_rels=True)
        fields = {
            name: field
            for name, field in model.fields.items()
            if not field.is_relation or field.primary_key
        }
        kept = ("db_table", "managed", "proxy", "swappable")
        options = {name: model.options[name] for name in kept if name in model.options}
        return ModelState(model.app_label, model.name, fields, options, model.bases)


def references(model):
    """The names of the models that a state's model needs."""
    found = [base for base in model.bases if isinstance(base, str)]
    for field in model.fields.values():
        remote = getattr(field, "remote_field", None)
        if remote is not None:
            found += [remote.model, getattr(remote, "through", None)]
    return [model_key(name, model) for name in found if name]


def model_key(name, model):
    if not isinstance(name, str):
        return name._meta.app_label, name._meta.model_name
    if name == "self":
        return model.app_label, model.name.lower()
    app, _, last = name.rpartition(".")
    return app or model.app_label, last.lower()


# A catalog of names


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


main(Django())
