"""A PostgreSQL server of the benchmarks' own, and what passes between it and a client."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading


class Server:
    """Listens on a socket in a directory of its own; `stop` leaves nothing behind."""

    def __init__(self):
        self.binaries = self.find()
        # The server refuses to run as root.
        self.account = pwd.getpwnam("postgres") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        self.folder = tempfile.mkdtemp(prefix="git-migrate-bench-server-")
        os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self.data = os.path.join(self.folder, "data")
        self.run("initdb", "-D", self.data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.run(
            "pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), "start",
            "-o", "-k {} -c listen_addresses='' -c fsync=off -c max_locks_per_transaction=1024"
            .format(self.folder))

    @staticmethod
    def find():
        if shutil.which("initdb"):
            return os.path.dirname(os.path.realpath(shutil.which("initdb")))
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=os.path.getmtime)
        if not found:
            raise SystemExit("bench: PostgreSQL's server programs are not installed")
        return os.path.dirname(found[-1])

    def run(self, program, *arguments):
        subprocess.run(
            [os.path.join(self.binaries, program), *arguments], check=True, cwd="/",
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
            **({"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
               if os.getuid() == 0 else {}))

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def program(self, name):
        return os.path.join(self.binaries, name)

    def url(self, database, driver=""):
        return "postgresql{}://bench@/{}?host={}".format(driver, database, self.folder)

    def query(self, database, sql):
        subprocess.run(
            [self.program("psql"), "-qXd", self.url(database), "-c", sql], check=True,
            stdout=subprocess.DEVNULL)

    def create(self, database):
        """An empty database in the place of any other of that name."""
        self.query("postgres", "DROP DATABASE IF EXISTS {}".format(database))
        self.query("postgres", "CREATE DATABASE {}".format(database))

    def script(self, database, path):
        subprocess.run(
            [self.program("psql"), "-1qXd", self.url(database), "-f", path], check=True,
            stdout=subprocess.DEVNULL)


class Counter:
    """Stands between clients and the server, and counts how often a client waits for an answer."""

    def __init__(self, server):
        self.server = server
        self.count = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.accept, daemon=True).start()

    def url(self, database):
        return "postgresql://bench@127.0.0.1:{}/{}?sslmode=disable&gssencmode=disable".format(
            self.listener.getsockname()[1], database)

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(os.path.join(self.server.folder, ".s.PGSQL.5432"))
            turn = {"asks": True}
            for source, sink, asks in ((client, server, True), (server, client, False)):
                threading.Thread(
                    target=self.pass_on, args=(source, sink, asks, turn), daemon=True).start()

    def pass_on(self, source, sink, asks, turn):
        while data := source.recv(1 << 16):
            # An answer that follows what the client has sent ends a round trip.
            if not asks and turn["asks"]:
                self.count += 1
            turn["asks"] = asks
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
