"""A case of the file: a change of models, rows, and what Alembic made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """A change of SQLAlchemy models, and the database that is to follow it."""

    id: str
    dialect: str
    models_before: str
    models_after: str
    rows: tuple[str, ...]
    """Statements that run after the first revision; some of them create views and triggers."""
    database: tuple[str, ...]
    """The DDL of a database that was there before the project had revisions."""
    enforces_foreign_keys: bool
    alembic: str

    @property
    def name(self) -> str:
        """The id without the dialect, which all cases that run have in common."""
        return self.id.rpartition(" [")[0]

    @property
    def is_rename(self) -> bool:
        """Whether the person who changed the models renamed a table or a column."""
        return self.name in ("column rename", "table rename")


def read_cases(path: Path) -> list[Case]:
    """Reads a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [_case(json.loads(line)) for line in lines if line.strip()]


def _case(fields: dict) -> Case:
    extensions = [row for row in fields["rows"] if row.startswith("create extension")]
    declarations = "".join(map(_declaration, extensions))
    return Case(
        id=fields["id"],
        dialect=fields["dialect"],
        models_before=fields["models_before"] + declarations,
        models_after=fields["models_after"] + declarations,
        rows=tuple(row for row in fields["rows"] if row not in extensions),
        database=tuple(fields.get("already_in_database") or ()),
        enforces_foreign_keys=bool(fields.get("foreign_keys")),
        alembic=fields["alembic"],
    )


def _declaration(extension: str) -> str:
    """What declares an extension in models, which otherwise take it to be there."""
    return f"\nsa.event.listen(metadata, 'before_create', sa.DDL({extension!r}))\n"
