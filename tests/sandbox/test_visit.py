"""A request's one transaction: what it asks before its deed is read with the deed; nothing of it outlives a wait, or it."""

import pytest
from sqlalchemy import func, select

from sandbox.actions import Gate
from sandbox.practice.models import Household
from sandbox.visit import Visit
from tests.conftest import a_household
from tests.counted import counted
from tests.databases import SQLITE
from tests.sandbox.test_actions import Plug, enter, save


def how_many(session):
    return session.scalar(select(func.count()).select_from(Household))


def a_visit(hall):
    return Visit(hall.store, hall.desk().pin, write=True, durable=True)


def added_by_somebody_else(hall):
    with hall.store.open(hall.desk().pin, write=True) as session:
        session.add(a_household(60))
        session.commit()


class Watching(Plug):
    """Stands round no deed."""

    def meets(self, action, session):
        return False


@pytest.mark.both
def test_what_is_asked_before_a_deed_is_read_in_its_transaction(hall, database):
    visit, gate = a_visit(hall), Gate(hall.store, (Watching(),))
    a_visit(hall).ask(how_many)  # the first touch makes the copy
    action = save(hall.desk())
    with counted() as found:
        assert visit.ask(how_many) == 3
        gate.perform(action, enter, token=1, visit=visit)
    # In one database the feed gets its copy with the deed's commit.
    assert (found.transactions, found.writes, found.copies) == ((1, 2, 1) if database == SQLITE else (1, 1, 0))


def test_while_a_fault_stands_round_a_deed_others_can_write(hall):
    gate = Gate(hall.store, (Plug(before=lambda action: added_by_somebody_else(hall)),))
    visit = a_visit(hall)
    visit.ask(how_many)
    gate.perform(save(hall.desk()), enter, token=1, visit=visit)
    assert a_visit(hall).ask(how_many) == 5


def test_a_visit_that_ends_gives_up_what_was_not_committed(hall):
    visit = a_visit(hall)
    visit.ask(lambda session: (session.add(a_household(60)), session.flush()))
    assert visit.ask(how_many) == 4
    visit.end()
    added_by_somebody_else(hall)
    assert visit.ask(how_many) == 4


def test_a_question_that_fails_ends_the_visit(hall):
    visit = a_visit(hall)
    try:
        visit.ask(lambda session: 1 / 0)
    except ZeroDivisionError:
        added_by_somebody_else(hall)
    assert visit.ask(how_many) == 4


def test_what_a_session_loaded_is_found_again_without_asking(hall):
    visit = a_visit(hall)
    visit.ask(lambda session: session.get(Household, 1).number)
    with counted() as found:
        visit.ask(lambda session: session.get(Household, 1).number)
    visit.end()
    assert found.statements == 0
