"""Builds a database from models alone, as SQLAlchemy itself does.

usage: create_all.py FOLDER URL

FOLDER has the module `models` with `metadata`. This is the one program here that imports
SQLAlchemy; it runs under the Python that the models need.
"""

import sys

from sqlalchemy import create_engine
from sqlalchemy.schema import CreateSchema


def main(folder, url):
    """Imports the models and creates what they declare, with the schemas that it is in."""
    sys.path.insert(0, folder)
    import models

    schemas = {table.schema for table in models.metadata.tables.values() if table.schema}
    with create_engine(url).begin() as connection:
        for schema in sorted(schemas):
            connection.execute(CreateSchema(schema))
        models.metadata.create_all(connection)


if __name__ == "__main__":
    main(*sys.argv[1:])
