"""One page of a long list, and how long the list is, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

T = TypeVar("T")
PAGE = 25
"""Lines of a page."""
SKIPPED = "lines_before"
"""Name of a parameter."""
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


class Paged:
    """An ordered query, to be read by pages; it may be built once and asked often."""

    def __init__(self, query: Select) -> None:
        counted = select(func.count()).select_from(query.order_by(None).subquery()).scalar_subquery()
        self.length = select(counted)
        self.lines = query.add_columns(counted.label(LENGTH)).limit(PAGE).offset(bindparam(SKIPPED, type_=Integer))


def page_of(session: Session, paged: Paged, wanted: int, given: Mapping[str, Any] = MappingProxyType({})) -> RowsPage:
    """That page; one beyond the end is the last one. `given`: parameters of the query."""
    number = min(max(1, wanted), FURTHEST)
    rows = _rows(session, paged, number, given)
    if not rows and number > 1:
        number = max(1, ceil((session.scalar(paged.length, given) or 0) / PAGE))
        rows = _rows(session, paged, number, given)
    return RowsPage(rows, rows[0]._mapping[LENGTH] if rows else 0, number)


def _rows(session: Session, paged: Paged, number: int, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
    return session.execute(paged.lines, {**given, SKIPPED: (number - 1) * PAGE}).all()
