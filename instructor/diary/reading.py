"""The audit log by person and kind, a page at a time, the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox import details
from sandbox.details import StaffDetails
from sandbox.platform.audit import COMMAND_LINE
from sandbox.platform.db import read
from sandbox.platform.models import Account, Audit, Group, Intervention, RoomMessage, Trainee, Village
from sandbox.web import clock_short_filter
from sandbox.words.digits import natural
from sandbox.words.roles import STAFF_LABELS, role_label
from scenarios.day.course import Course, course
from scenarios.day.opening import DAY, EXAM

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One row: when (wall time), who, what (a key of words.WORDS), whom it concerns, and what was written with it."""

    id: int
    at: datetime
    who: str
    deed: str
    target: str
    text: str
    trainee: int | None
    """Whose page tells more; None where it concerns no trainee."""


def people() -> list[tuple[int, str]]:
    """Everybody who may stand in the log: the command line, and each account by name."""
    with read() as session:
        rows = session.execute(select(Account.id, Account.name).order_by(Account.name)).all()
    return [(COMMAND_LINE, _("perintah di komputer ini")), *((id_, name) for id_, name in rows)]


def lines(*, by: int | None = None, kind: str = "", before: int | None = None) -> list[DiaryLine]:
    """At most AT_ONCE rows before the one of that number: of that account, and of targets of that kind."""
    query = select(Audit).order_by(Audit.id.desc()).limit(AT_ONCE)
    query = query.where(Audit.account_id == by) if by is not None else query
    query = query.where(Audit.target.startswith(f"{kind}:", autoescape=True)) if kind else query
    query = query.where(Audit.id < before) if before is not None else query
    with read() as session:
        rows = session.scalars(query).all()
        names = _Names.of(session, rows)
    return [_line(row, names) for row in rows]


@dataclass(frozen=True, slots=True)
class _Names:
    """How what these rows name by number is called."""

    accounts: Mapping[int, str]
    trainees: Mapping[int, str]
    groups: Mapping[int, int]
    words: Mapping[str, str]
    """What was written to a trainee or to the room, by its key."""
    courses: Mapping[int, Course]
    """The days of the groups for which something was opened, closed or ended."""

    @classmethod
    def of(cls, session: Session, rows: Sequence[Audit]) -> "_Names":
        trainees = select(Trainee.id, Trainee.name, Trainee.role, Village.name, Village.kind).join(
            Village, Village.id == Trainee.village_id).where(Trainee.id.in_({_number(row.target) for row in rows}))
        return cls(
            dict(session.execute(select(Account.id, Account.name)).all()),
            {id_: f"{name}, {role_label(role, kind)} {village}" for id_, name, role, village, kind in session.execute(trainees)},
            dict(session.execute(select(Group.id, Group.number)).all()),
            _written(session, [_sent_as(row.detail) for row in rows]),
            {group.id: course(group.agenda) for group in session.scalars(select(Group).where(
                Group.id.in_({_number(row.target) for row in rows if "which" in row.detail})))})

    def lesson(self, group: int, which: str) -> str:
        """What of that group's day has that id, in words."""
        day = self.courses.get(group)
        if day is None:
            return which
        titles = {DAY: _("Semua latihan hari ini"), EXAM: _("Ujian")} | {block.id: str(block.title) for block in day.blocks}
        return titles.get(which) or (str(day.by_id[which].title) if which in day.by_id else which)


def _written(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """What was written, to one person or to the room, by its key; nothing of who was erased since."""
    one = session.scalars(select(Intervention).where(Intervention.key.in_(keys)))
    room = session.execute(select(RoomMessage.key, RoomMessage.text).where(RoomMessage.key.in_(keys))).all()
    return {each.key: details.read(StaffDetails, each.detail).text for each in one} | dict(room)


def _sent_as(detail: Mapping[str, Any]) -> str:
    """The key of what was sent to a trainee or to the room; empty where nothing was."""
    return str(detail.get("intervention") or detail.get("message") or "")


def _line(row: Audit, names: _Names) -> DiaryLine:
    kind, number = row.target.partition(":")[0], _number(row.target)
    target = {"trainee": names.trainees.get(number, ""), "account": names.accounts.get(number, ""),
              "group": _("Kelompok %(number)s", number=names.groups[number]) if number in names.groups else "",
              "backup": row.target.partition(":")[2]}.get(kind, "")
    who = _("perintah") if row.account_id == COMMAND_LINE else names.accounts.get(row.account_id, "?")
    text = _text(row.detail, names, number)
    return DiaryLine(row.id, row.at, who, row.deed, target, text, number if kind == "trainee" else None)


def _text(detail: Mapping[str, Any], names: _Names, target: int) -> str:
    """What somebody wrote, gave an account (its name and role), or opened and until when; keys say nothing to a reader."""
    said = (names.words.get(_sent_as(detail)) or detail.get("name"), STAFF_LABELS.get(detail.get("role", "")),
            names.lesson(target, detail["which"]) if "which" in detail else "",
            clock_short_filter(datetime.fromisoformat(detail["until"])) if detail.get("until") else "")
    return ", ".join(str(each) for each in said if each)


def _number(target: str) -> int:
    last = target.rpartition(":")[2]
    return natural(last) or 0
