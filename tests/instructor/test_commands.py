"""gladi group and gladi reset, as the terminal calls them."""

import json

import pytest
from click.testing import CliRunner

from instructor import commands
from instructor.days import training
from instructor.errors import AnotherIsOpen
from sandbox import seats
from sandbox.server.app import create_app
from sandbox.settings import Settings
from seed.land.regions import daily_groups, demo_regions
from tests.conftest import AS_OF, NOON, prepare
from tests.counted import counted


def run(app, command, *arguments: str):
    result = CliRunner().invoke(command, arguments, obj=lambda: app, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    """The whole district: 434 seats, no template yet."""
    app = create_app(Settings(instance=tmp_path_factory.mktemp("district")))
    prepare(app)
    with app.app_context():
        training.create_training(daily_groups(demo_regions()), starts_on=AS_OF, seed=1, title="Latihan", now=NOON,
                                 name_of=lambda key: key)
    return app


@pytest.mark.parametrize(("arguments", "sandboxes"), [(("--group", "1"), 74), (("--all",), 434), (("--trainee", "9"), 1)])
def test_a_reset_costs_the_same_statements_for_one_seat_as_for_all(district, arguments, sandboxes):
    with counted() as asked:
        done = run(district, commands.reset, *arguments, "--json")
    assert done["sandboxes"] == sandboxes
    assert asked.statements <= 10
    assert asked.writes <= 2


def test_a_number_is_never_given_twice(district):
    with district.app_context():
        before = seats.seat(9).pin.generation
    run(district, commands.reset, "--all", "--json")
    run(district, commands.reset, "--trainee", "9", "--json")
    with district.app_context():
        assert seats.seat(9).pin.generation == before + 2


def test_reset_wants_exactly_one_target(district):
    result = CliRunner().invoke(commands.reset, ["--all", "--group", "1"], obj=lambda: district)
    assert result.exit_code == 2
    assert "Pilih tepat satu" in result.output


def test_the_list_names_the_six_days(district):
    found = run(district, commands.group, "list", "--json")
    assert [each["held_on"] for each in found] == [f"2026-03-0{day}" for day in range(2, 8)]


def test_the_days_from_opening_to_undo(a_training):
    app = a_training.app
    assert run(app, commands.group, "open", "1", "--json") == {"group": 1, "trainees": 4}
    assert run(app, commands.group, "rotate", "--read", "--json")["group"] == 2
    assert run(app, commands.group, "undo", "--json")["group"] == 1
    assert run(app, commands.group, "close", "1", "--json")["group"] == 1


def test_two_groups_are_never_open_at_once(opened):
    with pytest.raises(AnotherIsOpen) as refused:
        CliRunner().invoke(commands.group, ["open", "2"], obj=lambda: opened.app, catch_exceptions=False)
    assert str(refused.value) == "Kelompok 1 masih dibuka. Tutup dulu, atau pakai Ganti kelompok."
