"""The worlds of the engines: a file of SQLite, a server of PostgreSQL."""

import glob
import os
import shutil
import sqlite3
import subprocess

from world import World

# What holds when something ran.
PASSING = {"applied_at", "duration_ms"}
RECORD = "schema_revisions"
USERS = [(n, f"n{n}", f"{n}@example.com") for n in range(500)]
ORDERS = [(n, n % 500, n) for n in range(2000)]


class SQLiteWorld(World):
    dialect = "sqlite"

    @property
    def database(self):
        return self.place + "/data/shop.db"

    def fill(self):
        connection = sqlite3.connect(self.database)
        connection.executemany("INSERT INTO users VALUES (?, ?, ?)", USERS)
        connection.executemany("INSERT INTO orders VALUES (?, ?, ?)", ORDERS)
        connection.commit()
        connection.close()

    def data(self):
        """Of a copy, since SQLite itself clears up after a program that was killed."""
        copy = self.folder + "/copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(os.path.dirname(self.database), copy)
        connection = sqlite3.connect(copy + "/" + os.path.basename(self.database))
        try:
            return content(connection)
        finally:
            connection.close()


def content(connection):
    """The schema and the rows."""
    schema = connection.execute(
        "SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    tables = [name for kind, name, _ in schema if kind == "table"]
    return {"schema": repr(schema)} | {
        f"rows of {table}": repr(rows(connection, table)) for table in tables}


def rows(connection, table):
    columns = [column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')]
    wanted = ", ".join(f'"{name}"' for name in columns if name not in PASSING)
    return connection.execute(f'SELECT {wanted} FROM "{table}" ORDER BY 1').fetchall()


class ServerWorld(World):
    dialect = "postgresql"

    def __init__(self, folder, binaries):
        super().__init__(folder, binaries)
        self.cluster = folder + "/cluster"
        programs = glob.glob("/usr/lib/postgresql/*/bin/initdb") + [shutil.which("initdb") or ""]
        self.programs = os.path.dirname(max(programs))
        os.makedirs(self.cluster)
        if os.getuid() == 0:
            shutil.chown(self.cluster, "postgres")
        self.serve(
            "initdb", "-D", self.cluster, "-A", "trust", "-U", "postgres", "--locale=C", "-E", "UTF8")
        self.serve(*self._start("start"))

    database = property(lambda self: f"postgresql:///shop?host={self.cluster}&user=postgres")

    def _start(self, verb):
        options = f"-k {self.cluster} -c listen_addresses= -c fsync=off"
        return [
            "pg_ctl", "-D", self.cluster, "-w", "-l", self.cluster + "/log", "-o", options,
            "-m", "immediate", verb]

    def serve(self, program, *words):
        """Runs one of the server's programs, which refuse to be run by root."""
        account = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        subprocess.run(
            [*(account if os.getuid() == 0 else []), f"{self.programs}/{program}", *words],
            check=True, stdout=subprocess.DEVNULL, cwd="/")

    def ask(self, *statements, database="postgres"):
        words = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.cluster, "-U", "postgres"]
        words += ["-d", database, "-c", "SET client_min_messages = warning"]
        for statement in statements:
            words += ["-c", statement]
        return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout

    def restart(self):
        self.serve(*self._start("restart"))

    def end_sessions(self):
        self.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'git-migrate'")

    def _copy(self, source, target):
        self.ask(
            f"DROP DATABASE IF EXISTS {target} WITH (FORCE)",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'",
            f"CREATE DATABASE {target}" + (f" TEMPLATE {source}" if source else ""))

    def begin(self):
        super().begin()
        self._copy("", "shop")

    def keep(self, name):
        super().keep(name)
        self._copy("shop", "kept_" + "".join(filter(str.isalnum, name)))

    def restore(self, name):
        super().restore(name)
        self._copy("kept_" + "".join(filter(str.isalnum, name)), "shop")

    def fill(self):
        for table, values in (("users", USERS), ("orders", ORDERS)):
            listed = ", ".join(map(repr, values))
            self.ask(f"INSERT INTO {table} VALUES {listed}", database="shop")

    def data(self):
        dump = subprocess.run(
            ["pg_dump", "-h", self.cluster, "-U", "postgres", "-T", f"{RECORD}*", "shop"],
            check=True, stdout=subprocess.PIPE, text=True).stdout
        # A line with a backslash has a key of the run.
        lines = [line for line in dump.splitlines() if not line.startswith(("--", "\\re", "\\unre"))]
        # Positions come from a sequence, which what was taken back has moved too.
        record = f"SELECT revision, parent, status, file_id, down FROM {RECORD} ORDER BY position"
        is_recorded = self.ask(f"SELECT to_regclass('{RECORD}')", database="shop").strip()
        # Rows come in the order in which they lie, which others on the server change too.
        return {
            "database": "\n".join(sorted(lines)),
            "record": self.ask(record, database="shop") if is_recorded else "",
            "databases": self.ask("SELECT datname FROM pg_database WHERE datname !~ '^kept_' ORDER BY 1"),
            "roles": self.ask("SELECT rolname FROM pg_roles ORDER BY 1"),
        }

    def close(self):
        super().close()
        self.serve("pg_ctl", "-D", self.cluster, "-m", "immediate", "stop")
