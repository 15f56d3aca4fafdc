"""Rows of a journal and a small hall, with defaults for all that a test does not care about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from instructor.board.hall import Hall
from sandbox.deeds import DEEDS
from sandbox.details import read
from sandbox.journal import Deed, Outcome
from sandbox.platform.models import GroupState
from sandbox.seats import Seat
from sandbox.store.base import Pin
from scenarios.day.course import Course, Exercise
from scenarios.file.skills import skills
from scenarios.results.fold import Row
from tests.conftest import AS_OF, NOON, TEMPLATE

EXERCISE = Exercise("kiriman-macet", "5.1", "Kiriman macet di antrean", block="Kiriman", skill="pulihkan-kiriman", minutes=10,
                    goals={"ditemukan": "Ditemukan", "sampai": "Sampai"},
                    mistakes={"ganda": "Ada dua kiriman untuk keluarga ini. Batalkan satu."}, hints=("Satu.", "Dua."),
                    forms=frozenset({"households", "household", "outbox"}))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@dataclass
class Journal:
    """A journal under construction: every call adds a row at `at` minutes after noon."""

    sandbox: int = 1
    generation: int = 1
    person: int = 1

    def __post_init__(self) -> None:
        self.rows: list[Row] = []
        self.attempt: int | None = None

    def did(self, action: str, at: float = 0, *, outcome: Outcome = Outcome.DONE, person: int | None = None,
            detail: Mapping[str, Any] | None = None, **fields: Any) -> "Journal":
        moment = NOON + minutes(at)
        row_id = len(self.rows) + 1
        if action == "begin":
            self.attempt = row_id
        values: dict[str, Any] = {"form": None, "record": None, "code": None, "attempt": self.attempt, "fault": None, **fields}
        deed = Deed(row_id, moment, moment, self.person if person is None else person, action, outcome=outcome,
                    detail=read(DEEDS[action].details, detail), **values)
        self.rows.append(Row(self.sandbox, self.generation, deed))
        return self

    def noted(self, action: str, at: float = 0, **fields: Any) -> "Journal":
        return self.did(action, at, outcome=Outcome.NOTED, **fields)

    def refused(self, action: str, at: float = 0, **fields: Any) -> "Journal":
        return self.did(action, at, outcome=Outcome.REFUSED, **fields)

    def begun(self, at: float = 0, scenario: str = EXERCISE.id, number: int = 1) -> "Journal":
        return self.noted("begin", at, detail={"scenario": scenario, "hash": "h", "skill": EXERCISE.skill, "number": number})


def a_seat(trainee_id: int = 1, role: str = "sekdes", generation: int = 1, sandbox: int | None = None) -> Seat:
    sandbox = trainee_id if sandbox is None else sandbox
    return Seat(trainee_id, f"Peserta {trainee_id}", role, "35.10.02.2003", "Temurejo", "desa", "Bangorejo", 1, 1, 1,
                GroupState.OPEN, AS_OF, 1, 1, None, Pin(sandbox, generation, TEMPLATE))


def a_hall(*seats: Seat, opened_at: datetime | None = NOON) -> Hall:
    return Hall(1, 1, AS_OF, GroupState.OPEN, opened_at, seats or (a_seat(),), (), Course((EXERCISE,), skills()))
