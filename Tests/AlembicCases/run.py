#!/usr/bin/env -S python3 -B
"""Migrates changes of SQLAlchemy models with git-migrate, and says what Alembic made of each.

usage: run.py --cases FILE.jsonl --git-migrate PATH [--python PATH] [--judge PATH]
              [--only SUBSTRING] [--jobs N] [-v]

Every case is a project in a git repository of its own, with a release, a database and its rows.
The models change, `git migrate` writes the revision, and the database goes there, back and there
again. Each time its schema is compared with what SQLAlchemy creates from the models.

A case is right, or right after git-migrate has asked first, or wrong. The exit status is 1 where
one is wrong.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

from case import Case, read_cases
from dialogue import Wrong
from engine import Engine
from postgresql_engine import PostgreSQL
from postgresql_server import Server
from sqlite_catalog import catalog as sqlite_catalog
from sqlite_engine import SQLite
from trial import Trial
from workspace import Tools, Workspace

VERDICTS = ("right", "asked first", "wrong")


@dataclass(frozen=True)
class Outcome:
    """How a case went."""

    case: Case
    verdict: str
    reason: str
    transcript: str
    alembic_is_right: bool


def main() -> int:
    """Runs the cases and prints the tables."""
    options = parse_arguments()
    cases = [case for case in read_cases(options.cases) if options.only in case.id]
    tools = Tools(options.git_migrate.resolve(), options.python.absolute())
    judge = load_judge(options.judge)
    outcomes = []
    for dialect, make_engine in ENGINES.items():
        with make_engine(judge) as engine, ThreadPoolExecutor(options.jobs) as pool:
            run = partial(try_case, tools=tools, engine=engine)
            for outcome in pool.map(run, (case for case in cases if case.dialect == dialect)):
                print(row(outcome), flush=True)
                if options.verbose or outcome.verdict == "wrong":
                    print(indented(outcome.transcript), flush=True)
                outcomes.append(outcome)
    for dialect in ENGINES:
        played = [outcome for outcome in outcomes if outcome.case.dialect == dialect]
        if played:
            print(totals(dialect, played))
    return int(any(outcome.verdict == "wrong" for outcome in outcomes))


@contextmanager
def sqlite(judge: ModuleType | None) -> Iterator[Engine]:
    """SQLite, whose schemas we read, or the judge."""
    if judge:
        yield SQLite(lambda connection: judge.sq_catalog(connection)[0])
    else:
        yield SQLite(sqlite_catalog)


@contextmanager
def postgresql(judge: ModuleType | None) -> Iterator[Engine]:
    """A PostgreSQL server, whose schemas we read, or the judge."""
    with Server() as server:
        os.environ.update(server.environment)  # For the judge.
        if judge:
            yield PostgreSQL(server, lambda database: judge.pg_catalog(database)[0])
        else:
            yield PostgreSQL(server)


ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def parse_arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=Path, required=True, metavar="FILE.jsonl")
    parser.add_argument("--git-migrate", type=Path, required=True, metavar="PATH")
    parser.add_argument(
        "--python", type=Path, default=Path(sys.executable), help="one that has SQLAlchemy"
    )
    parser.add_argument("--judge", type=Path, help="a module that reads the schemas")
    parser.add_argument("--only", default="", metavar="SUBSTRING", help="a part of the case's id")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true", help="show what was run")
    return parser.parse_args()


def load_judge(path: Path | None) -> ModuleType | None:
    """The module with `sq_catalog` and `pg_catalog`, which read a schema."""
    if path is None:
        return None
    sys.dont_write_bytecode = True  # The folder of the module is not ours.
    specification = importlib.util.spec_from_file_location("judge", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def try_case(case: Case, tools: Tools, engine: Engine) -> Outcome:
    """Goes through a case in a folder that is gone afterwards."""
    with Workspace(tools, engine) as workspace:
        trial = Trial(case, workspace)
        try:
            trial.run()
            verdict = "asked first" if trial.questions else "right"
            reason = "; ".join(trial.questions + trial.notes)
        except Wrong as wrong:
            verdict, reason = "wrong", str(wrong)
        return Outcome(
            case, verdict, reason, "".join(workspace.transcript), is_alembic_right(trial)
        )


def is_alembic_right(trial: Trial) -> bool:
    """Whether Alembic did all that it should; where nothing changes it could miss nothing."""
    seen = trial.case.alembic
    return seen in ("upgrade runs", "nothing to do") or (
        seen == "misses the change" and not trial.has_change
    )


# The table


def row(outcome: Outcome) -> str:
    """A case in a line or three: its verdict, why, and Alembic's."""
    lines = [f"{outcome.verdict:12} {outcome.case.id}"]
    if outcome.reason:
        lines.append(f"{'':12}   {outcome.reason}")
    lines.append(f"{'':12}   Alembic: {outcome.case.alembic}")
    return "\n".join(lines)


def totals(dialect: str, outcomes: list[Outcome]) -> str:
    """The counts of all cases of a dialect."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    ours = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
    right = sum(outcome.alembic_is_right for outcome in outcomes)
    return "\n".join(
        [
            "",
            f"{dialect}, {len(outcomes)} cases",
            f"git-migrate  {ours}",
            f"Alembic      {right} right, {len(outcomes) - right} wrong",
        ]
    )


def indented(text: str) -> str:
    """The text, set off from the table."""
    return "".join(f"    | {line}\n" for line in text.splitlines())


if __name__ == "__main__":
    sys.exit(main())
