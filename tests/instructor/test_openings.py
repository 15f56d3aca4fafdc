"""Exercises and blocks are opened by a trainer's hand, and where enough people are done."""

import pytest
from sqlalchemy import select

from instructor.days import openings
from instructor.errors import NotInTheDay, NotOpen
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Group
from scenarios.day.block import DayBlock, Opens
from scenarios.day.course import Course, Exercise, course
from scenarios.results.fold import fold_all
from scenarios.results.progress import by_person
from tests.conftest import NOON
from tests.instructor.factories import EXERCISE, Journal

FIRST = DayBlock(id="satu", title="Satu", exercises=(EXERCISE.id,))
DAY = Course((EXERCISE, Exercise("lain", "5.2", "Lain")),
             blocks=(FIRST, DayBlock(id="dua", title="Dua", opens=Opens(when="satu", done=50), exercises=("lain",))))


def solved(*people: int, begun: int = 0) -> dict[int, list]:
    journals = [Journal(person=each, sandbox=each).begun(0).did("save", 5, detail={"solved": each in people})
                for each in range(1, begun + 1)]
    return by_person(fold_all(row for journal in journals for row in journal.rows))


@pytest.mark.parametrize(("people", "begun", "done", "due"), [
    (4, 4, (1, 2), True), (4, 4, (1,), False), (4, 2, (1,), True), (8, 2, (1, 2), False), (4, 0, (), False)])
def test_a_block_is_due_when_enough_of_those_who_have_begun_are_done_and_half_the_group_has_begun(people, begun, done, due):
    assert openings.is_due(DAY, DAY.blocks[1], solved(*done, begun=begun), people) is due


def give(opened, day: Course) -> None:
    with write() as session:
        session.scalars(select(Group).where(Group.number == 1)).one().agenda = day.agenda()


def acts() -> dict:
    with read() as session:
        return session.scalars(select(Group.openings).where(Group.number == 1)).one()


def test_it_is_opened_once_by_gladi_itself_and_a_trainer_who_closes_it_has_the_last_word(opened):
    give(opened, DAY)
    for trainee in range(1, 5):
        opened.noted("begin", trainee, attempt=1, detail={"scenario": EXERCISE.id, "hash": "h", "number": 1, "skill": "s"})
    assert openings.open_what_is_due(NOON) == []
    for trainee in (1, 2, 3):
        opened.noted("judged", trainee, attempt=1, detail={"scenario": EXERCISE.id, "met": ["sampai"], "solved": True})
    assert openings.open_what_is_due(NOON) == ["dua"]
    assert openings.open_what_is_due(NOON) == []
    openings.set_open(1, "dua", False, now=NOON, by=3)
    assert openings.open_what_is_due(NOON) == []
    assert acts()["dua"] == {"open": False, "at": NOON.isoformat(), "by": 3}
    with read() as session:
        rows = session.execute(select(Audit.deed, Audit.account_id, Audit.detail).where(Audit.deed.like("lesson_%"))).all()
    assert rows == [("lesson_open", 0, {"which": "dua"}), ("lesson_close", 3, {"which": "dua"})]


def test_what_the_day_does_not_have_and_a_group_that_is_not_open_are_refused(opened):
    with pytest.raises(NotInTheDay, match="anu"):
        openings.set_open(1, "anu", True, now=NOON)
    with pytest.raises(NotOpen):
        openings.set_open(2, "mulai", True, now=NOON)
    with read() as session:
        day = course(session.scalars(select(Group.agenda).where(Group.number == 1)).one())
    openings.set_open(1, day.exercises[0].id, False, now=NOON)
    assert list(acts()) == [day.exercises[0].id]
