"""A PostgreSQL server that lasts as long as the cases."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

USER = "postgres"
QUICK = ("fsync", "full_page_writes", "synchronous_commit", "jit")


class ServerMissing(Exception):
    """There are no programs from which a server could be started."""


class Server:
    """A server in a temporary folder, which listens on a socket there and nowhere else."""

    def __init__(self) -> None:
        self.programs = _programs()
        self._temporary = tempfile.TemporaryDirectory(prefix="alembic-cases-")
        self.folder = Path(self._temporary.name)
        # PostgreSQL does not run as root.
        self._account = USER if os.geteuid() == 0 else None
        if self._account:
            shutil.chown(self.folder, self._account)

    def __enter__(self) -> Server:
        self._run("initdb", "--username", USER, "--auth", "trust", "--no-sync", "--locale=C.UTF-8")
        settings = [f"-c {setting}=off" for setting in QUICK]
        options = " ".join([f"-k {self.folder}", "-c listen_addresses=", *settings])
        self._run("pg_ctl", "start", "--wait", "--silent", "--log", self._log, "--options", options)
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "stop", "--mode", "immediate", "--silent")
        self._temporary.cleanup()

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which libpq finds the server."""
        return {"PGHOST": str(self.folder), "PGUSER": USER}

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _run(self, program: str, *arguments: str | Path) -> None:
        subprocess.run(
            [self.programs / program, "--pgdata", self.folder / "data", *arguments],
            cwd="/",
            user=self._account,
            group=self._account,
            extra_groups=[] if self._account else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )


def _programs() -> Path:
    """The folder of the first server in the search path, else Debian's newest."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None:
        raise ServerMissing("there are no programs of a PostgreSQL server")
    return newest.parent
