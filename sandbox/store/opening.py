"""Which implementation of the store an instance uses: chosen here, and named nowhere else."""

from sandbox.settings import Settings
from sandbox.store.base import Store
from sandbox.store.sqlite import SqliteStore


def open_store(settings: Settings) -> Store:
    """The store of this instance's sandboxes. The caller closes it."""
    return SqliteStore(settings.sandboxes, settings.templates, connections=settings.connections)
