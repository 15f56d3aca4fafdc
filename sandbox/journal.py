"""Everything done in a sandbox: one row a deed, committed in the same transaction as the deed itself.

Words: a row's `outcome` is `done` (the transaction committed the deed), `refused` (nothing was changed: a fault,
a rule or the practice system said no) or `noted` (no deed of the practice system: a lesson's event, a raised hand,
an instructor's intervention). The board, the judge and the replay read nothing else.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, cast

from sqlalchemy import JSON, ColumnElement, Index, String, Table, bindparam, func, insert, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler

from sandbox.base import OF_ONE_TABLE, AwareTime, Practice
from sandbox.deeds import DEEDS, PAGES, DeedKind, PageKind
from sandbox.details import D, Details, read, written


class Outcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"
    NOTED = "noted"


class CardTyped(ColumnElement[str]):
    """The card number of a row, letter for letter as the index has it: SQLite finds an index of an expression by its text."""

    inherit_cache = True
    type = String()


@compiles(CardTyped)
def _in_sqlite(_card: CardTyped, _compiler: SQLCompiler, **_how: Any) -> str:
    return "json_extract(detail, '$.card')"


@compiles(CardTyped, "postgresql")
def _in_postgresql(_card: CardTyped, _compiler: SQLCompiler, **_how: Any) -> str:
    return "(detail ->> 'card')"


class Journal(Practice):
    """One deed. `at` is hall time, `wall_at` the wall clock at the write; `key` makes an intervention idempotent."""

    __tablename__ = "journal"
    __table_args__ = (Index("journal_action", "action"), Index("journal_record", "record"),
                      Index("journal_card", CardTyped()), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[AwareTime]
    wall_at: Mapped[AwareTime]
    person: Mapped[int]
    """The trainee's id; 0 for the system, negative for staff (minus the account's id)."""
    action: Mapped[str]
    """Name of the kind of deed; all stand in `sandbox/deeds.py`, and so do the pages."""
    form: Mapped[str | None]
    """Name of the page it was done to."""
    record: Mapped[str | None]
    """The key of a record (household/12), a submission's reference …; never a number that people correct."""
    outcome: Mapped[str]
    code: Mapped[str | None]
    """The code that the person saw, staged or own."""
    attempt: Mapped[int | None]
    """The journal id of the attempt's `begin` row that this deed belongs to."""
    fault: Mapped[str | None]
    """The `as` name of the fault that touched this deed."""
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the deed carries: see `tell` and `detail_of`."""
    key: Mapped[str | None] = mapped_column(unique=True)

    def tell(self, details: Details) -> None:
        """Put what the deed carries into `detail`."""
        self.detail = written(details)


@dataclass(frozen=True, slots=True)
class Deed:
    """A journal row as plain data, for pure functions. Same fields as Journal."""

    id: int
    at: datetime
    wall_at: datetime
    person: int
    action: str
    form: str | None
    record: str | None
    outcome: Outcome
    code: str | None
    attempt: int | None
    fault: str | None
    detail: Details
    key: str | None = None

    @property
    def kind(self) -> DeedKind[Any]:
        return DEEDS[self.action]

    def told(self, kind: DeedKind[D]) -> D:
        """What the deed carries, as the details of that kind. Raises TypeError if the deed is of another kind."""
        if not isinstance(self.detail, kind.details):
            raise TypeError(f"{self.action} is no {kind.name}")
        return self.detail

    @property
    def page(self) -> PageKind | None:
        return PAGES[self.form] if self.form else None


class Written(Protocol):
    """A row of a journal, or of the feed."""

    @property
    def action(self) -> str: ...

    @property
    def detail(self) -> Any: ...


def detail_of(row: Written) -> Details:
    """What the deed of that row carries."""
    return read(DEEDS[row.action].details, row.detail)


def of_card(number: str) -> ColumnElement[bool]:
    """Rows of deeds in which that card number was typed or searched for."""
    return CardTyped() == number


def of_part(part: str) -> ColumnElement[bool]:
    """Rows of deeds to that part of a record's form."""
    return Journal.detail["part"].as_string() == part


def scenario_in(detail: Any) -> ColumnElement[str]:
    """The exercise that a beginning names. `detail`: that column of the journal, or of the feed, which is its copy."""
    found: ColumnElement[str] = detail["scenario"].as_string()
    return found


def deed(row: Journal) -> Deed:
    """The row as plain data."""
    return Deed(row.id, row.at, row.wall_at, row.person, row.action, row.form, row.record, Outcome(row.outcome),
                row.code, row.attempt, row.fault, detail_of(row), row.key)


_TABLE = cast(Table, Journal.__table__)
_WRITTEN = [column.name for column in _TABLE.columns if not (column.primary_key or column.system)]
# Every look enters a row. As an object of the session it would cost six times as much as its statement.
_ENTERED = insert(_TABLE)


def enter(session: Session, row: Journal) -> dict[str, Any]:
    """Write the row, which gets its number by that; what was written. The session does not know it: `amend` tells of a change."""
    session.flush()  # what the deed changed comes before it
    values = _values(row)
    (row.id,) = cast(tuple[int], session.connection().execute(_ENTERED, values).inserted_primary_key)
    return values


def amend(session: Session, row: Journal, written: dict[str, Any]) -> None:
    """Write what became different in a row since it was `written`."""
    changed = {name: value for name, value in _values(row).items() if value != written[name]}
    if changed:
        session.connection().execute(update(_TABLE).where(_TABLE.c.id == row.id).values(changed))


def _values(row: Journal) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _WRITTEN}


def deeds(session: Session, *which: ColumnElement[bool], since: int = 0) -> list[Deed]:
    """Deeds with an id above `since` for which all of `which` holds, oldest first."""
    session.flush()
    rows = session.connection().execute(_SINCE.where(*which) if which else _SINCE, {"since": since})
    return [_read(*row) for row in rows]


# Built once, of the table's columns: as a question to the session it cost twice the time, of every page and of the panel's poll.
_COLUMNS = select(*(_TABLE.c[field.name] for field in fields(Deed))).execution_options(**{OF_ONE_TABLE: True})
_SINCE = _COLUMNS.where(_TABLE.c.id > bindparam("since")).order_by(_TABLE.c.id)


def _read(id_: int, at: datetime, wall_at: datetime, person: int, action: str, form: str | None, record: str | None, outcome: str,
          code: str | None, attempt: int | None, fault: str | None, detail: Any, key: str | None) -> Deed:
    """A row's columns, in the order of Deed's fields."""
    return Deed(id_, at, wall_at, person, action, form, record, Outcome(outcome), code, attempt, fault,
                read(DEEDS[action].details, detail), key)


def last(session: Session) -> int:
    """The id of the newest row; 0 for an empty journal."""
    return session.scalar(select(func.max(Journal.id))) or 0


def has_key(session: Session, key: str) -> bool:
    """Whether an intervention with this key was already applied here."""
    return session.scalar(select(Journal.id).where(Journal.key == key)) is not None


