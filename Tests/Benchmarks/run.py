"""Print how long git-migrate takes beside others that do the same, as ratios.

    run.py --git-migrate <binary> --python <interpreter> [--runs <n>] [--only <text>]

Each row is made from nothing in a temporary folder. The two programs of a row take turns, so that
both meet the same machine; the ratio is the median of the pairs', with their middle half.
The interpreter has alembic, flask-migrate, flask-sqlalchemy and psycopg. PostgreSQL's server programs
are installed; the server itself is the benchmarks' own.
"""

import argparse
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

import inputs
from measure import Failure, Program, Sample, interleaved
from server import Counter, Server

ROWS = []
# What the second program's cost is multiplied with, where it is a part of the first one's work. Such
# a row that misses its goal fails the benchmarks: the work grows faster than what there is to do.
PARTS = {}


def row(title, goal, runs=None):
    """Registers a function that returns the two programs; goal is the highest ratio wanted."""

    def register(make):
        ROWS.append((title, goal, runs, make))
        return make

    return register


def growth(title, goal, factor, runs=None):
    """Registers a row whose second program does one part in `factor` of the first one's work."""

    def register(make):
        PARTS[make] = factor
        return row(title, goal, runs)(make)

    return register


class Bench:
    def __init__(self, options, folder):
        self.binary = os.path.abspath(options.git_migrate)
        self.python = os.path.abspath(options.python)
        self.folder = folder
        self.made = {}
        self.known = {}
        self.started = None

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def once(self, name, make):
        """A folder that several rows share."""
        if name not in self.made:
            self.made[name] = self.path(name)
            make(self.made[name])
        return self.made[name]

    def migrate(self, *arguments, cwd, before=None):
        return Program([self.binary, *arguments], cwd, before)

    def run(self, *arguments, cwd):
        subprocess.run(
            arguments, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @property
    def server(self):
        """A PostgreSQL server, started when it is first needed."""
        if not self.started:
            self.started = Server()
        return self.started

    def stop(self):
        if self.started:
            self.started.stop()

    # Projects of git-migrate

    def large(self):
        return self.once("large", inputs.large_repository)

    def project(self, count):
        """SQL models, all of them released but one column."""

        def make(folder):
            inputs.new_repository(folder, ["provider = sql", "models = schema.sql"])
            self.release(folder, "schema.sql", inputs.schema(count), inputs.schema(count, True))

        return self.once("sql{}".format(count), make)

    def edited_project(self, count):
        """The same, and what makes another edit of the models before each run."""
        folder = self.project(count)
        table = iter(range(1, count))

        def edit():
            inputs.write(folder, "schema.sql", inputs.schema(count, next(table)))

        return folder, edit

    def large_project(self, count):
        """The same with a revision written as it would be: preparing that takes SQLite minutes."""

        def make(folder):
            inputs.new_repository(folder, ["provider = sql", "models = schema.sql"])
            inputs.write(folder, "schema.sql", inputs.schema(count))
            inputs.add_whole_revision(folder, count)
            inputs.commit(folder, "all")
            inputs.git(folder, "tag", "-a", "-m", "v1.0\n\nMigrate-Revision: abc000000000", "v1.0")
            inputs.write(folder, "schema.sql", inputs.schema(count, True))

        return self.once("sql{}".format(count), make)

    def postgresql_project(self, count):
        def make(folder):
            inputs.new_repository(
                folder, ["provider = sql", "models = schema.sql", "dialect = postgresql"])
            inputs.git(
                folder, "config", "migrate.postgresql.scratchUrl", self.server.url("postgres"))
            schema = lambda changed: inputs.schema(count, changed, inputs.postgresql)
            self.release(folder, "schema.sql", schema(False), schema(True))

        return self.once("postgresql{}".format(count), make)

    def new_project(self, dialect, count, name="new"):
        """SQL models without a revision."""

        def make(folder):
            inputs.new_repository(
                folder, ["provider = sql", "models = schema.sql", "dialect = " + dialect])
            if dialect == "postgresql":
                inputs.git(
                    folder, "config", "migrate.postgresql.scratchUrl", self.server.url("postgres"))
            inputs.write(folder, "schema.sql", inputs.schema(count, False, inputs.TABLES[dialect]))
            inputs.commit(folder, "models")

        return self.once("{}-{}{}".format(name, dialect, count), make)

    def whole_project(self, dialect, count):
        """The same with all of them released, in one revision."""

        def make(folder):
            os.rename(self.new_project(dialect, count, "unreleased"), folder)
            inputs.add_whole_revision(folder, count, inputs.TABLES[dialect])
            inputs.commit(folder, "revision")
            inputs.git(folder, "tag", "-a", "-m", "v1.0\n\nMigrate-Revision: abc000000000", "v1.0")

        return self.once("whole-{}{}".format(dialect, count), make)

    def revisions(self, count):
        """A table for each revision, all of them committed."""

        def make(folder):
            inputs.new_repository(folder, ["provider = sql", "models = schema.sql"])
            inputs.write(folder, "schema.sql", inputs.schema(count))
            inputs.add_revisions(folder, count)
            inputs.commit(folder, "everything")

        return self.once("revisions{}".format(count), make)

    def history(self, commits, tags):
        def make(folder):
            inputs.new_repository(folder, ["provider = sql", "models = schema.sql"])
            inputs.write(folder, "schema.sql", inputs.schema(3))
            inputs.add_revisions(folder, 3)
            inputs.commit(folder, "everything")
            inputs.add_history(folder, commits, tags)

        return self.once("history{}-{}".format(commits, tags), make)

    def sqlalchemy_project(self, count):
        def make(folder):
            inputs.new_repository(folder, ["provider = sqlalchemy", "models = models"])
            inputs.git(folder, "config", "migrate.python", self.python)
            self.release(folder, "models.py", inputs.models(count), inputs.models(count, True))

        return self.once("sqlalchemy{}".format(count), make)

    def release(self, folder, path, text, changed):
        inputs.write(folder, path, text)
        inputs.commit(folder, "models")
        self.run(self.binary, "prepare", "-m", "all", cwd=folder)
        inputs.commit(folder, "revision")
        self.run(self.binary, "release", "v1.0", cwd=folder)
        inputs.write(folder, path, changed)

    def database(self, folder):
        """A database that has all the project's revisions."""
        path = os.path.join(folder, "app.db")
        if not os.path.exists(path):
            self.run(self.binary, "upgrade", "--database", path, cwd=folder)
        return path

    def revision(self, folder):
        """The SQL of the project's only revision, as a script."""
        script = subprocess.run(
            [self.binary, "sql"], cwd=folder, check=True, capture_output=True).stdout
        path = os.path.join(folder, "all.sql")
        with open(path, "wb") as file:
            file.write(script)
        return path

    # Projects of the others

    def alembic_postgresql(self, count):
        self.server.create("alembic{}".format(count))
        url = self.server.url("alembic{}".format(count), driver="+psycopg")
        # A percent sign would be an interpolation to the configuration's reader.
        return self.alembic(count, url.replace("%", "%%"), "alembic-postgresql")

    def alembic(self, count, url="sqlite:///app.db", name="alembic"):
        """A database at Alembic's head, and models with one column more."""

        def make(folder):
            os.makedirs(folder)
            inputs.write(folder, "models.py", inputs.models(count))
            self.run(self.python, "-m", "alembic", "init", "alembic", cwd=folder)
            self.edit(folder, "alembic.ini", "sqlalchemy.url = driver://user:pass@localhost/dbname",
                      "sqlalchemy.url = {}\nprepend_sys_path = .".format(url),
                      "prepend_sys_path = .")
            self.edit(folder, "alembic/env.py", "target_metadata = None",
                      "import models\ntarget_metadata = models.Base.metadata")
            self.run(self.python, "-m", "alembic", "revision", "--autogenerate", "-m", "all", cwd=folder)
            self.run(self.python, "-m", "alembic", "upgrade", "head", cwd=folder)
            inputs.write(folder, "models.py", inputs.models(count, True))

        return self.once("{}{}".format(name, count), make)

    def flask(self, count):
        def make(folder):
            os.makedirs(folder)
            head = inputs.FLASK_HEAD.format(database=os.path.join(folder, "app.db"))
            text = lambda changed: inputs.models(count, changed, base="db.Model", head=head)
            inputs.write(folder, "app.py", text(False))
            for arguments in (["init"], ["migrate", "-m", "all"], ["upgrade"]):
                self.run(self.python, "-m", "flask", "db", *arguments, cwd=folder)
            inputs.write(folder, "app.py", text(True))

        return self.once("flask{}".format(count), make)

    @staticmethod
    def edit(folder, path, old, new, removed=None):
        path = os.path.join(folder, path)
        with open(path) as file:
            text = file.read()
        assert old in text, path
        if removed:
            text = "\n".join(line for line in text.split("\n") if line != removed)
        with open(path, "w") as file:
            file.write(text.replace(old, new))

    def autogenerate(self, peer):
        """Alembic's way from its database to the models."""
        return Program(
            [self.python, "-m", "alembic", "revision", "--autogenerate", "-m", "x"], peer,
            self.without_new(os.path.join(peer, "alembic/versions")))

    def without_new(self, folder):
        """Removes what a peer has written at its last run, of this row or of one before."""
        known = self.known.setdefault(folder, set(os.listdir(folder)))

        def before():
            for name in set(os.listdir(folder)) - known:
                if name != "__pycache__":
                    os.remove(os.path.join(folder, name))

        return before


def remove(*paths):
    def before():
        for path in paths:
            for suffix in ("", "-journal"):
                if os.path.exists(path + suffix):
                    os.remove(path + suffix)

    return before


# The rows


@row("check --staged, 50,000 files, 1,000 tags, 500 revisions : git diff --cached --quiet", 3)
def _(bench):
    folder = bench.large()
    return bench.migrate("check", "--staged", cwd=folder), Program(
        ["git", "diff", "--cached", "--quiet"], folder)


@row("hook run pre-commit, the same repository : git diff --cached --quiet", 3)
def _(bench):
    folder = bench.large()
    return bench.migrate("hook", "run", "pre-commit", cwd=folder), Program(
        ["git", "diff", "--cached", "--quiet"], folder)


@row("check --staged, small repository : git status", 2)
def _(bench):
    folder = bench.project(5)
    return bench.migrate("check", "--staged", cwd=folder), Program(["git", "status"], folder)


@row("prepare -n, SQL models, 1,000 tables : alembic revision --autogenerate", 1 / 50)
def _(bench):
    peer = bench.alembic(1000)
    return bench.migrate("prepare", "-n", cwd=bench.project(1000)), bench.autogenerate(peer)


@row("prepare -n, SQL models, 1,000 tables : flask db migrate", 1 / 50)
def _(bench):
    peer = bench.flask(1000)
    return bench.migrate("prepare", "-n", cwd=bench.project(1000)), Program(
        [bench.python, "-m", "flask", "db", "migrate"], peer,
        bench.without_new(os.path.join(peer, "migrations/versions")))


@row("prepare -n, SQL models edited since the last run, 1,000 tables : alembic revision --autogenerate", 1 / 50)
def _(bench):
    peer = bench.alembic(1000)
    folder, edit = bench.edited_project(1000)
    return bench.migrate("prepare", "-n", cwd=folder, before=edit), bench.autogenerate(peer)


@row("prepare -n, PostgreSQL with a running scratch server, 1,000 tables : alembic revision --autogenerate", 1 / 10)
def _(bench):
    peer = bench.alembic_postgresql(1000)
    return bench.migrate("prepare", "-n", cwd=bench.postgresql_project(1000)), bench.autogenerate(peer)


COMPILE = """
import models
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
dialect = sqlite.dialect()
for table in models.Base.metadata.sorted_tables:
    str(CreateTable(table).compile(dialect=dialect))
    for index in table.indexes:
        str(CreateIndex(index).compile(dialect=dialect))
"""


@row("prepare -n, SQLAlchemy, 1,000 models : import of the models and their DDL", 1.2)
def _(bench):
    folder = bench.sqlalchemy_project(1000)
    return bench.migrate("prepare", "-n", cwd=folder), Program(
        [bench.python, "-B", "-c", COMPILE], folder)


@row("upgrade, nothing to do, 1,000 tables : alembic upgrade head", 1 / 50)
def _(bench):
    folder = bench.project(1000)
    database, peer = bench.database(folder), bench.alembic(1000)
    return bench.migrate("upgrade", "--database", database, cwd=folder), Program(
        [bench.python, "-m", "alembic", "upgrade", "head"], peer,
        bench.without_new(os.path.join(peer, "alembic/versions")))


@row("upgrade from empty, 1,000 tables : sqlite3 app.db < the same SQL", 1.3)
def _(bench):
    folder = bench.project(1000)
    ours, other = bench.path("ours.db"), bench.path("other.db")
    return bench.migrate("upgrade", "--database", ours, cwd=folder, before=remove(ours)), Program(
        ["sqlite3", other, ".read " + bench.revision(folder)], folder, remove(other))


@row("upgrade from empty, 1,000 tables, PostgreSQL : psql -1 -f of the same SQL", 1.3)
def _(bench):
    folder, server = bench.postgresql_project(1000), bench.server
    return bench.migrate(
        "upgrade", "--database", server.url("ours"), cwd=folder,
        before=lambda: server.create("ours")
    ), Program(
        [server.program("psql"), "-1qXd", server.url("other"), "-f", bench.revision(folder)],
        folder, lambda: server.create("other"))


@row("catalog of 1,000 tables with 10,000 columns (diff with models that are known) : pg_dump --schema-only", 1)
def catalog(bench):
    server, counter = bench.server, Counter(bench.server)
    folder = bench.path("catalog")
    inputs.new_repository(
        folder, ["provider = sql", "models = schema.sql", "dialect = postgresql"])
    inputs.git(folder, "config", "migrate.postgresql.scratchUrl", server.url("postgres"))
    inputs.write(folder, "schema.sql", inputs.schema(1000, False, inputs.wide))
    inputs.commit(folder, "models")
    server.create("catalog")
    server.script("catalog", os.path.join(folder, "schema.sql"))
    trip = bench.migrate("diff", "--exit-code", "HEAD", counter.url("catalog"), cwd=folder)
    trip.run()
    bench.note = "{} round trips".format(counter.count)
    return bench.migrate(
        "diff", "--exit-code", "HEAD", server.url("catalog"), cwd=folder
    ), Program([server.program("pg_dump"), "--schema-only", "-d", server.url("catalog")], folder)


@row("rebuild of a table of 1,000,000 rows : the INSERT … SELECT in it", 1.5)
def _(bench):
    folder = bench.path("rebuild")
    inputs.new_repository(folder, ["provider = sql", "models = schema.sql"])
    columns = "id INTEGER PRIMARY KEY, name TEXT, email VARCHAR(120), amount NUMERIC"
    old = "CREATE TABLE t ({});\n".format(columns)
    new = "CREATE TABLE t ({}, CHECK (id > 0));\n".format(columns)
    bench.release(folder, "schema.sql", old, new)
    full = bench.path("full.db")
    bench.run(bench.binary, "upgrade", "--database", full, cwd=folder)
    with sqlite3.connect(full) as connection:
        connection.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
            "INSERT INTO t SELECT i, 'name ' || i, 'user' || i || '@example.org', i * 0.5 FROM n")
    connection.close()
    bench.run(bench.binary, "prepare", "-m", "check", cwd=folder)
    ours, other = bench.path("rebuilt.db"), bench.path("copied.db")
    script = bench.path("copy.sql")
    with open(script, "w") as file:
        file.write("BEGIN;\n" + new.replace("TABLE t", "TABLE u") +
                   "INSERT INTO u (id, name, email, amount) SELECT id, name, email, amount FROM t;\n"
                   "COMMIT;\n")

    def copy(path):
        return lambda: (remove(path)(), shutil.copyfile(full, path), os.sync())

    return bench.migrate("upgrade", "--database", ours, cwd=folder, before=copy(ours)), Program(
        ["sqlite3", other, ".read " + script], folder, copy(other))


