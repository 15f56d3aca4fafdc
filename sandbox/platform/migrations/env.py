"""Runs the migrations on the app's own engine (Flask-Migrate)."""

from alembic import context
from flask import current_app

from sandbox.platform.postgres.engine import SCHEMA

database = current_app.extensions["migrate"].db


def run() -> None:
    with database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # The database's own transaction: all migrations are done, or none is.
            context.configure(connection=connection, target_metadata=database.metadata, version_table_schema=SCHEMA)
            with context.begin_transaction():
                context.run_migrations()
            return
        # A table that is made anew is dropped in between, which SQLite would take for the end of all its rows.
        connection.connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(connection=connection, target_metadata=database.metadata, render_as_batch=True, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise RuntimeError(f"rows that refer to nothing: {broken[:5]}")
        connection.connection.execute("PRAGMA foreign_keys=ON")


run()
