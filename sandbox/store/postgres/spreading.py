"""Spreads the copies over the machines of a Citus, by their numbers: each statement of a seat goes to one of them."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from sandbox.errors import GladiError
from sandbox.platform.postgres import condition
from sandbox.store.postgres.tables import KEY, SCHEMA, derived
from sandbox.words.texts import lazy_gettext as _l

BESIDE = ("copy", "numbered")
"""Tables beside the models' that begin with a copy's number too; the rows of all others lie where that copy's rows here do."""


class NoCitus(GladiError):
    code = "GL-DB-13"
    text = _l("Basis data ini belum punya Citus. Jalankan di dalamnya sebagai administrator PostgreSQL: CREATE EXTENSION citus; "
              "Tanpa Citus pun Gladi berjalan.")


def distributed(connection: Connection) -> list[str]:
    """Spread each practice table by its copies' numbers; those that were not yet. Raises NoCitus."""
    if not condition.has_citus(connection):
        raise NoCitus()
    spread = []
    for table, statement in statements(lambda table: condition.is_distributed(connection, table)):
        connection.exec_driver_sql(statement)
        spread.append(table)
    if spread:
        connection.exec_driver_sql(f"SELECT create_distributed_function('{SCHEMA}.next_number(text)')")
    return spread


def statements(is_spread: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Each table that is not spread yet and what spreads it, those that are referred to first."""
    first, *others = (f"{SCHEMA}.{name}" for name in (*BESIDE, *(table.name for table in derived().sorted_tables)))
    for table in (first, *others):
        if not is_spread(table):
            beside = "none" if table == first else first
            yield table, f"SELECT create_distributed_table('{table}', '{KEY}', colocate_with => '{beside}')"