@row("base at a tag, 50,000 files (diff of two tags, 5 tables) : git worktree add", 1 / 20)
def _(bench):
    folder = bench.path("tagged")
    inputs.new_repository(folder, ["provider = sql", "models = schema.sql"])
    inputs.many_files(folder, 50_000)
    inputs.write(folder, "schema.sql", inputs.schema(5))
    inputs.commit(folder, "one")
    inputs.git(folder, "tag", "v1.0")
    inputs.write(folder, "schema.sql", inputs.schema(5, True))
    inputs.commit(folder, "two")
    inputs.git(folder, "tag", "v1.1")
    checkout = bench.path("checkout")

    def before():
        if os.path.exists(checkout):
            shutil.rmtree(checkout)
            inputs.git(folder, "worktree", "prune")

    return bench.migrate("diff", "v1.0", "v1.1", cwd=folder), Program(
        ["git", "worktree", "add", "--quiet", "--detach", checkout, "v1.0"], folder, before)


# Each program's cost is the second number of a run.
@row("peak memory of prepare -n, 1,000 tables : alembic revision --autogenerate", 1 / 5)
def memory(bench):
    peer = bench.alembic(1000)
    return bench.migrate("prepare", "-n", cwd=bench.project(1000)), bench.autogenerate(peer)


