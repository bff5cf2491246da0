"""What became of the rows of a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Table = list[dict[str, object]]
Rows = dict[str, Table]
Keeps = Callable[[object, object], bool]
"""Whether an old value, which is not None, and a new one say the same."""


@dataclass(frozen=True)
class Agreement:
    """What a person has agreed to: renames, and losses that were named before."""

    renames: dict[str, str] = field(default_factory=dict)
    """New names by old ones: `table` by `table`, `table.column` by `table.column`."""
    hazards: frozenset[str] = frozenset()
    """Such as `drop-column sessions.legacy_token`."""
    takes_drops: bool = False
    """Whether a table or a column may go unannounced: on the way back it does."""

    def reversed(self) -> Agreement:
        """The agreement for the way back."""
        return Agreement({new: old for old, new in self.renames.items()}, self.hazards, True)

    def table(self, old: str) -> str:
        """The name that a table has afterwards."""
        return self.renames.get(old, old)

    def column(self, table: str, old: str) -> str:
        """The name that a column has afterwards."""
        return self.renames.get(f"{table}.{old}", f".{old}").rpartition(".")[2]

    def casts(self, table: str, column: str) -> bool:
        """Whether the values of a column may change."""
        return f"cast-values {table}.{column}" in self.hazards


def losses(before: Rows, after: Rows, agreement: Agreement, keeps: Keeps) -> list[str]:
    """Says which rows and values are gone or others without anyone having agreed to it."""
    result = []
    for table, old in before.items():
        new = after.get(agreement.table(table))
        if new is None:
            agreed = agreement.takes_drops or f"drop-table {table}" in agreement.hazards
            if old and not agreed:
                result.append(f"table '{table}' is gone with {len(old)} rows")
        elif len(old) != len(new):
            result.append(f"'{table}' had {len(old)} rows and has {len(new)}")
        elif old:
            result += _changed(table, old, new, agreement, keeps)
    return result


def _changed(
    table: str, old: Table, new: Table, agreement: Agreement, keeps: Keeps
) -> list[str]:
    result = []
    for column in old[0]:
        name = agreement.column(table, column)
        if name in new[0]:
            pairs = [(a[column], b[name]) for a, b in zip(old, new)]
            # NULL may have become the value that the person gave.
            wrong = [pair for pair in pairs if pair[0] is not None and not keeps(*pair)]
            if wrong and not agreement.casts(agreement.table(table), name):
                result.append(f"{table}.{column}: {wrong[0][0]!r} became {wrong[0][1]!r}")
        elif not (agreement.takes_drops or f"drop-column {table}.{column}" in agreement.hazards):
            result.append(f"column '{table}.{column}' is gone")
    return result
