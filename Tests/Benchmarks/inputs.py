"""The inputs of the benchmarks: repositories, schemas and databases, made from nothing."""

import os
import subprocess


def sh(*arguments, cwd=None, input=None):
    subprocess.run(arguments, cwd=cwd, input=input, check=True, stdout=subprocess.DEVNULL)


# Schemas

COLUMNS = """\
    id INTEGER NOT NULL,
    name VARCHAR(80) NOT NULL,
    email VARCHAR(120),
    amount NUMERIC(10, 2) DEFAULT '0' NOT NULL,
    created_at DATETIME,
    is_active BOOLEAN DEFAULT '1' NOT NULL,
    notes TEXT,
    parent_id INTEGER,
    {extra}PRIMARY KEY (id),
    UNIQUE (email)"""


def table(number, extra=""):
    """Eight columns, a key, a unique constraint, an index; every tenth has a foreign key."""
    body = COLUMNS.format(extra=extra)
    if number % 10 and number > 0:
        body += ",\n    FOREIGN KEY(parent_id) REFERENCES table_{:05} (id)".format(number - number % 10)
    return (
        "CREATE TABLE table_{0:05} (\n{1}\n);\n"
        "CREATE INDEX ix_table_{0:05}_name ON table_{0:05} (name);\n"
    ).format(number, body)


def postgresql(number, extra=""):
    """The same in that dialect's words."""
    text = table(number, extra).replace("DATETIME", "TIMESTAMP")
    return text.replace("BOOLEAN DEFAULT '1'", "BOOLEAN DEFAULT true")


def wide(number, extra=""):
    """Ten columns."""
    return postgresql(number, "url TEXT,\n    age SMALLINT,\n    " + extra)


TABLES = {"sqlite": table, "postgresql": postgresql}


def schema(count, changed=False, table=table):
    """Tables; `changed` is true, or the number of the table that has a column more."""
    extra = "nickname VARCHAR(40),\n    "
    which = count // 2 if changed is True else changed or -1
    return "".join(table(number, extra if number == which else "") for number in range(count))


MODEL = '''
class Table{0:05}({base}):
    __tablename__ = "table_{0:05}"
    id = {c}(Integer, primary_key=True)
    name = {c}(String(80), nullable=False, index=True)
    email = {c}(String(120), unique=True)
    amount = {c}(Numeric(10, 2), nullable=False, server_default="0")
    created_at = {c}(DateTime)
    is_active = {c}(Boolean, nullable=False, server_default="1")
    notes = {c}(Text)
    {parent}
{extra}'''

FOREIGN = 'parent_id = {c}(Integer, ForeignKey("table_{0:05}.id"))'


def models(count, changed=False, base="Base", column="Column", head=None):
    """The same tables as SQLAlchemy models."""
    parts = [head or PLAIN_HEAD]
    for number in range(count):
        parent = "parent_id = {c}(Integer)".format(c=column)
        if number % 10:
            parent = FOREIGN.format(number - number % 10, c=column)
        extra = ""
        if changed and number == count // 2:
            extra = "    nickname = {}(String(40))\n".format(column)
        parts.append(MODEL.format(number, base=base, c=column, parent=parent, extra=extra))
    return "".join(parts)


PLAIN_HEAD = """\
from sqlalchemy import (
    Boolean, Column, DateTime, ForeignKey, Integer, Numeric, String, Text)
from sqlalchemy.orm import declarative_base

Base = declarative_base()
"""

FLASK_HEAD = """\
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, Numeric, String, Text

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///{database}"
db = SQLAlchemy(app)
Migrate(app, db)
"""

# Repositories

REVISION = """\
-- Revision: {id}
-- Parent: {parent}
-- Message: table {number}

-- migrate:up
{up}
-- migrate:down
{down}"""


def git(folder, *arguments, input=None):
    sh("git", *arguments, cwd=folder, input=input)


def new_repository(folder, settings):
    os.makedirs(folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    for key, value in [("user.name", "Ada"), ("user.email", "ada@example.org"), ("gc.auto", "0")]:
        git(folder, "config", key, value)
    write(folder, ".gitmigrate", "[migrate]\n" + "".join("\t{}\n".format(line) for line in settings))


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def commit(folder, message):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", message)


def large_repository(folder, files=50_000, tags=1_000, revisions=500):
    """Many files in folders of a hundred, a commit for each tag, a table for each revision."""
    new_repository(folder, ["provider = sql", "models = schema.sql"])
    many_files(folder, files)
    write(folder, "schema.sql", schema(revisions))
    add_revisions(folder, revisions)
    commit(folder, "everything")
    add_history(folder, tags, tags)
    git(folder, "reset", "--quiet", "--hard")


def add_history(folder, commits, tags):
    """Commits without changes, so many of them tagged: git has to walk them, and to tell tags apart."""
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True)
    parent = head.stdout.strip()
    stream = []
    for number in range(1, commits + 1):
        stream.append(
            "commit refs/heads/main\nmark :{0}\ncommitter Ada <ada@example.org> {1} +0000\n"
            "data 2\nc\nfrom {2}\n\n".format(number, 1_700_000_000 + number, parent))
        parent = ":{}".format(number)
        if tags and number % (commits // tags) == 0:
            stream.append(
                "tag v0.{0}.0\nfrom :{1}\ntagger Ada <ada@example.org> {2} +0000\ndata 2\nt\n\n".format(
                    number * tags // commits - 1, number, 1_700_000_000 + number))
    git(folder, "fast-import", "--quiet", "--force", input="".join(stream).encode())
    git(folder, "gc", "--quiet")


def many_files(folder, count):
    for number in range(count):
        path = "src/part{:02}/{:03}/file{:05}.txt".format(number % 10, number // 100, number)
        write(folder, path, "{}\n".format(number))


def add_revisions(folder, count):
    parent = "none"
    for number in range(count):
        name = "{:012x}".format(number + 0xABC000000000)
        text = REVISION.format(id=name, parent=parent, number=number, up=table(number),
                               down=drop(number))
        write(folder, "migrations/versions/{}_table_{}.sql".format(name, number), text)
        parent = name


def add_whole_revision(folder, count, table=table):
    """One revision that makes the whole schema."""
    numbers = range(count)
    text = REVISION.format(
        id="abc000000000", parent="none", number=0, up="".join(map(table, numbers)),
        down="".join(map(drop, reversed(numbers))))
    write(folder, "migrations/versions/abc000000000_all.sql", text)


def drop(number):
    return "DROP TABLE table_{:05};\n".format(number)