@growth("prepare -n, SQL models: 1,000 tables : 10 times 100 tables", 1.2, 10)
def _(bench):
    return bench.migrate("prepare", "-n", cwd=bench.project(1000)), bench.migrate(
        "prepare", "-n", cwd=bench.project(100))


@growth("prepare -n, SQL models: 10,000 tables : 100 times 100 tables", 1.2, 100)
def _(bench):
    return bench.migrate("prepare", "-n", cwd=bench.large_project(10_000)), bench.migrate(
        "prepare", "-n", cwd=bench.project(100))


@growth(
    "prepare -n, SQL models edited since the last run: 10,000 tables : 100 times 100 tables", 1.2,
    100)
def _(bench):
    bench.large_project(10_000)
    (large, edit_large), (small, edit_small) = map(bench.edited_project, (10_000, 100))
    return bench.migrate("prepare", "-n", cwd=large, before=edit_large), bench.migrate(
        "prepare", "-n", cwd=small, before=edit_small)


@growth("prepare -n, PostgreSQL: 1,000 tables : 10 times 100 tables", 1.2, 10)
def _(bench):
    return bench.migrate("prepare", "-n", cwd=bench.postgresql_project(1000)), bench.migrate(
        "prepare", "-n", cwd=bench.postgresql_project(100))


