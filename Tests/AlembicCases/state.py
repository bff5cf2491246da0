"""What a database declares and what it holds, at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from catalog import Catalog
from rows import Rows

Types = dict[str, dict[str, str]]
"""The types of each table's columns, in their order."""


@dataclass(frozen=True)
class State:
    """A database, as values that can be compared."""

    catalog: Catalog
    types: Types
    rows: Rows
    orphans: int
    """How many rows refer to rows that are not there."""
    broken_views: tuple[str, ...]
    definitions: dict[str, str]
    """The text of each view, by its name."""

    @property
    def order(self) -> dict[str, list[str]]:
        """The columns of each table. An engine can only append one, so their order is a detail."""
        return {table: list(columns) for table, columns in self.types.items()}
