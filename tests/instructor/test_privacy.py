"""Data of people: what is kept is said, one person's is handed out whole, and erased without changing a figure."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from instructor.backup import making, restoring
from instructor.certificates.issuing import Terms, candidates, issue
from instructor.days import rotation
from instructor.errors import NoSuchTrainee, PersonAtWork
from instructor.interventions import Intervener, intervene
from instructor.messages import send
from instructor.people import by_hand
from instructor.privacy import commands, remembered, retention
from instructor.privacy.copy import copy_of
from instructor.privacy.erasing import NOBODY, erase, erase_again
from instructor.privacy.kept import KEPT
from instructor.reports.figures import figures
from instructor.reports.results import days
from sandbox.accounts import staff
from sandbox.deeds import MESSAGE
from sandbox.journal import Journal
from sandbox.platform.db import PlatformBase, read
from sandbox.platform.models import Trainee
from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey
from sandbox.practice.models import Draft
from scenarios.panel import answers
from tests.conftest import NOON
from tests.instructor.test_certificates import REQUIRED, master

HAND, UNSENT, SENT, ROOM = "Anak saya sakit di rumah", "Suami saya juga", "Sabar Bu Peserta", "Silakan pulang dulu"
BY = {"now": NOON, "by": 0}


@pytest.fixture
def worked(opened):
    """One who called for help in own words, was answered, has a certificate and a second invitation to come."""
    master(opened, 1, *REQUIRED)
    opened.noted("raise_hand", 1, detail={"text": HAND})
    with opened.store.open(opened.seat(1).pin, write=True) as session:
        drafts.put(session, DraftKey(1, drafts.BESIDE, answers.HAND), [("answer", UNSENT)], base="", now=NOON)
        session.commit()
    intervene(opened.store, opened.clock, opened.seat(1), MESSAGE, by=Intervener(1, "Rini"), text=SENT)
    issue(candidates(days([], now=NOON)), Terms("Darma"), **BY)
    return opened


def folder(training) -> Path:
    return training.services.settings.instance


def everything(training) -> str:
    """Every row of the platform, and of the journals and drafts of the copies."""
    with read() as session:
        rows = [str(tuple(row)) for table in PlatformBase.metadata.sorted_tables for row in session.execute(select(table))]
    pin = training.seat(1).pin
    for generation in range(1, pin.generation + 1):
        earlier = type(pin)(pin.sandbox, generation, pin.template)
        if training.store.exists(earlier):
            with training.store.open(earlier) as session:
                rows += [str(row.detail) for row in session.scalars(select(Journal))]
                rows += [str(row.typed) for row in session.scalars(select(Draft))]
    return "\n".join(rows)


def test_erased_neither_name_nor_words_stand_anywhere_and_every_figure_stays(worked):
    name = worked.seat(1).name
    with pytest.raises(PersonAtWork):
        erase(1, store=worked.store, instance=folder(worked), **BY)
    send(worked.store, worked.clock, [worked.seat(1)], ROOM, by=Intervener(1, "Rini"), key="k1")
    send(worked.store, worked.clock, [worked.seat(1), worked.seat(2)], "Untuk berdua", by=Intervener(1, "Rini"), key="k2")
    by_hand.invite_again(1, 2, **BY)
    rotation.close(1, clock=worked.clock)
    before, figured = everything(worked), figures(days([], now=NOON))
    assert all(told in before for told in (name, HAND, UNSENT, SENT, ROOM))
    worked.store.mark(worked.seat(1).pin, "awal-1")
    done = erase(1, store=worked.store, instance=folder(worked), **BY)
    assert (done.seats, done.certificates, done.moments) == (2, 1, 1)
    assert [each.name for each in worked.store.kept(worked.seat(1).pin.sandbox) if each.name.startswith("mark-")] == []
    after = everything(worked)
    assert [told for told in (f"'{name}'", f'"{name}"', HAND, UNSENT, SENT, ROOM) if told in after] == []
    assert worked.seat(1).name == NOBODY
    assert "Untuk berdua" in after  # one of the two is still named
    now = figures(days([], now=NOON))
    assert (now.invited, now.present, now.able, [each.counts for each in now.skills]) == (
        figured.invited, figured.present, figured.able, [each.counts for each in figured.skills])
    with read() as session:
        assert session.scalars(select(Trainee.left_at).where(Trainee.continues_id == 1)).one() is not None
    again = erase(1, store=worked.store, instance=folder(worked), **BY)
    assert (again.certificates, again.texts) == (0, 0)


@pytest.mark.sqlite  # of files
def test_a_copy_that_cannot_be_opened_is_told_and_who_was_cut_off_is_asked_for_again(worked):
    rotation.close(1, clock=worked.clock)
    pin = worked.seat(1).pin
    worked.store.close()
    worked.store.path(pin).write_bytes(b"not a database")
    assert erase(1, store=worked.store, instance=folder(worked), **BY).unread == 1
    with pytest.raises(AttributeError):
        erase(2, store=None, instance=folder(worked), **BY)  # cut off before the copies
    assert worked.seat(2).name != NOBODY
    erase(2, store=worked.store, instance=folder(worked), **BY)
    assert worked.seat(2).name == NOBODY


@pytest.mark.sqlite  # of files
def test_who_was_erased_since_a_backup_is_erased_again_when_it_comes_back(worked, tmp_path):
    backup = making.make(folder(worked), tmp_path / "b.zip", at=NOON).path
    rotation.close(1, clock=worked.clock)
    erase(1, store=worked.store, instance=folder(worked), **BY)
    (here := tmp_path / "here").mkdir()
    shutil.copy(folder(worked) / remembered.LIST, here)
    restoring.stage(backup, here, newest_schema="9999", now=NOON)
    restoring.finish(here)
    assert (here / "gladi.sqlite").exists()
    assert remembered.asked(here) == [1]
    remembered.ask_again(here, here, made_at=datetime.max.replace(tzinfo=UTC))  # a backup made after it
    assert remembered.asked(here) == []
    (here / "secret.key").write_bytes(b"of another")
    remembered.ask_again(here, here, made_at=NOON)
    assert remembered.asked(here) == []


def test_whose_day_is_open_in_the_backup_that_came_back_is_erased_once_it_is_over(worked):
    remembered.ask(folder(worked), {1, 99})
    told = {"store": worked.store, "instance": folder(worked), "now": NOON}
    assert erase_again(**told) == (1, 1)
    rotation.close(1, clock=worked.clock)
    assert (erase_again(**told), worked.seat(1).name) == ((1, 0), NOBODY)
    assert erase_again(**told) == (0, 0)


def test_a_copy_has_all_of_that_person_and_nothing_of_another(worked):
    told = copy_of(1, **BY)
    text = json.dumps(told, ensure_ascii=False)
    assert all(part in text for part in (worked.seat(1).name, HAND, SENT, "certificates"))
    assert worked.seat(2).name not in text
    assert {json.loads(line)["seat"] for line in told["results"]} == {1}
    with pytest.raises(NoSuchTrainee):
        copy_of(999, **BY)


def test_everybody_reads_what_is_kept_and_an_organiser_hands_out_and_erases(worked):
    staff.create("sari", "Sari", "organiser", "sandi")
    sari = worked.browser("staff:2:1")
    page = worked.browser().get("/data-pribadi").text
    assert all(str(each.what) in page for each in KEPT)
    assert HAND in sari.get("/papan/peserta/1/orang/data.json").text
    address = "/papan/peserta/1/orang/hapus"
    assert "centang dulu" in sari.get(sari.post(address).location).text
    assert "GL-409DP" in sari.get(sari.post(address, data={"yakin": "ya"}).location).text
    rotation.close(1, clock=worked.clock)
    assert NOBODY in sari.get(sari.post(address, data={"yakin": "ya"}).location).text


def test_people_are_erased_by_themselves_so_many_days_after_the_last_day_and_never_where_the_setting_is_0(worked):
    later = NOON + timedelta(days=400)
    assert retention.due(30, now=later) == []  # a day is open
    rotation.close(1, clock=worked.clock)
    assert (retention.due(0, now=later), retention.due(500, now=later)) == ([], [])
    assert retention.keep_no_longer(30, store=worked.store, instance=folder(worked), now=later) == 8
    assert retention.due(30, now=later) == []
    with read() as session:
        assert set(session.scalars(select(Trainee.name))) == {NOBODY}


def test_the_commands_hand_out_and_erase(worked, tmp_path):
    rotation.close(1, clock=worked.clock)
    out = tmp_path / "orang.json"

    def run(*words: str):
        return CliRunner().invoke(commands.person, [*words, "--json"], obj=lambda: worked.app)

    assert json.loads(run("export", "1", "--out", str(out)).output) == {"file": str(out), "seats": 1}
    assert HAND in out.read_text(encoding="utf-8")
    assert run("erase", "1").exit_code == 2
    assert json.loads(run("erase", "1", "--yes").output)["certificates"] == 1
