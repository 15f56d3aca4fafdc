"""One page of a long list, and how long the list is, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

T = TypeVar("T")
PAGE = 25
"""Lines of a page."""
LENGTH = "length"
"""Name of the column that is added: how long the whole list is."""
FURTHEST = 100_000
"""A page that no list has; a larger number is none that a database counts to."""


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Rows of one page; `number` is the page that it came to be. Behind the columns asked for stands LENGTH."""

    rows: Sequence[Row[Any]]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / PAGE))


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list that is at hand."""

    lines: Sequence[T]
    total: int
    page: int
    pages: int


def slice_of(rows: Sequence[T], wanted: int) -> Slice[T]:
    """That page; one beyond the end is the last one."""
    pages = max(1, ceil(len(rows) / PAGE))
    number = min(max(1, wanted), pages)
    return Slice(rows[(number - 1) * PAGE:number * PAGE], len(rows), number, pages)


def page_of(session: Session, query: Select, wanted: int) -> RowsPage:
    """That page of an ordered query; one beyond the end is the last one."""
    length = select(func.count()).select_from(query.order_by(None).subquery()).scalar_subquery()
    lines = query.add_columns(length.label(LENGTH))
    number = min(max(1, wanted), FURTHEST)
    rows = _rows(session, lines, number)
    if not rows and number > 1:
        number = max(1, ceil((session.scalar(select(length)) or 0) / PAGE))
        rows = _rows(session, lines, number)
    return RowsPage(rows, rows[0]._mapping[LENGTH] if rows else 0, number)


def _rows(session: Session, lines: Select, number: int) -> Sequence[Row[Any]]:
    return session.execute(lines.limit(PAGE).offset((number - 1) * PAGE)).all()
