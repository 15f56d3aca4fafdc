"""The parts of a village that Statistik counts alone: its hamlets and their RT, as the families name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, case, func, select
from sqlalchemy.orm import Session

from sandbox.base import OF_ONE_TABLE
from sandbox.practice.models import Household
from sandbox.practice.submissions.validated import questions

FAMILIES = cast(Table, Household.__table__)
HAMLET, RT = "dusun:", "rt:"


@dataclass(frozen=True, slots=True)
class Locality:
    """What is asked for: 'dusun:Krajan', 'rt:02/01' (RW/RT), or '' for the whole village. Anything else is the whole village."""

    text: str = ""

    @property
    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """Of the families that live there."""
        if self.text.startswith(HAMLET):
            return (FAMILIES.c.hamlet == self.text.removeprefix(HAMLET),)
        rw, _, rt = self.text.removeprefix(RT).partition("/")
        return (FAMILIES.c.rw == rw, FAMILIES.c.rt == rt) if self.text.startswith(RT) and rt else ()


@dataclass(frozen=True, slots=True)
class Hamlet:
    """A hamlet and the places in it, as (RW, RT)."""

    name: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AreaFamilies:
    """The families of an area: how many there are, and how many of them have questions open. `hamlets`: of the whole village."""

    households: int
    incomplete: int
    hamlets: Sequence[Hamlet]


def counted(session: Session, area: Locality) -> AreaFamilies:
    """In one statement, whatever the area."""
    rows = session.connection().execute(_statement(area)).all()
    hamlets = [Hamlet(name, tuple((row.rw, row.rt) for row in group))
               for name, group in groupby(rows, key=lambda row: row.hamlet)]
    return AreaFamilies(sum(row[3] for row in rows), sum(row[4] for row in rows), hamlets)


@lru_cache(maxsize=64)
def _statement(area: Locality) -> Select[Any]:
    is_here = case((FAMILIES.c.id.is_not(None) if not area.conditions else _all(area), 1), else_=0)
    is_open = case((FAMILIES.c.filled < questions(), is_here), else_=0)
    places = (FAMILIES.c.hamlet, FAMILIES.c.rw, FAMILIES.c.rt)
    return plain(select(*places, func.sum(is_here), func.sum(is_open)).group_by(*places).order_by(*places))


def plain(statement: Select[Any]) -> Select[Any]:
    """The statement for the session's connection: as objects of the session its few rows cost as much as counting them."""
    return statement.execution_options(**{OF_ONE_TABLE: True})


def _all(area: Locality) -> ColumnElement[bool]:
    first, *rest = area.conditions
    for condition in rest:
        first = first & condition
    return first
