"""Results of a closed day by an exercise that was corrected since: only what was corrected is asked again, and twice is once."""

from datetime import timedelta

import pytest

from instructor.rejudging import Rejudged, rejudge
from sandbox.deeds import REJUDGED
from sandbox.journal import Outcome
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Feed, Group, GroupState
from scenarios.attempt.world import Data
from scenarios.file.loader import OWN, parse
from scenarios.results import fold
from scenarios.results.rejudging import rejudged
from scenarios.results.rows import attempts
from tests.conftest import NOON
from tests.scenarios.conftest import GOAL
from tests.scenarios.factories import FRAME, KK_KEY, a_deed, a_village, an_attempt

SAVED = "mistakes:\n  - {id: keliru, text: Keliru., check: CHECK}\n"
TURN = "wrong_turns:\n  - {mistake: keliru, steps: [{open: outbox}]}\n"


def a_file(goal: str = "{did: open, form: outbox}", mistake: str = "{did: open, form: home}"):
    goals = f"goals:\n  - {{id: tujuan, text: Tujuan, check: {goal}}}\n"
    return parse(FRAME + goals + SAVED.replace("CHECK", mistake) + TURN, "coba.yaml").scenario


BEFORE = a_file()
OUTBOX = a_deed(2, "open", "outbox", after=10, scenario="coba", met=["tujuan"], solved=True)
HOME = a_deed(2, "open", "home", after=5, scenario="coba", mistakes=["keliru"])


def found(after, *deeds):
    with a_village() as session:
        return rejudged(an_attempt(*deeds), BEFORE, after, "baru", Data(session))


def test_what_was_not_corrected_stands_as_it_is():
    assert found(BEFORE, OUTBOX) is None
    assert found(a_file(mistake="{did: open, form: profile}"), OUTBOX) is None, "nobody opened that"


def test_a_mistake_that_none_was_is_taken_away_and_one_that_was_missed_is_found():
    assert found(a_file(mistake="{did: open, form: profile}"), HOME).erred_now == ()
    missed = found(a_file(mistake="{did: open, form: outbox}"), OUTBOX)
    assert (missed.erred_now, missed.met_now, missed.solved_now) == (("keliru",), ("tujuan",), NOON + timedelta(seconds=10))


def test_a_goal_that_was_asked_too_much_is_met_and_one_that_was_met_too_easily_is_not():
    eased = found(a_file(goal="{did: open, form: home}"), HOME)
    assert (eased.met_now, eased.solved_now) == (("tujuan",), NOON + timedelta(seconds=5))
    assert found(a_file(goal="{household: kk, count: 2}"), OUTBOX).solved_now is None
    assert found(a_file(goal="{household: kk}"), OUTBOX) is None, "by the data as they stand"


def test_a_mistake_that_was_repaired_stays_where_the_data_tell_of_it_no_more():
    by_data = a_file(mistake="{household: kk, count: 2}")
    twice, again = a_deed(3, "save", after=6, repaired=["keliru"]), a_deed(4, "save", after=7, again=["keliru"])
    assert found(by_data, HOME, twice) is None
    assert found(by_data, HOME, twice, again).erred_now == (), "it stood at the end, and the data say that it is none"
    assert found(a_file(mistake="{did: open, form: profile}"), HOME, twice).erred_now == (), "deeds tell of it for ever"


def test_what_was_done_after_the_exercise_was_solved_is_no_mistake():
    later = a_deed(3, "save", "household", KK_KEY, after=90)
    assert found(a_file(mistake="{did: save, record: kk}"), OUTBOX, later) is None


def test_the_fold_takes_the_last_word_of_it_also_after_it_was_solved():
    row = a_deed(3, "rejudged", after=20, outcome=Outcome.NOTED, hash="baru", met_now=[], erred_now=["keliru"])
    standing = fold.standing(an_attempt(OUTBOX, row).deeds)
    assert (standing.solved_at, standing.met, standing.mistakes) == (None, frozenset(), ("keliru",))
    assert fold.standing(an_attempt(row, OUTBOX).deeds).solved_at is not None


@pytest.fixture
def corrected(tmp_path, monkeypatch):
    """The library holds another file of that exercise than the one that the group was opened with; writes yet another."""
    def write_file(goal: str) -> None:
        (tmp_path / "coba.yaml").write_text(FRAME.replace("skill: coba", "skill: periksa-dulu") + goal, encoding="utf-8")

    write_file(GOAL.replace("count: 1}", "count: {max: 0}}"))
    monkeypatch.setenv(OWN, str(tmp_path))
    return write_file


def test_the_command_writes_what_stands_otherwise_into_copy_feed_and_audit_log_once(corrected, lesson, hall):
    seat = lesson()
    assert rejudge(hall.store, hall.clock, dry_run=False) == Rejudged(0, 0, 0), "an open day is left alone"
    with write() as session:
        session.get_one(Group, 1).state = GroupState.CLOSED
    assert rejudge(hall.store, hall.clock, dry_run=True) == Rejudged(1, 1, 0)
    assert seat.journal()[-1].kind is not REJUDGED
    assert rejudge(hall.store, hall.clock, dry_run=False) == Rejudged(1, 1, 0)
    assert rejudge(hall.store, hall.clock, dry_run=False) == Rejudged(1, 0, 0)
    assert seat.journal()[-1].told(REJUDGED).met_now == ("sampai",)
    [standing] = attempts(Feed.sandbox_id == seat.desk.pin.sandbox)[seat.desk.person]
    assert standing.solved_at is not None
    with read() as session:
        assert [(row.deed, row.detail["changed"]) for row in session.query(Audit) if row.deed == "rejudge"] == [("rejudge", 1)]
    corrected(GOAL)
    assert rejudge(hall.store, hall.clock, dry_run=False) == Rejudged(1, 1, 0), "a correction that was none is taken back"
    [standing] = attempts(Feed.sandbox_id == seat.desk.pin.sandbox)[seat.desk.person]
    assert (standing.solved_at, standing.met) == (None, frozenset())


