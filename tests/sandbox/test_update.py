"""After an update that stores villages in another form: fresh copies for every seat, and no way back into the old form."""

from sqlalchemy import select, update

from sandbox.base import SCHEMA_VERSION
from sandbox.platform import db as platform
from sandbox.platform.models import Sandbox
from sandbox.store import generations, templates
from tests.conftest import NOON, TEMPLATE, a_template

OLD = TEMPLATE.replace(f"-v{SCHEMA_VERSION}", f"-v{SCHEMA_VERSION - 1}")


def of_an_older_gladi(*sandboxes):
    with platform.write() as session:
        session.execute(update(Sandbox).where(Sandbox.id.in_(sandboxes)).values(template=OLD))


def row(sandbox_id):
    with platform.read() as session:
        return session.scalars(select(Sandbox).where(Sandbox.id == sandbox_id)).one()


def test_only_outdated_sandboxes_get_a_new_generation_and_the_present_template(hall):
    of_an_older_gladi(2)
    assert generations.renew_outdated(now=NOON) == 1
    assert (row(1).generation, row(1).template) == (1, TEMPLATE)
    assert (row(2).generation, row(2).template, row(2).source) == (2, TEMPLATE, "template")


def test_nothing_is_renewed_twice(hall):
    of_an_older_gladi(1, 2)
    assert [generations.renew_outdated(now=NOON), generations.renew_outdated(now=NOON)] == [2, 0]


def test_an_earlier_reset_cannot_be_undone_into_the_old_form(hall):
    earlier = generations.reset_all(now=NOON)
    of_an_older_gladi(1, 2)
    generations.renew_outdated(now=NOON)
    assert generations.undo(earlier.reset_id) == 0
    assert row(1).generation == 3


def test_templates_of_another_schema_are_removed_and_those_of_this_one_stay(tmp_path):
    old, present = a_template(tmp_path, OLD), a_template(tmp_path, TEMPLATE)
    assert templates.clear_outdated(tmp_path) == 1
    assert not old.exists()
    assert present.exists()
    assert templates.clear_outdated(tmp_path / "no-folder-yet") == 0
