"""What a PostgreSQL database declares, as the server's own dump has it.

It shares no code and no approach with git-migrate, which reads the server's catalogs.
"""

from __future__ import annotations

import re

from catalog import Catalog

HEADING = re.compile(r"^--\n-- Name: (.*?); Type: (.*?); Schema: (.*?); Owner:.*\n--\n", re.MULTILINE)
SETTING = re.compile(r"^SET default_(?:tablespace|table_access_method) = .*;$", re.MULTILINE)
LAST_WORDS = re.compile(r"^--\n-- PostgreSQL database dump complete\n.*", re.MULTILINE | re.DOTALL)
TABLES = ("table ", "foreign table ")


def catalog(dump: str) -> Catalog:
    """Maps each object, named with its kind and schema, to what makes it."""
    parts = HEADING.split(LAST_WORDS.sub("", dump))[1:]
    facts: Catalog = {}
    for name, kind, schema, text in zip(*[iter(parts)] * 4):
        facts[f"{kind.lower()} {schema}.{name}"] = _declaration(kind, SETTING.sub("", text))
    return facts


def _declaration(kind: str, text: str) -> str:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    if kind in ("TABLE", "FOREIGN TABLE"):
        # The order of columns is compared elsewhere.
        lines.sort(key=lambda line: line.removesuffix(","))
        lines = [line.removesuffix(",") for line in lines]
    return "\n".join(lines)
