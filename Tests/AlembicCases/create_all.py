"""Builds a SQLite database from models alone, as SQLAlchemy itself does.

usage: create_all.py FOLDER DATABASE

FOLDER has the module `models` with `metadata`. This is the one program here that imports
SQLAlchemy; it runs under the Python that the models need.
"""

import sys

from sqlalchemy import create_engine


def main(folder, database):
    """Imports the models and creates what they declare."""
    sys.path.insert(0, folder)
    import models

    models.metadata.create_all(create_engine("sqlite:///" + database))


if __name__ == "__main__":
    main(*sys.argv[1:])
