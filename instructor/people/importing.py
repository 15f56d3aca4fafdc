"""A list on its way: uploaded, checked, answered bit by bit, applied. Between two steps all of it is kept on the server.

One list a member of staff at a time, gone once it is applied or thrown away: no address, number or phone of anybody stays.
"""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import undefer

from instructor.errors import AnswersOpen, NoSuchRoster, NoTraining
from instructor.people import applying, worker
from instructor.people.checking import RosterReport
from instructor.people.columns import RosterColumn
from instructor.people.comparing import Rest, RosterChanges, compare, left_out
from instructor.people.invited import invited_now, official_villages, training_of
from instructor.people.official import OfficialVillage, OfficialVillages
from instructor.people.problems import Asks, RosterChoice, RosterProblem, Why
from sandbox.platform.db import read, write
from sandbox.platform.models import RosterFile

Work = Callable[[int, datetime], None]
"""A step of this account's list, at this moment."""
LONGEST_FILE_NAME = 120
NAMED = 4
"""Villages that are named where more are meant."""
REST = "sisa"
"""The key of the question what becomes of villages that the list does not name."""


@dataclass(frozen=True, slots=True)
class RosterPage:
    """A list that was checked, beside the people as they are now."""

    name: str
    checked_at: datetime
    report: RosterReport
    changes: RosterChanges
    official: OfficialVillages


def check(account: int, name: str, content: bytes, *, now: datetime) -> None:
    """Check what was uploaded and keep it in the place of this account's list before. Raises NoTraining, NoSpreadsheet."""
    _keep(account, name, content, {}, {}, now)


def answer(account: int, answers: Mapping[str, str], *, now: datetime) -> None:
    """Check the kept list again with these answers added; an empty one is taken back. Raises NoSuchRoster, NoSpreadsheet."""
    kept = _whole(account)
    merged = {key: value for key, value in {**kept.answers, **answers}.items() if value}
    _keep(account, kept.name, kept.content, merged, _columns(kept), now)


def choose_columns(account: int, columns: Mapping[int, RosterColumn], *, now: datetime) -> None:
    """Check the kept list again with its columns taken for these. Raises NoSuchRoster, NoSpreadsheet."""
    kept = _whole(account)
    _keep(account, kept.name, kept.content, kept.answers, columns, now)


def throw_away(account: int) -> None:
    """Forget the list. Twice is once."""
    with write() as session:
        session.execute(delete(RosterFile).where(RosterFile.account_id == account))


def villages() -> Sequence[OfficialVillage]:
    """Those of the training that is on."""
    with read() as session:
        return official_villages(session).all


def page(account: int) -> RosterPage | None:
    """The list of this account and what it would change; None where there is none, or it was checked for another training."""
    with read() as session:
        kept, training = session.get(RosterFile, account), training_of(session)
        if kept is None or training is None or kept.training_id != training.id:
            return None
        present, official = invited_now(session), official_villages(session)
    report = RosterReport.from_json(json.loads(zlib.decompress(kept.report)))
    missed = [official.by_code[code].name for code in left_out(report.people, present)] if report.people else []
    chosen = kept.answers.get(REST, "")
    if missed:
        report = replace(report, problems=(*report.problems, _about_the_rest(missed, chosen)))
    return RosterPage(kept.name, kept.checked_at, report, compare(report.people, present, official, rest_of(chosen)), official)


def apply(account: int, *, seen: str, now: datetime) -> RosterChanges:
    """Apply the list of this account, if it would change just what was `seen`; then it is forgotten.

    Raises NoSuchRoster, AnswersOpen, and what applying.apply raises.
    """
    found = page(account)
    if found is None:
        raise NoSuchRoster()
    if found.report.open or found.report.lacking:
        raise AnswersOpen(count=len(found.report.open) + len(found.report.lacking))
    rest = next((problem.answer for problem in found.report.problems if problem.key == REST), "")
    changes = applying.apply(found.report.people, rest_of(rest), name=found.name, now=now, by=account, seen=seen)
    throw_away(account)
    return changes


def rest_of(answer: str) -> Rest:
    """Until it is answered, people of villages that are not named stay."""
    return Rest(answer) if answer in {each.value for each in Rest} else Rest.STAY


def _about_the_rest(villages: Sequence[str], answer: str) -> RosterProblem:
    known = answer if answer in {each.value for each in Rest} else ""
    named = ", ".join(villages[:NAMED]) + (f" … ({len(villages)})" if len(villages) > NAMED else "")
    offered = tuple(RosterChoice(each.value, "") for each in Rest)
    return RosterProblem(REST, Asks.ROWS, Why.VILLAGES_LEFT_OUT, (), named, offered, known)


def _keep(account: int, name: str, content: bytes, answers: Mapping[str, str], columns: Mapping[int, RosterColumn],
          now: datetime) -> None:
    with read() as session:
        training, official = training_of(session), official_villages(session)
    if training is None:
        raise NoTraining()
    report = worker.checked(content, official, answers=answers, columns=columns)
    packed = zlib.compress(json.dumps(asdict(report)).encode(), 1)
    with write(durable=True) as session:
        session.merge(RosterFile(
            account_id=account, training_id=training.id, name=name[:LONGEST_FILE_NAME], content=content, answers=dict(answers),
            columns={str(place): column.value for place, column in columns.items()}, report=packed, checked_at=now))


def _whole(account: int) -> RosterFile:
    with read() as session:
        kept = session.get(RosterFile, account, options=[undefer(RosterFile.content)])
    if kept is None:
        raise NoSuchRoster()
    return kept


def _columns(kept: RosterFile) -> dict[int, RosterColumn]:
    return {int(place): RosterColumn(column) for place, column in kept.columns.items()}
