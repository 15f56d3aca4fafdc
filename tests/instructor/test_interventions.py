"""What staff does reaches the sandbox once, also if the process died in between."""

import pytest
from sqlalchemy import select, update

from instructor import interventions
from instructor.interventions import Intervener
from sandbox import journal
from sandbox.deeds import HINT_GIVEN, MESSAGE, DeedKind
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Intervention
from sandbox.store import generations
from tests.conftest import NOON

RINI = Intervener(1, "Rini")


def in_the_journal(training, trainee: int = 1) -> list[journal.Deed]:
    with training.store.open(training.seat(trainee).pin) as session:
        return journal.deeds(session)


def intervene(training, kind: DeedKind = MESSAGE) -> str:
    return interventions.intervene(training.store, training.clock, training.seat(), kind, by=RINI, text="Lihat Kotak Keluar.")


def test_a_message_stands_in_the_journal_in_the_instructors_name(opened):
    key = intervene(opened)
    deed, = in_the_journal(opened)
    assert (deed.action, deed.person, deed.key) == ("message", -1, key)
    assert (deed.detail.text, deed.detail.name, deed.detail.trainee) == ("Lihat Kotak Keluar.", "Rini", 1)
    with read() as session:
        assert session.scalar(select(Audit.deed).order_by(Audit.id.desc())) == "message"


@pytest.mark.both
def test_one_key_is_one_intervention_however_often_it_is_pressed(opened):
    for _ in range(2):
        interventions.intervene(opened.store, opened.clock, opened.seat(), HINT_GIVEN, by=RINI, key="k", number=1)
    assert [deed.key for deed in in_the_journal(opened)] == ["k"]
    with read() as session:
        assert session.scalars(select(Audit.deed)).all().count("hint_given") == 1


@pytest.mark.both
def test_what_was_not_applied_is_applied_later_and_only_once(opened):
    intervene(opened)
    with write() as session:
        session.execute(update(Intervention).values(applied_at=None))
    assert interventions.pending() == 1
    assert interventions.apply_pending(opened.store, opened.clock) == 1
    assert len(in_the_journal(opened)) == 1
    assert interventions.pending() == 0


def test_one_for_a_copy_that_is_gone_is_only_ticked_off(opened):
    intervene(opened)
    with write() as session:
        session.execute(update(Intervention).values(applied_at=None))
    generations.renew(opened.seat().pin.sandbox, now=NOON)
    assert interventions.apply_pending(opened.store, opened.clock) == 0
    assert interventions.pending() == 0
    assert in_the_journal(opened) == []
