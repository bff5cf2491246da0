"""What the cases need of a database engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path

from state import State


class Database(ABC):
    """A database of a case."""

    url: str
    """What git-migrate and SQLAlchemy call it."""

    @abstractmethod
    def execute(self, statements: Iterable[str], enforces_foreign_keys: bool = False) -> None:
        """Does what an application or a person does in the database."""

    @abstractmethod
    def state(self) -> State:
        """What is there now, without the record of the revisions."""

    @abstractmethod
    def close(self) -> None:
        """Removes the database."""


class Engine(ABC):
    """An engine whose cases can be played."""

    dialect: str
    environment: Mapping[str, str] = {}
    """The variables by which programs find the server."""
    holds_columns_of_views: bool
    """Whether it refuses to change a column, in any way, that a view reads."""

    @abstractmethod
    def make_database(self, folder: Path) -> Database:
        """Makes an empty database, which may lie in the folder."""

    @abstractmethod
    def keeps(self, old: object, new: object) -> bool:
        """Whether a value that was not NULL has survived, if its column may have another type."""
