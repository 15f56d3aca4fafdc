"""Marks on PostgreSQL: what a copy has beside its template, and a copy made from that is the village as it was."""

from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from sandbox.practice.models import Draft, Household, Submission
from sandbox.store.base import MarkMissing, Pin
from sandbox.store.postgres import rows, sources
from sandbox.store.postgres.keys import key_of
from sandbox.store.postgres.own_rows import OwnRows
from sandbox.store.postgres.rows import VillageRows
from tests import databases
from tests.conftest import NOON, TEMPLATE, a_household
from tests.sandbox.test_postgres_store import count, owner, practice_url, store  # noqa: F401  fixtures

pytestmark = pytest.mark.parametrize("database", [databases.POSTGRESQL], indirect=True)


def contents(connection, pin):
    """The rows of a copy, in no order, and the numbers that it has given."""
    with connection.cursor() as cursor:
        village = rows.out_of(cursor, key_of(pin))
    return {each.table: sorted(each.text.split(b"\n")) for each in village.tables}, dict(village.numbered)


def kept(connection, pin, source):
    with connection.cursor() as cursor:
        return sources.mark(cursor, pin.sandbox, source.removeprefix("mark:"))


def worked(used, pin, rng):
    """Something new, something changed, something removed; a natural key that goes and comes back."""
    with used.open(pin, write=True) as session:
        households = session.scalars(select(Household).options(selectinload(Household.members))).all()
        rng.choice(households).address = f"Jl. \\N\t{rng.random()}"
        rng.choice(households).members[0].name = "Siti\nMa’rifah"
        session.delete(rng.choice(households))
        session.add_all(a_household(rng.randrange(100, 9000)) for _ in range(2))
        session.add(Draft(person=1, record=f"household/{rng.random()}", part="", typed=[["q", "a\tb"]], kept_at=NOON, base=""))
        session.commit()
    with used.open(pin, write=True) as session:
        if (old := session.get(Submission, "K-1")) is not None:
            session.delete(old)
            session.flush()
        session.add(Submission(
            reference="K-1", kind="household", record_id=1, number="1", title=str(rng.random()), content={}, queued_at=NOON,
            first_sent_at=NOON, sent_by="Sekdes"))
        session.commit()


def test_a_copy_made_from_a_mark_is_the_village_as_it_was_however_often_one_went_back(store, owner):  # noqa: F811
    rng, pin = Random(7), Pin(17_001, 1, TEMPLATE)
    for generation in range(2, 6):
        worked(store, pin, rng)
        source, at_the_mark = store.mark(pin, f"g{generation}"), contents(owner, pin)
        assert isinstance(kept(owner, pin, source), OwnRows)
        worked(store, pin, rng)  # what comes after it is not in it
        assert contents(owner, pin) != at_the_mark
        pin = Pin(17_001, generation, TEMPLATE, source)
        assert count(store, pin) == 3 + generation - 1
        assert contents(owner, pin) == at_the_mark


def test_a_mark_holds_what_changed_and_no_more(store, owner):  # noqa: F811
    pin = Pin(17_001, 1, TEMPLATE)
    with store.open(pin, write=True) as session:
        session.get_one(Household, 2).address = "Jl. Mawar 2"
        session.commit()
    found = kept(owner, pin, store.mark(pin, "awal"))
    assert [(each.table, len(each)) for each in found.tables] == [("household", 1)]
    assert found.gone == {"household": frozenset([b"2"])}


@pytest.mark.parametrize("made_by", [None, "1/7"], ids=["of before an update", "of another server"])
def test_where_the_rows_numbers_say_nothing_a_mark_holds_them_all(store, owner, made_by):  # noqa: F811
    pin = Pin(17_001, 1, TEMPLATE)
    assert count(store, pin) == 3
    owner.execute("UPDATE practice.copy SET made_by = %s", (made_by,))
    source, at_the_mark = store.mark(pin, "awal"), contents(owner, pin)
    assert isinstance(kept(owner, pin, source), VillageRows)
    pin = Pin(17_001, 2, TEMPLATE, source)
    assert count(store, pin) == 3
    assert contents(owner, pin) == at_the_mark
    worked(store, pin, Random(7))
    assert isinstance(kept(owner, pin, store.mark(pin, "lagi")), VillageRows)


def test_without_its_template_a_mark_leads_nowhere_and_a_new_one_holds_every_row(store, owner, tmp_path):  # noqa: F811
    pin = Pin(17_001, 1, TEMPLATE)
    assert count(store, pin) == 3
    source = store.mark(pin, "awal")
    owner.execute("DELETE FROM practice.source WHERE owner = 0")
    (tmp_path / "templates" / f"{TEMPLATE}.json").unlink()
    other = type(store)(store._engine.url, tmp_path / "templates", connections=3, stamp=store._stamp)
    with pytest.raises(MarkMissing):
        other.require_source(pin.sandbox, source)
    assert isinstance(kept(owner, pin, other.mark(pin, "lagi")), VillageRows)
    other.close()


def test_a_copy_of_before_makers_were_noted_is_found_again(store, owner, tmp_path):  # noqa: F811
    pin = Pin(17_001, 1, TEMPLATE)
    assert count(store, pin) == 3
    owner.execute("ALTER TABLE practice.copy DROP COLUMN made_by")
    later = type(store)(store._engine.url, tmp_path / "templates", connections=3, stamp=store._stamp)
    assert count(later, pin) == 3
    assert isinstance(kept(owner, pin, later.mark(pin, "awal")), VillageRows)
    assert count(later, Pin(17_001, 2, TEMPLATE)) == 3
    later.close()
