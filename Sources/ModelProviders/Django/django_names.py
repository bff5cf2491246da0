"""What the migrations of a Django project have called its constraints and indexes.

It follows django_catalog.py and goes before django_ddl.py.
"""


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
