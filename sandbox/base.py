"""The declarative base of the practice databases, and column types named once.

Practice models know no sandbox: a session is bound to the one database of one sandbox (see store/).
"""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, Column, ColumnElement, DateTime, Dialect, String, Table, column, inspect
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


OF_ONE_TABLE = "gladi_of_one_table"
"""Option of a SELECT of one table's columns that is asked of a session's connection, not of the session: where one database holds
many copies, its store adds whose rows are meant."""
KEY = "sandbox"
"""Where one database holds many copies, the column that says whose a row is. No model has it, and no SQLite file."""


class Practice(DeclarativeBase):
    """Base of every table in a sandbox."""

    __mapper_args__ = {"exclude_properties": (KEY,)}

    @classmethod
    def __table_cls__(cls, *parts: Any, **options: Any) -> Table:
        # A system column is one that no CREATE TABLE makes: the tables that have it are derived (store/postgres/tables.py).
        return Table(*parts, Column(KEY, BigInteger, system=True), **options)

    @classmethod
    def whose(cls) -> ColumnElement[int]:
        """Of a model, or of another name for it in a query: the column that no attribute shows. For store/postgres alone."""
        model = inspect(cls, raiseerr=False)
        if model is None:
            return column(KEY, BigInteger)
        # Noted as an attribute of the model is, so that it follows wherever SQLAlchemy gives the table yet another name.
        found: ColumnElement[int] = model.selectable.columns[KEY]
        return found._annotate({"parententity": model, "parentmapper": model.mapper})
