"""Which implementation of the store an instance uses: chosen here, and named nowhere else."""

from sandbox.settings import Settings
from sandbox.store.base import Store
from sandbox.store.sqlite import SqliteStore


def open_store(settings: Settings, *, stamp: int) -> Store:
    """The store of this instance's sandboxes, which opens those of the tables' version `stamp`. The caller closes it."""
    return SqliteStore(settings.sandboxes, settings.templates, connections=settings.connections, stamp=stamp)
