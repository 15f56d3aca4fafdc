"""The group changed by Gladi itself: at its time, once, as soon as nothing blocks it, and never again by an undo."""

import json
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from instructor.days import groups, lesson_commands, timed, undo
from instructor.errors import NotOpen, WrongTime
from sandbox.platform.db import read
from sandbox.platform.models import GroupState, Rotation
from tests.conftest import NOON

AT = NOON + timedelta(hours=4)
"""16.00"""


def due(training, after: timedelta = timedelta()):
    training.clock.at = AT + after
    built = training.services
    return next(iter(timed.change_when_due(store=built.store, clock=built.clock, settings=built.settings)), None)


def states() -> list[GroupState]:
    return [group.state for group in groups.all_groups()]


def set_for() -> datetime | None:
    return next((group.rotate_at for group in groups.all_groups() if group.rotate_at), None)


def test_it_waits_for_its_time_changes_once_and_closes_the_last_group_too(opened):
    timed.set_time(1, AT, now=NOON)
    assert due(opened, -timedelta(seconds=1)) is None
    assert due(opened).group == 2
    assert states() == ["closed", "open"]
    assert due(opened, timedelta(minutes=5)) is None
    timed.set_time(2, AT + timedelta(hours=1), now=opened.clock.now())
    assert due(opened, timedelta(hours=1)).group == 2
    assert states() == ["closed", "closed"]
    assert set_for() is None


def test_what_blocks_it_is_waited_for_and_an_undo_does_not_change_it_again(opened):
    timed.set_time(1, AT, now=NOON)
    template = next((opened.services.settings.templates).glob("35.10.03*.json"))
    content = template.read_bytes()
    template.unlink()
    assert due(opened) is None
    assert states() == ["open", "planned"]
    assert "Seharusnya diganti pukul 16.00" in opened.staff().get("/papan/ganti").text
    template.write_bytes(content)
    assert due(opened, timedelta(minutes=1)).group == 2
    undo.undo(store=opened.store, clock=opened.clock)
    assert due(opened, timedelta(minutes=2)) is None
    assert states() == ["open", "planned"]
    with read() as session:
        assert len(session.scalars(select(Rotation)).all()) == 1


def test_a_trainer_sets_and_drops_the_time_and_one_that_is_over_is_refused(opened):
    trainer, opened.clock.at = opened.staff(), NOON
    said = trainer.get(trainer.post("/papan/ganti/jam", data={"kelompok": 1, "pukul": "16:00"}).location).text
    assert "Diganti sendiri pukul 16.00." in said
    for wrong in ({"pukul": "11:00"}, {"pukul": "sore"}, {}):
        assert "GL-JAMG" in trainer.post("/papan/ganti/jam", data={"kelompok": 1, **wrong}).text
    assert set_for() == AT
    trainer.post("/papan/ganti/jam", data={"kelompok": 1, "lepas": "ya"})
    assert set_for() is None
    with pytest.raises(NotOpen):
        timed.set_time(2, AT, now=NOON)
    with pytest.raises(WrongTime):
        timed.set_time(1, NOON, now=NOON)


def test_the_command_sets_and_drops_it(opened):
    opened.clock.at = NOON

    def run(*words: str):
        return CliRunner().invoke(lesson_commands.rotate_at, [*words, "--json"], obj=lambda: opened.app)

    assert json.loads(run("16.00").output) == {"rotate_at": AT.astimezone(timed.WIB).isoformat()}
    assert json.loads(run().output) == {"rotate_at": None}
    assert run("sore").exit_code == 2
