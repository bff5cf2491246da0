"""A project in a git repository of its own, the commands run in it, and its database."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from engine import Database, Engine

PATIENCE = 120
SETTINGS = """\
[migrate]
\tprovider = sqlalchemy
\tmodels = models
\tdialect = {}
"""
GIT_CONFIGURATION = """\
[user]
\tname = Ada
\temail = ada@example.com
[init]
\tdefaultBranch = main
[core]
\tautocrlf = false
"""


@dataclass(frozen=True)
class Tools:
    """The programs under test, and the Python that has SQLAlchemy."""

    git_migrate: Path
    python: Path


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    command: str
    status: int
    output: str
    errors: str

    def __str__(self) -> str:
        return "".join([f"$ {self.command}\n", self.output, self.errors, f"[{self.status}]\n"])


class Workspace:
    """A temporary folder with a repository, a database and a home without configuration."""

    def __init__(self, tools: Tools, engine: Engine):
        self.tools = tools
        self.engine = engine
        self.transcript: list[str] = []
        self._temporary = tempfile.TemporaryDirectory(prefix="alembic-case-")
        self._folder = Path(self._temporary.name)
        self.repository = self._folder / "project"
        self._declared: list[Database] = []
        self.database = engine.make_database(self._folder)
        self._environment = self._make_environment()
        self._make_repository()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        for database in (self.database, *self._declared):
            database.close()
        self._temporary.cleanup()

    def _make_environment(self) -> dict[str, str]:
        home = self._folder / "home"
        home.mkdir()
        (home / ".gitconfig").write_text(GIT_CONFIGURATION)
        programs = self._folder / "bin"
        programs.mkdir()
        (programs / "git-migrate").symlink_to(self.tools.git_migrate)
        return {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
            **self.engine.environment,
        }

    def _make_repository(self) -> None:
        self.repository.mkdir()
        self.git("init", "--quiet")
        self.git("config", "migrate.python", str(self.tools.python))
        (self.repository / ".gitmigrate").write_text(SETTINGS.format(self.engine.dialect))
        (self.repository / ".gitignore").write_text("__pycache__/\n")

    # Commands

    def git(self, *arguments: str) -> Answer:
        """Runs a command of git that cannot fail here."""
        answer = self._run("git", *arguments)
        if answer.status != 0:
            raise RuntimeError(str(answer))
        return answer

    def migrate(self, *arguments: str) -> Answer:
        """Runs `git migrate`, whatever comes of it."""
        return self._run("git", "migrate", *arguments)

    def _run(self, *command: str) -> Answer:
        line = " ".join(command)
        try:
            done = subprocess.run(
                command,
                cwd=self.repository,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
            )
            answer = Answer(line, done.returncode, done.stdout, done.stderr)
        except subprocess.TimeoutExpired:
            answer = Answer(line, 1, "", f"fatal: it has not ended after {PATIENCE} seconds\n")
        self.transcript.append(str(answer))
        return answer

    def commit(self, message: str) -> None:
        """Commits all that is in the working tree."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    # Files

    def write_models(self, text: str) -> None:
        """Makes this text the models of the working tree."""
        (self.repository / "models.py").write_text(text)

    def revisions(self) -> list[Path]:
        """The files of the revisions, the first one first."""
        files = (self.repository / "migrations" / "versions").glob("*.sql")
        return sorted(files, key=lambda file: "\n-- Parent: none\n" not in file.read_text())

    # Databases

    def declared(self, models: str) -> Database:
        """A database that SQLAlchemy itself has made from models."""
        database = self.engine.make_database(self._folder)
        self._declared.append(database)
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            (Path(folder) / "models.py").write_text(models)
            builder = Path(__file__).with_name("create_all.py")
            subprocess.run(
                [self.tools.python, builder, folder, database.url],
                env={**os.environ, **self.engine.environment},
                check=True,
            )
        return database
