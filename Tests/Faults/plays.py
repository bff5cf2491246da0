"""The commands that write, each with the situation in which it is given."""

from dataclasses import dataclass
from typing import Callable

BASE = """CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users ON DELETE CASCADE, total INTEGER);
CREATE INDEX orders_user ON orders (user_id);
"""
REBUILT = BASE.replace("email TEXT", "email TEXT NOT NULL DEFAULT ''")
TAGS = "CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT UNIQUE);\n"
NOTES = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);\n"


@dataclass
class Play:
    """A command and what leads to it."""

    name: str
    command: list
    prepare: Callable
    # Whether the server's programs are started by the command, which takes a second.
    is_slow: bool = False
    # Whether a server's session can be ended beneath it.
    has_server: bool = False


def migrate(world, *words):
    return world.run("git", "migrate", *words)


def commit(world, message):
    world.run("git", "add", "--all")
    world.run("git", "commit", "--quiet", "--no-verify", "-m", message)


def revise(world, models, message):
    """Changes the models, and commits them with the revision."""
    world.write("schema.sql", models)
    migrate(world, "prepare", "-m", message)
    commit(world, message)


def project(world):
    """A project that has been released once, and its database."""
    world.begin()
    world.run("git", "init", "--quiet", "--initial-branch=main")
    world.run("git", "config", "migrate.hook", "warn")
    world.write("schema.sql", BASE)
    migrate(world, "init", "--no-hooks", f"--dialect={world.dialect}")
    revise(world, BASE, "tables")
    migrate(world, "release", "v1.0")
    migrate(world, "upgrade", f"--database={world.database}")
    world.fill()


def changed(world):
    project(world)
    world.write("schema.sql", REBUILT + TAGS)


def committed(world):
    project(world)
    revise(world, REBUILT + TAGS, "tags")


def edited(world):
    committed(world)
    world.write("schema.sql", REBUILT + TAGS + NOTES)


def two_revisions(world):
    project(world)
    revise(world, REBUILT, "emails")
    revise(world, REBUILT + TAGS, "tags")


def two_heads(world):
    project(world)
    world.run("git", "checkout", "--quiet", "-b", "notes")
    revise(world, BASE + NOTES, "notes")
    world.run("git", "checkout", "--quiet", "main")
    revise(world, REBUILT, "emails")
    world.run("git", "checkout", "--quiet", "notes")
    world.run("git", "-c", "merge.conflictStyle=merge", "merge", "--quiet", "main")


def upgraded(world):
    committed(world)
    migrate(world, "upgrade", f"--database={world.database}")


def on_another_branch(world):
    """The database has the revision of a branch that is not checked out."""
    project(world)
    world.run("git", "checkout", "--quiet", "-b", "notes")
    revise(world, BASE + NOTES, "notes")
    migrate(world, "upgrade", f"--database={world.database}")
    world.run("git", "checkout", "--quiet", "main")
    revise(world, REBUILT + TAGS, "tags")


def plays(world):
    """What is played with SQLite or on a server."""
    database = f"--database={world.database}"
    has_server = world.dialect == "postgresql"
    all_plays = [
        Play("prepare", ["prepare", "-m", "tags"], changed, is_slow=has_server),
        Play("prepare --amend", ["prepare", "--amend"], edited, is_slow=has_server),
        Play("release", ["release", "v1.1"], committed, is_slow=has_server),
        Play("rebase", ["rebase"], two_heads, is_slow=has_server),
        Play("squash", ["squash", "-m", "both"], two_revisions, is_slow=has_server),
        Play("hook install", ["hook", "install"], project),
        Play("upgrade", ["upgrade", database], committed, has_server=has_server),
        Play("downgrade", ["downgrade", "v1.0", database], upgraded, has_server=has_server),
        Play("sync", ["sync", "--yes", database], on_another_branch, has_server=has_server),
    ]
    return [play for play in all_plays if not (has_server and play.name == "hook install")]
