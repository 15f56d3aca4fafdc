"""A bot's steps on the pages of the practice system alone: what they leave in the village."""

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from sandbox.deeds import LOG_IN
from sandbox.practice.models import Household, Mutation
from scenarios.bots.bot import Bot
from scenarios.bots.browser import Browser, Lost
from scenarios.proof.playing import ClientTransport
from scenarios.steps.kinds import AnyStep
from tests.conftest import CODE, NOON
from tests.practice.factories import NUMBER, a_person, first, opened

STEP = TypeAdapter(AnyStep)
OTHER = "3510621208910002"
PAPER = {"baru.number": "3510621503260007", "baru.address": "Jl. Baru 1", "baru.hamlet": "Krajan", "baru.rw": "1", "baru.rt": "2",
         "baru.1.name": "Siti", "baru.1.2": "1", "baru.2.name": "Rini", "baru.2.2": "4",
         "surat.name": "Kepala 1", "surat.on": "2026-02-26"}


@pytest.fixture
def bot(hall, pages):
    """Logged in; kk is a couple with a daughter, lain a man alone."""
    with opened(hall) as session:
        household = first(session)
        wife = a_person(1, name="Siti", birth_date=NOON.date().replace(year=1984), nik=None, answers={"2": "3", "3": "1"})
        household.members += [wife, a_person(2, name="Rini", position=3)]
        household.member_count = 3
    bot = Bot(Browser(ClientTransport(pages.browser.app.test_client())), lambda seconds: None)
    bot.numbers = {"kk": NUMBER, "lain": OTHER}
    bot.get("/desa/masuk")
    bot.browser.submit(bot.form(LOG_IN), {"code": [CODE], "password": ["desa-2003"]})
    return bot


def play(bot, **step):
    """The step as it is written in a file."""
    bot.play([STEP.validate_python(step)])


def people(hall, number):
    with opened(hall) as session:
        found = session.scalars(select(Household).where(Household.number == number)).one_or_none()
        return None if found is None else [(one.name, one.answers["2"], one.answers["3"]) for one in found.members]


def history(hall):
    with opened(hall) as session:
        return [(row.kind, row.name, str(row.happened_on)) for row in session.scalars(select(Mutation).order_by(Mutation.id))]


# Leaving a card -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("more", "left"), [
    ({"who": 1}, [("Siti", "1", "3"), ("Rini", "4", "2")]),
    ({"who": [1], "relations": {2: 7, 3: 1}, "marital": {2: 1}, "reason": "Menurut akta."},
     [("Siti", "7", "1"), ("Rini", "1", "2")]),
    ({"who": 2}, [("Kepala 1", "1", "3"), ("Rini", "4", "2")])])
def test_a_death_leaves_a_head_and_a_widow_as_told_or_as_the_rules_want(hall, bot, more, left):
    play(bot, record_death="kk", **more)
    assert (people(hall, NUMBER), history(hall)[0][::2]) == (left, ("meninggal", "2026-02-27"))


def test_who_died_and_when_is_read_from_the_berkas(hall, bot):
    bot.papers = PAPER
    play(bot, record_death="kk", who="surat.name", on="surat.on")
    assert history(hall) == [("meninggal", "Kepala 1", "2026-02-26")]


def test_a_whole_card_moves_away_or_some_of_it(hall, bot):
    play(bot, move_out="lain", to="Kota Malang")
    play(bot, move_out="kk", who=[3], on="01-03-2026")
    assert people(hall, OTHER) is None
    assert [name for name, *_ in people(hall, NUMBER)] == ["Kepala 1", "Siti"]
    assert history(hall)[-1] == ("pindah", "Rini", "2026-03-01")


def test_a_member_comes_to_another_family_as_told_or_as_a_distant_relative(hall, bot):
    play(bot, move_member="kk", who=3, to="lain")
    play(bot, move_member="kk", who=2, to="lain", relations={2: 18})
    assert people(hall, OTHER)[1:] == [("Rini", "19", "2"), ("Siti", "18", "1")]


def test_a_card_is_split_by_the_new_card_of_the_berkas_or_with_a_number_invented(hall, bot):
    bot.papers = PAPER
    play(bot, split_card="kk", to="baru")
    assert (people(hall, PAPER["baru.number"]), people(hall, NUMBER)) == (
        [("Siti", "1", "1"), ("Rini", "4", "2")], [("Kepala 1", "1", "1")])
    bot.numbers["kk"] = PAPER["baru.number"]
    play(bot, split_card="kk", who=2, reason="Sudah tinggal sendiri.")
    assert people(hall, PAPER["baru.number"]) == [("Siti", "1", "1")]


def test_what_the_form_refuses_or_nobody_is_said_with_its_place(bot):
    with pytest.raises(Lost, match=r"/keluar/meninggal: not accepted: .*belum terjadi"):
        play(bot, record_death="kk", who=1, on="03-03-2027")
    with pytest.raises(Lost, match="nobody 7 on this card of 3"):
        play(bot, record_death="kk", who=7)