# From 50 to 5,000 tables, nothing known from an earlier run


def forgetting(folder):
    return lambda: shutil.rmtree(os.path.join(folder, ".git/migrate"), ignore_errors=True)


def register_growth(dialect, arguments):
    title = "{}, {}: 5,000 tables : 100 times 50 tables".format(" ".join(arguments), dialect)

    @growth(title, 1.2, 100, runs=3)
    def _(bench):
        folders = [bench.whole_project(dialect, count) for count in (5000, 50)]
        return [
            bench.migrate(*arguments, cwd=folder, before=forgetting(folder)) for folder in folders]


def register_growth_from_empty(dialect):
    @growth("prepare -n from nothing, {}: 5,000 tables : 100 times 50 tables".format(dialect), 1.2,
            100, runs=1)
    def _(bench):
        return [
            bench.migrate("prepare", "-n", cwd=bench.new_project(dialect, count))
            for count in (5000, 50)]


for dialect in ("sqlite", "postgresql"):
    register_growth_from_empty(dialect)
    for arguments in (["check"], ["diff", "v1.0", "HEAD"], ["status"]):
        register_growth(dialect, arguments)


# Long histories


@growth("check HEAD: 20,000 revisions : 40 times 500 revisions", 1.2, 40)
def _(bench):
    folders = [bench.revisions(count) for count in (20_000, 500)]
    return [
        bench.migrate("check", "HEAD", cwd=folder, before=forgetting(folder)) for folder in folders]


