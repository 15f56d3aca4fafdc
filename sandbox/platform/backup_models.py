"""Table of the evenings' backups of a hall in PostgreSQL, which lie on whichever node made them."""

from sqlalchemy.orm import Mapped, mapped_column

from sandbox.base import AwareTime
from sandbox.platform.db import PlatformBase


class EveningBackup(PlatformBase):
    """One that a node has made. Its file may be gone by now: a node keeps its last ones."""

    __tablename__ = "evening_backup"

    name: Mapped[str] = mapped_column(primary_key=True)
    """Of its file."""
    node: Mapped[str]
    """Name of the computer on which it lies."""
    at: Mapped[AwareTime]
    """Wall time."""
