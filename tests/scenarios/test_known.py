"""What a process knows of a journal: the same for every cut into what was known and what is new, and never of another journal."""

from dataclasses import replace
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from sandbox.journal import Journal, deeds
from scenarios.attempt import known
from scenarios.attempt.known import KnownJournal
from scenarios.results import fold
from tests.conftest import NOON
from tests.journals import journals


@given(journals(), st.data())
def test_every_cut_into_known_and_new_rows_knows_the_same(rows, data):
    all_deeds = [replace(row.deed, fault=data.draw(st.sampled_from([None, "macet", "hilang"]))) for row in rows]
    whole = reduce(known.after, all_deeds, KnownJournal())
    cut = data.draw(st.integers(0, len(all_deeds)))
    assert reduce(known.after, all_deeds[cut:], reduce(known.after, all_deeds[:cut], KnownJournal())) == whole
    for attempt in whole.running.values():
        assert attempt.standing == fold.standing(attempt.deeds)


def test_a_deed_is_known_after_it_was_committed_and_not_before(lesson):
    seat = lesson()
    seat.do("open", "home")
    assert [deed.action for deed in seat.attempt.deeds] == ["begin", "open"]
    with seat.store.open(seat.desk.pin, write=True) as session:
        row = Journal(at=NOON, wall_at=NOON, person=seat.desk.person, action="open", outcome="done", detail={})
        session.add(row)
        session.flush()
        assert known.known(session, before=row.id).last.id == row.id - 1
    assert len(seat.attempt.deeds) == 2


def test_a_journal_that_is_not_the_one_that_was_known_is_read_anew(lesson):
    seat = lesson()
    seat.do("open", "home")
    assert len(seat.attempt.deeds) == 2
    with seat.store.open(seat.desk.pin, write=True) as session:
        session.execute(update(Journal).where(Journal.id == 2).values(wall_at=NOON.replace(hour=9), attempt=None))
        session.commit()
    assert len(seat.attempt.deeds) == 1


def test_a_new_generation_is_not_known_from_the_one_before(lesson, hall):
    seat = lesson()
    with seat.store.open(seat.desk.pin) as session:
        assert known.known(session).last is not None
        assert len(deeds(session)) == 1
    with seat.store.open(replace(seat.desk.pin, generation=2)) as session:
        assert known.known(session) == KnownJournal()