@row("hook run pre-commit, 20,000 revisions : git diff --cached --quiet", 3)
def _(bench):
    folder = bench.revisions(20_000)
    return bench.migrate("hook", "run", "pre-commit", cwd=folder), Program(
        ["git", "diff", "--cached", "--quiet"], folder)


@row("log, 10,000 tags on 100,000 commits : git log --decorate --oneline", 2)
def _(bench):
    folder = bench.history(100_000, 10_000)
    return bench.migrate("log", cwd=folder), Program(
        ["git", "log", "--decorate", "--oneline"], folder)


@growth("log: 10,000 tags on 100,000 commits : 10 times 1,000 tags on 10,000 commits", 1.2, 10)
def _(bench):
    return [
        bench.migrate("log", cwd=bench.history(commits, commits // 10))
        for commits in (100_000, 10_000)]


@growth("blame of a table, 100,000 commits: 10,000 tags : no tags", 1.5, 1)
def _(bench):
    return [
        bench.migrate("blame", "table_00000", cwd=bench.history(100_000, tags))
        for tags in (10_000, 0)]


def versions(bench):
    def first(*arguments):
        return subprocess.run(arguments, capture_output=True, text=True).stdout.split("\n")[0]

    packages = "import sys, importlib.metadata as m; print(', '.join([f'Python {sys.version.split()[0]}'] + [f'{n} {m.version(n)}' for n in ('alembic', 'Flask-Migrate', 'SQLAlchemy', 'psycopg')]))"
    return "; ".join([
        "git-migrate " + first(bench.binary, "--version"), first("git", "--version"),
        "sqlite3 " + first("sqlite3", "--version").split()[0],
        first(os.path.join(Server.find(), "postgres"), "--version"), first(bench.python, "-c", packages),
        "{} cores".format(os.cpu_count()), "load {:.1f}".format(os.getloadavg()[0])])


def show(seconds):
    return "{:.1f} ms".format(seconds * 1000) if seconds < 1 else "{:.2f} s".format(seconds)


def ratio(value):
    return "{:.2f}".format(value) if value >= 0.1 else "1/{:.0f}".format(1 / value)


def measure(title, goal, make, bench, runs):
    bench.note = None
    ours, other = interleaved(make(bench), runs)
    if bench.note:
        title = title.replace(" : ", ", {} : ".format(bench.note), 1)
    unit = 1 if make is memory else 0
    part = PARTS.get(make, 1)
    sample = Sample([a[unit] / b[unit] / part for a, b in zip(ours, other)])
    medians = [Sample([cost[unit] for cost in costs]).median for costs in (ours, other)]
    text = ["{:.0f} MB".format(m / 1e6) if unit else show(m) for m in medians]
    print("| {} | {} | {} | **{}** ({}–{}) | ≤ {} | {} |".format(
        title.replace(" : ", " | ", 1), *text, ratio(sample.median), ratio(sample.low),
        ratio(sample.high), ratio(goal), "yes" if sample.median <= goal else "no"), flush=True)
    return make not in PARTS or sample.median <= goal


def attempt(title, *arguments):
    """Measures a row; the others go on where it cannot be.

    Returns whether it was measured, and no work was seen to grow faster than what there is to do.
    """
    try:
        return measure(title, *arguments)
    except Failure as failure:
        print("| {} | {} | | |".format(title.replace(" : ", " | ", 1), failure), flush=True)
        return False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--git-migrate", required=True)
    parser.add_argument("--python", required=True)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    # Who ends the benchmarks must not be left with a server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = tempfile.mkdtemp(prefix="git-migrate-bench-")
    bench = Bench(options, folder)
    failed = False
    try:
        print(versions(bench) + "\n")
        print("| what | against | ours | theirs | ratio (middle half) | goal | met |")
        print("|---|---|---|---|---|---|---|", flush=True)
        for title, goal, runs, make in ROWS:
            if options.only in title:
                failed |= not attempt(title, goal, make, bench, min(runs or options.runs, options.runs))
    finally:
        os.chdir("/")
        bench.stop()
        shutil.rmtree(folder)
    sys.exit(failed)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
