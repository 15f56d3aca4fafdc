"""What a process knows of a journal: the same for every cut into what was known and what is new, and never of another journal."""

from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from sandbox.details import NOTHING_TOLD
from sandbox.journal import Deed, Journal, Outcome, deeds
from sandbox.practice.models import Household
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


def test_what_a_look_asked_of_the_data_is_asked_anew_after_a_deed_and_not_before(lesson):
    seat = lesson()

    def asked() -> object:
        with seat.store.open(seat.desk.pin) as session:
            return known.data(session, known.known(session)).household_count()

    before = asked()
    with seat.store.open(seat.desk.pin, write=True) as session:
        session.add(Household(number="3510990101010001", head_name="Baru", address="", hamlet="", rw="01", rt="01",
                              saved_at=NOON, saved_by="Operator"))
        session.commit()
    seat.do("open", "home")
    assert asked() == before
    seat.do("save", "household")
    assert asked() == before + 1


@pytest.mark.parametrize("action", ["open", "login"])
def test_a_look_or_a_login_that_a_fault_touched_may_have_changed_the_data(action):
    seen = Deed(1, NOON, NOON, 1, action, "home", None, Outcome.DONE, None, None, None, NOTHING_TOLD)
    assert known.leaves_data(seen)
    assert not known.leaves_data(replace(seen, fault="macet"))
    assert not known.leaves_data(replace(seen, outcome=Outcome.NOTED))
    assert not known.leaves_data(replace(seen, action="save"))
    assert not known.leaves_data(replace(seen, action="begin"))


def test_a_new_generation_is_not_known_from_the_one_before(lesson, hall):
    seat = lesson()
    with seat.store.open(seat.desk.pin) as session:
        assert known.known(session).last is not None
        assert len(deeds(session)) == 1
    with seat.store.open(replace(seat.desk.pin, generation=2)) as session:
        assert known.known(session) == KnownJournal()
