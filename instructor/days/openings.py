"""Opens and closes exercises and blocks of the open group's day: by a trainer's hand, and where enough people are done.

What is open follows from these acts, the agenda and the time: scenarios/day/opening.py.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from instructor.errors import NotInTheDay, NotOpen, WrongEnd
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import every_open, open_now, sandboxes_of, trainees_of
from sandbox.platform.models import Feed, Group, GroupState, Trainee
from scenarios.day import course as courses
from scenarios.day.block import DayBlock
from scenarios.day.course import Course
from scenarios.day.opening import DAY, EXAM
from scenarios.results.fold import AttemptState
from scenarios.results.rows import attempts

OPENED, CLOSED, ENDS = "lesson_open", "lesson_close", "lesson_end"
"""The deeds in the audit log."""
LONGEST = timedelta(hours=12)
"""So far ahead an end may lie: what is further is a slip."""


def set_open(group_number: int, which: str, is_open: bool, *, now: datetime, by: int = audit.COMMAND_LINE) -> None:
    """Open or close an exercise, a block or the examination (EXAM), by its id; whoever is at work in it goes on.

    `now`: wall time.     Raises NotOpen if that group is not the open one, NotInTheDay for what its day does not have.
    """
    with write(durable=True) as session:
        group = _having(session, group_number, which, EXAM)
        _act(session, group, which, is_open, now=now, by=by)


def set_end(group_number: int, which: str, until: datetime | None, *, now: datetime, by: int = audit.COMMAND_LINE) -> None:
    """Let an exercise, a block, the examination or the DAY be open until then, and no longer; None: without an end.

    Wall times. Raises NotOpen, NotInTheDay, WrongEnd for one that is over or half a day off.
    """
    if until is not None and not now < until <= now + LONGEST:
        raise WrongEnd()
    with write(durable=True) as session:
        _end(session, _having(session, group_number, which, EXAM, DAY), which, until, now=now, by=by)


def add_time(group_number: int, which: str, minutes: int, *, seen: str, now: datetime, by: int = audit.COMMAND_LINE) -> datetime:
    """So many minutes more from its end on, or from now where that has been; the new end. Pressed twice it is added once:
    `seen` is the end (ISO, or empty) that whoever pressed was shown. Raises as set_end does."""
    with write(durable=True) as session:
        group = _having(session, group_number, which, EXAM, DAY)
        present = group.openings.get(which, {}).get("until")
        end = datetime.fromisoformat(present) if present else now
        if seen != (present or ""):
            return end
        until = max(end, now) + timedelta(minutes=minutes)
        if not now < until <= now + LONGEST:
            raise WrongEnd()
        _end(session, group, which, until, now=now, by=by)
        return until


def open_group_within(session: Session, group_number: int) -> Group:
    """The open group, if it is that one. Raises NotOpen."""
    group = open_now(session)
    if group is None or group.number != group_number:
        raise NotOpen(number=group_number)
    return group


def _having(session: Session, group_number: int, which: str, *others: str) -> Group:
    """The open group, if it is that one and its day has such an exercise or block. Raises NotOpen, NotInTheDay."""
    group = open_group_within(session, group_number)
    day = courses.course(group.agenda)
    if which not in day.by_id and which not in {block.id for block in day.blocks} | {*others}:
        raise NotInTheDay(which=which)
    return group


def _end(session: Session, group: Group, which: str, until: datetime | None, *, now: datetime, by: int) -> None:
    end = {} if until is None else {"until": until.isoformat()}
    group.openings = {**group.openings, which: {"open": True, "at": now.isoformat(), "by": by, **end}}
    audit.record(session, ENDS, f"group:{group.id}", by=by, at=now, which=which, **end)


def open_what_is_due(now: datetime) -> list[str]:
    """Open the blocks of the open groups that waited for enough people to be done; their ids. `now`: wall time."""
    with read() as session:
        halls = every_open(session)
    return [opened for group in halls for opened in _opened_in(group, now)]


def _opened_in(group: Group, now: datetime) -> list[str]:
    day = courses.course(group.agenda)
    waiting = [block for block in day.blocks if block.opens and block.opens.when and block.id not in group.openings]
    if not waiting:
        return []
    expected = trainees_of(group.id).where(Trainee.left_at.is_(None)).subquery()
    with read() as session:
        people = session.scalar(select(func.count()).select_from(expected))
    reached = attempts(Feed.sandbox_id.in_(sandboxes_of(group.id)))
    due = [block.id for block in waiting if is_due(day, block, reached, people or 0)]
    with write(durable=True) as session:
        here = session.get_one(Group, group.id)
        if here.state is not GroupState.OPEN:
            return []
        opened = [which for which in due if which not in here.openings]
        for which in opened:
            _act(session, here, which, True, now=now, by=audit.COMMAND_LINE)
    return opened


def is_due(day: Course, block: DayBlock, reached: Mapping[int, Sequence[AttemptState]], people: int) -> bool:
    """Whether enough of those who have begun anything have finished the block that this one waits for. Pure.

    `people`: how many the group has. As long as not half of them have begun, nobody's haste opens anything."""
    before = next((each for each in day.blocks if block.opens and each.id == block.opens.when), None)
    if before is None or block.opens is None:
        return False
    common = {each for each in before.exercises if len(day.by_id[each].roles) > 1}
    finished = list(_finished(common, reached))
    return 2 * len(finished) >= max(people, 1) and 100 * sum(finished) >= block.opens.done * len(finished)


def _finished(exercises: Set[str], reached: Mapping[int, Sequence[AttemptState]]) -> Iterator[bool]:
    """For each person who has begun anything, whether they have solved all these exercises."""
    for of_person in reached.values():
        solved = {attempt.scenario for attempt in of_person if attempt.solved_at is not None}
        if of_person:
            yield solved >= exercises


def _act(session: Session, group: Group, which: str, is_open: bool, *, now: datetime, by: int) -> None:
    group.openings = {**group.openings, which: {"open": is_open, "at": now.isoformat(), "by": by}}
    audit.record(session, OPENED if is_open else CLOSED, f"group:{group.id}", by=by, at=now, which=which)
