"""What `git migrate prepare` asks, and what a person types in answer."""

from __future__ import annotations

import re
import shlex

from workspace import Answer

VALUES = {"CHAR": "''", "TEXT": "''", "BLOB": "x''"}
"""What a person gives to rows that need a value, by a part of the column's type; else 0."""


class Wrong(Exception):
    """What git-migrate has done wrong."""


def offers(answer: Answer) -> list[list[str]]:
    """The options of the commands that the hints of `prepare` offer."""
    commands = re.findall(r"git migrate prepare (?:[^-'\s]\S* )?('?--.*)", answer.errors)
    return [shlex.split(command) for command in commands]


def reply(answer: Answer, types: dict[str, dict[str, str]], is_rename: bool) -> list[str]:
    """Chooses one of the commands that `prepare` offers.

    Args:
        answer: what `prepare` said.
        types: the types of the columns in the new models.
        is_rename: whether what is gone has another name now.
    """
    for options in offers(answer):
        kind = options[0].partition("=")[0]
        if kind == "--default":
            return [_filled(option, types) for option in options]
        if kind == "--amend" or kind == ("--rename" if is_rename else "--no-renames"):
            return options
    raise Wrong(f"there is no answer to: {summary(answer)}")


def _filled(option: str, types: dict[str, dict[str, str]]) -> str:
    """Puts a value that suits the column in the place of `<value>`."""
    table, _, column = option.removeprefix("--default=").removesuffix("=<value>").partition(".")
    kind = types[table][column].upper()
    value = next((VALUES[part] for part in VALUES if part in kind), "0")
    return option.replace("<value>", value)


def summary(answer: Answer) -> str:
    """What a command complains about, in a line."""
    lines = re.findall(r"^(?:fatal|error|warning): (.*)", answer.errors, re.MULTILINE)
    return "; ".join(lines) or f"'{answer.command}' ends with {answer.status}"


def renames(answer: Answer) -> dict[str, str]:
    """The renames that `prepare` says it has made, new names by old ones."""
    return dict(re.findall(r"^\s*renamed:\s+(\S+) -> (\S+)", answer.output, re.MULTILINE))


def accepted_hazards(answer: Answer) -> frozenset[str]:
    """The losses that `prepare` says were accepted."""
    return frozenset(re.findall(r"^Accepted: (.*)", answer.output, re.MULTILINE))
