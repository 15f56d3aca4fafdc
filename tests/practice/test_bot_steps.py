"""A bot's steps on the pages of the practice system alone: what they leave in the village."""

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from sandbox.deeds import LOG_IN
from sandbox.practice.handing import HandedOver
from sandbox.practice.models import Accepted, Cell, Draft, Household, Mutation, Person, SheetEntry, Submission
from sandbox.practice.paging import PAGE
from sandbox.practice.sheets.questions import cell_label, typed_columns
from sandbox.practice.sheets.sheet import places, sheet
from scenarios.bots.bot import Bot
from scenarios.bots.browser import Browser, Lost
from scenarios.proof.playing import ClientTransport
from scenarios.steps.kinds import AnyStep
from tests.conftest import CODE, NOON
from tests.practice.factories import NUMBER, a_person, complete, first, opened
from tests.practice.test_sheet_pages import save

FEW = "pt-pos"
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
    with pytest.raises(Lost, match=r"/keluar/meninggal: ditolak: .*belum terjadi"):
        play(bot, record_death="kk", who=1, on="03-03-2027")
    with pytest.raises(Lost, match="tidak ada 7 di kartu ini yang beranggota 3"):
        play(bot, record_death="kk", who=7)


# Doubts, doubles, sheets ----------------------------------------------------------------------------------------------

def test_a_doubt_is_answered_and_asked_again(hall, bot):
    with opened(hall) as session:
        session.query(Person).filter_by(name="Rini").one().nik = "3510621208800002"
    play(bot, accept_doubt="lain", doubt="nik-ganda", reason="Menurut akta.")
    with opened(hall) as session:
        assert [(row.subject, row.reason) for row in session.query(Accepted)] == [("household/2/2", "Menurut akta.")]
    play(bot, doubt_again="lain", doubt="nik-ganda")
    with opened(hall) as session:
        assert session.query(Accepted).count() == 0
    with pytest.raises(Lost, match="tidak ada keraguan tentang kk"):
        play(bot, accept_doubt="kk", doubt="tanpa-kepala")


def test_two_records_of_one_person_become_one_on_the_card_that_is_named(hall, bot):
    with opened(hall) as session:
        session.get(Household, 2).members.append(a_person(9, name="RINI", position=2, nik="3510625207100002"))
    play(bot, **{"merge_people": "kk", "with": "lain", "take": {"name": "lain"}})
    assert [name for name, *_ in people(hall, NUMBER)] == ["Kepala 1", "Siti", "RINI"]
    assert [name for name, *_ in people(hall, OTHER)] == ["Kepala 2"]


def test_a_figure_of_the_families_is_adopted_and_saved(hall, bot):
    play(bot, adopt="pt-usia", cells=["15 tahun, Perempuan"], save=False)
    with opened(hall) as session:
        [draft] = session.query(Draft)
        [entry] = session.query(SheetEntry).filter_by(sheet="pt-usia", period=2026)
        assert ([text for _, text in draft.typed if text], entry.filled) == (["1"], 0)
    with pytest.raises(Lost, match="tidak ada isinya yang dihitung"):
        play(bot, adopt=FEW)


def test_a_household_and_a_sheet_are_handed_over_and_the_sheet_is_sent(hall, bot):
    with opened(hall) as session:
        complete(session.get(Household, 2))
    save(hall, FEW, 2026, {(line.number, column): 0 for line, column, _ in typed_columns(sheet(FEW))})
    play(bot, hand_over="lain")
    bot.papers["lembar.sheet"], bot.numbers["lembar"] = FEW, places()[FEW].called
    play(bot, hand_over="lembar")
    with opened(hall) as session:
        assert [row.key.kind for row in session.query(HandedOver).order_by(HandedOver.kind)] == ["household", "sheet"]
    play(bot, submit="lembar")
    assert [(told.kind.name, told.record.kind) for told in bot.told] == [("submit", "sheet")]
    with opened(hall) as session:
        assert [row.kind for row in session.query(HandedOver)] == ["household"]


def test_last_year_s_figures_are_copied_into_a_sheet_and_into_its_whole_part(hall, bot):
    part = [each.id for each in places()[FEW].part.sheets if list(typed_columns(each))]
    other = next(each for each in part if each != FEW)
    for id_ in (FEW, other):
        line, column, _ = next(each for each in typed_columns(sheet(id_)) if each[2].is_number)
        save(hall, id_, 2025, {(line.number, column): 3})

    def copied():
        with opened(hall) as session:
            return {cell.sheet for cell in session.query(Cell).filter_by(period=2026) if cell.copied_from == 2025}

    play(bot, copy_year=FEW, per="01-03-2026")
    assert copied() == {FEW}
    play(bot, copy_year=FEW, part=True, per="01-03-2026")
    assert copied() == {FEW, other}


def test_the_state_of_a_wrong_day_is_taken_away_the_one_that_counts_or_an_earlier_one(hall, bot):
    bot.papers["lembar.sheet"], bot.numbers["lembar"] = FEW, places()[FEW].called
    label = cell_label(*next((line, column) for line, _, column in typed_columns(sheet(FEW)) if column.is_number))
    for nth, day in enumerate(("01-02-2026", "01-03-2026", "31-12-2026"), start=1):
        play(bot, fill_sheet=FEW, cells={label: nth}, per=day)
    play(bot, remove_state="lembar")
    with opened(hall) as session:
        [entry] = session.query(SheetEntry).filter_by(sheet=FEW, period=2026)
        assert (str(entry.as_of), [str(past.as_of) for past in entry.pasts]) == ("2026-03-01", ["2026-02-01"])
    play(bot, remove_state="lembar", earlier=True)
    with pytest.raises(Lost, match="tidak ada hari lain yang diisi"):
        play(bot, remove_state="lembar")


# Kotak Keluar ---------------------------------------------------------------------------------------------------------

def test_what_was_sent_before_much_else_is_found_on_a_later_page_of_the_outbox(hall, bot):
    with opened(hall) as session:
        session.add_all(Submission(
            reference=f"K-2026-{serial:04d}", kind="household", record_id=serial, number=NUMBER if serial == 1 else OTHER,
            title="Kepala", content={}, queued_at=NOON, first_sent_at=NOON, sent_by="Sekdes") for serial in range(1, PAGE + 2))
        session.commit()
    bot.open_submission(NUMBER)
    assert bot.browser.page.url.endswith("/kiriman/K-2026-0001")
