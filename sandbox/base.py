"""The declarative base of the practice databases, and column types named once.

Practice models know no sandbox: a session is bound to the one database of one sandbox (see store/).
"""

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator


class AwareDateTime(TypeDecorator[datetime]):
    """A moment. Aware UTC in Python; SQLite keeps it as text in UTC, so that any tool can read it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time was about to be stored: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


AwareTime = Annotated[datetime, mapped_column(AwareDateTime)]
Nik = Annotated[str, mapped_column(String(32))]
"""16 digits when it is right; longer or shorter text is kept, because wrong numbers are what is practised."""
CardNumber = Annotated[str, mapped_column(String(32))]
"""The number of a family card (No. KK), 16 digits when it is right."""


class Practice(DeclarativeBase):
    """Base of every table in a sandbox."""
