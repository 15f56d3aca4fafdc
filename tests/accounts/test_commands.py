"""gladi account, as the terminal calls it; and what the terminal shows of a password at the start."""

import json

import pytest
from click.testing import CliRunner

from sandbox.accounts import staff, tries
from sandbox.accounts.commands import account
from sandbox.accounts.staff import NoSuchAccount
from sandbox.server import cli
from tests.conftest import NOON
from tests.instructor.conftest import a_training  # noqa: F401

RINI = tries.staff_key("rini", address="10.0.0.1", device=None)


def run(training, *words: str, typed: str = "") -> str:
    done = CliRunner().invoke(account, words, obj=lambda: training.app, input=typed, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_unlocking_lets_an_account_try_again_at_once(a_training):  # noqa: F811
    for _ in range(5):
        tries.counted(RINI, NOON)
    assert json.loads(run(a_training, "unlock", "Rini", "--json")) == {"login": "rini", "paused": 1}
    assert tries.counted(RINI, NOON).allowed


def test_a_new_password_is_printed_works_and_ends_the_logins(a_training):  # noqa: F811
    done = json.loads(run(a_training, "password", "rini", "--json"))
    assert staff.by_password("rini", "sandi") is None
    assert staff.by_password("rini", done["password"]).session_version == 2
    assert run(a_training, "password", "rini").startswith("rini / ")


def test_a_password_can_be_chosen_and_is_not_shown(a_training):  # noqa: F811
    said = run(a_training, "password", "rini", "--ask", typed="kopi tubruk 7\nkopi tubruk 7\n")
    assert "kopi" not in said
    assert staff.by_password("rini", "kopi tubruk 7") is not None


def test_a_short_password_changes_nothing(a_training):  # noqa: F811
    done = CliRunner().invoke(account, ["password", "rini", "--ask"], obj=lambda: a_training.app, input="kopi\nkopi\n")
    assert done.exit_code == 2
    assert staff.by_password("rini", "sandi") is not None


def test_leaving_ends_the_logins_and_keeps_the_password(a_training):  # noqa: F811
    run(a_training, "leave", "rini")
    assert staff.by_password("rini", "sandi").session_version == 2


@pytest.mark.parametrize("word", ["unlock", "password", "leave"])
def test_an_account_that_does_not_exist_is_named(a_training, word):  # noqa: F811
    done = CliRunner().invoke(account, [word, "bukan"], obj=lambda: a_training.app)
    assert isinstance(done.exception, NoSuchAccount)


def test_the_terminal_shows_the_first_password_as_long_as_it_is_the_account_s(a_training):  # noqa: F811
    secret = a_training.services.secret
    first = staff.first_password(secret, "pelatih")
    staff.create("pelatih", "Pelatih", "instructor", first)
    assert [login.word for login in cli.logins(a_training.app) if login.name == "pelatih"] == [first]
    staff.set_password(staff.by_login("pelatih"), "kopi tubruk 7", by=0, now=NOON)
    (shown,) = [login.word for login in cli.logins(a_training.app) if login.name == "pelatih"]
    assert first not in shown
    assert "sudah diubah" in shown
