"""Which implementation of the store an instance uses: chosen here, and named nowhere else."""

from functools import partial

from sandbox.clock import Clock
from sandbox.settings import Settings
from sandbox.store import damage
from sandbox.store.base import Store
from sandbox.store.sqlite import SqliteStore


def open_store(settings: Settings, *, stamp: int, clock: Clock) -> Store:
    """The store of this instance's sandboxes, which opens those of the tables' version `stamp`. The caller closes it.

    An unreadable copy is told in log and audit, at the hour of `clock`.
    """
    if settings.is_shared:
        # Its driver is installed where it is wanted (pyproject.toml, the extra `postgres`).
        from sandbox.store.postgres.store import PostgresStore

        return PostgresStore(settings.platform_url, settings.templates, connections=settings.database_connections, stamp=stamp)
    return SqliteStore(settings.sandboxes, settings.templates, connections=settings.connections, stamp=stamp,
                       tell=partial(damage.tell, clock))
