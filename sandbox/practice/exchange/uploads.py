"""The file that a person had checked and has not saved: kept in the sandbox, so that no reload, pause or closed tab loses it."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session, undefer

from sandbox.practice.exchange.report import PlannedFamily, Report
from sandbox.practice.exchange.sheets.checking import PlannedSheet
from sandbox.practice.models import Upload

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Checked:
    """A file and what came of its check. `plan`: JSON; `base`: what stored it was checked against."""

    name: str
    content: bytes
    report: Report
    plan: bytes
    base: str


def keep(session: Session, person: int, checked: Checked, now: datetime) -> None:
    """Keep it in the place of the person's file before."""
    forget(session, person)
    session.add(Upload(
        person=person, name=checked.name[:LONGEST_NAME], size=len(checked.content), content=checked.content, checked_at=now,
        base=checked.base, report=_packed(json.dumps(checked.report.as_json()).encode()), plan=_packed(checked.plan)))
    session.flush()


def find(session: Session, person: int, *, whole: bool = False) -> Upload | None:
    """The person's file; `whole`: with its content and its plan."""
    options = [undefer(Upload.content), undefer(Upload.plan)] if whole else []
    return session.get(Upload, person, options=options)


def forget(session: Session, person: int) -> None:
    session.execute(delete(Upload).where(Upload.person == person))


def report_of(upload: Upload) -> Report:
    return Report.from_json(json.loads(zlib.decompress(upload.report)))


def plan_of(upload: Upload) -> Sequence[PlannedFamily]:
    kept: list[Any] = json.loads(zlib.decompress(upload.plan))
    return [PlannedFamily.from_json(each) for each in kept]


def sheets_of(upload: Upload) -> Sequence[PlannedSheet]:
    """The plan of a file of sheets."""
    return sheets_in(zlib.decompress(upload.plan))


def sheets_in(plan: bytes) -> Sequence[PlannedSheet]:
    """The same from the JSON that the check gave."""
    return [PlannedSheet(**each) for each in json.loads(plan)]


def _packed(content: bytes) -> bytes:
    return zlib.compress(content, 1)
