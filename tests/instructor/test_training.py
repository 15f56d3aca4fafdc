"""The demo training: six days, two people a village."""

from datetime import date
from itertools import islice

from instructor.days import groups, training
from sandbox import seats
from sandbox.practice import version
from seed.land.regions import daily_groups, demo_regions
from tests.conftest import AS_OF, NOON


def make(starts_on: date = AS_OF) -> training.Made:
    return training.create_training(daily_groups(demo_regions()), starts_on=starts_on, seed=1, title="Latihan", now=NOON,
                                    name_of=lambda key: f"Orang {key}")


def test_every_village_of_the_regency_gets_two_seats(empty_platform):
    assert make() == training.Made(created=True, groups=6, villages=217, trainees=434)
    assert [group.villages for group in groups.all_groups()] == [37, 36, 36, 36, 36, 36]
    first = seats.seats(groups.by_number(1).id)
    assert [(seat.table_number, seat.role) for seat in first[:3]] == [(1, "sekdes"), (1, "operator"), (2, "sekdes")]
    assert len({seat.pin.sandbox for seat in first}) == 74
    assert first[0].pin.template == f"{first[0].village_code}-2026-03-02-1-v{version.present().name}"


def test_a_second_call_changes_nothing(empty_platform):
    make()
    assert make(date(2027, 1, 4)) == training.Made(created=False, groups=6, villages=217, trainees=434)
    assert groups.by_number(1).held_on == AS_OF


def test_sundays_are_off():
    thursday = date(2026, 3, 5)
    assert [day.day for day in islice(training.days(thursday), 6)] == [5, 6, 7, 9, 10, 11]
