"""The archive of a closed group: each person's end state to look at, and the group opened again."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from instructor.board import hall
from instructor.days import groups, rotation
from instructor.days.reopening import Copies, reopen
from instructor.errors import AnotherIsOpen, ArchiveSwept, NotClosed
from sandbox import archive
from sandbox.accounts import staff
from sandbox.actions import Action
from sandbox.deeds import HOUSEHOLD, SAVE
from sandbox.desks import desk_for
from sandbox.platform.db import read
from sandbox.platform.models import Sandbox
from sandbox.practice import version
from sandbox.practice.models import Household
from sandbox.store import generations
from sandbox.store.base import OtherVersion
from sandbox.store.sqlite import SqliteStore


def save(training, name: str, trainee: int = 1) -> None:
    """A change of the practice data, through the gate."""
    desk = desk_for(training.seat(trainee), training.clock)

    def work(session, now):
        session.get_one(Household, 1).head_name = name

    training.services.gate.perform(Action(SAVE, desk, page=HOUSEHOLD), work, token=desk.pin.generation)


def close(training) -> None:
    rotation.close(1, clock=training.clock)


def again(training, copies: Copies) -> None:
    reopen(1, copies, store=training.store, now=training.clock.now())


def hall_time(training) -> datetime:
    """What the group's clock shows, open or not."""
    here, _ = hall.hall_around(1)
    return here.now(training.clock.now())


def made(training) -> list[int]:
    with read() as session:
        return [row.id for row in session.scalars(select(Sandbox)) if training.store.exists(generations.pin(row.id))]


def test_a_closed_day_shows_each_persons_screen_timeline_and_results_as_they_were_left_and_makes_no_copy(opened):
    save(opened, "Kepala Terakhir")
    before = hall_time(opened)
    close(opened)
    opened.clock.advance(7200)
    rini = opened.staff()
    page = rini.get("/papan/peserta/1").text
    for said in ("Arsip Hari 1", "Hasil", "belum dimulai", '<li class="moment"', "/papan/peserta/1/layar/"):
        assert said in page, said
    assert "Saya tangani" not in page
    assert "Kepala Terakhir" in rini.get("/papan/peserta/1/layar/keluarga/1").text
    assert hall_time(opened) == before
    assert "Tidak ada salinan di arsip" in rini.get("/papan/peserta/2").text
    assert rini.get("/papan/peserta/2/layar/keluarga").status_code == 404
    assert made(opened) == []


def test_opened_again_with_their_own_copies_everybody_goes_on_where_they_were(opened):
    save(opened, "Kepala Terakhir")
    opened.noted("open", 2)
    pin, time = opened.seat().pin, hall_time(opened)
    close(opened)
    opened.clock.advance(86_400)
    again(opened, Copies.OWN)
    again(opened, Copies.OWN)  # pressed twice
    here = hall.open_hall()
    assert (opened.seat().pin, here.now(opened.clock.now())) == (pin, time)
    with opened.store.open(opened.seat().pin) as session:
        assert session.get_one(Household, 1).head_name == "Kepala Terakhir"
    save(opened, "Kepala Berikutnya")
    close(opened)
    assert archive.at_the_end(opened.seat()).pin.generation == pin.generation
    assert opened.seat().pin.generation > pin.generation + 1  # numbers only rise


def test_opened_again_with_fresh_copies_nobody_finds_what_was_done(opened):
    save(opened, "Kepala Terakhir")
    close(opened)
    again(opened, Copies.FRESH)
    with opened.store.open(opened.seat().pin) as session:
        assert session.get_one(Household, 1).head_name != "Kepala Terakhir"


def test_what_can_not_be_opened_again_says_why_and_stays_as_it_is(opened):
    store, now = opened.store, opened.clock.now()
    save(opened, "Kepala Terakhir")
    with pytest.raises(AnotherIsOpen):
        reopen(2, Copies.OWN, store=store, now=now)
    close(opened)
    with pytest.raises(NotClosed):
        reopen(2, Copies.OWN, store=store, now=now)
    assert store.remove([each for each in store.kept() if each.name == "g1"])  # as the sweep does after a month
    with pytest.raises(ArchiveSwept):
        reopen(1, Copies.OWN, store=store, now=now)
    assert [group.state for group in groups.all_groups()] == ["closed", "planned"]
    assert opened.seat().pin.generation == 2
    reopen(1, Copies.FRESH, store=store, now=now)
    assert groups.by_number(1).state == "open"


@pytest.mark.sqlite  # whose copy is a file of another version; PostgreSQL's tables are moved aside
def test_own_copies_of_before_an_update_are_not_opened_again_for_nobody_could_enter_them(opened):
    save(opened, "Kepala Terakhir")
    left, store = opened.store.path(opened.seat().pin), opened.store
    close(opened)
    store.close()
    with closing(sqlite3.connect(left)) as connection:
        connection.execute(f"PRAGMA user_version={version.stamp() ^ 1}")
    strict = SqliteStore(store.folder, store.template_folder, stamp=version.stamp())
    with pytest.raises(OtherVersion):
        reopen(1, Copies.OWN, store=strict, now=opened.clock.now())
    assert (groups.by_number(1).state, opened.seat().pin.generation) == ("closed", 2)
    assert reopen(1, Copies.FRESH, store=strict, now=opened.clock.now()).state == "open"
    strict.close()


def test_a_page_from_before_the_closing_changes_nothing_in_the_archive(opened):
    save(opened, "Kepala Terakhir")
    rini = opened.staff()
    close(opened)
    as_it_was, pin = hall.rows_of_seat(opened.seat()), opened.seat().pin
    for deed, sent in (("tangani", {}), ("pesan", {"text": "Saya datang.", "kunci": "k"}),
                       ("mulai-baru", {"generasi": pin.generation})):
        assert rini.post(f"/papan/peserta/1/{deed}", data=sent).status_code == 302
        assert "Kelompok 1 sedang tidak dibuka, jadi tidak ada yang diubah." in rini.get("/papan/peserta/1").text
    assert (hall.rows_of_seat(opened.seat()), opened.seat().pin) == (as_it_was, pin)


def test_a_group_is_closed_and_opened_again_in_the_browser_and_a_page_from_before_closes_no_other(opened):
    rini = opened.staff()
    rini.post("/papan/ganti/tutup", data={"kelompok": "2", "selesai": "ya"})
    assert "Kelompok 2 sudah tidak dibuka" in rini.get("/papan/ganti").text
    assert "Tutup saja, tanpa membuka kelompok lain" in rini.get("/papan/ganti").text
    rini.post("/papan/ganti/tutup", data={"kelompok": "1", "selesai": "ya"})
    page = rini.get("/papan/jadwal/1").text
    assert "Buka Kelompok 1 lagi" in page
    rini.post("/papan/jadwal/1/buka-lagi", data={})
    assert "Pilih dulu salinan mana yang dipakai." in rini.get("/papan/jadwal/1").text
    for _ in range(2):
        assert rini.post("/papan/jadwal/1/buka-lagi", data={"salinan": "lama"}).location == "/papan"
    assert [group.state for group in groups.all_groups()] == ["open", "planned"]


def test_old_copies_are_told_by_day_before_they_go_and_the_last_state_of_a_closed_day_stays(opened):
    save(opened, "Kepala Terdahulu")
    generations.renew(opened.seat().pin.sandbox, now=opened.clock.now())
    save(opened, "Kepala Lama")
    generations.renew(opened.seat().pin.sandbox, now=opened.clock.now())
    save(opened, "Kepala Terakhir")
    close(opened)
    opened.store.close()
    opened.clock.at = datetime.now(UTC) + timedelta(days=40)  # the files are of today
    staff.create("sari", "Sari", "organiser", "sandi")
    sari = opened.browser("staff:2:1")
    assert "Tidak ada salinan setua itu." in sari.get("/papan/jadwal/salinan-lama?hari=50").text
    page = sari.get("/papan/jadwal/salinan-lama?hari=30").text
    sent = dict(re.findall(r'name="(keadaan|hari)" value="([0-9.]+)"', page))
    assert "Hapus 2 salinan" in page
    for said in ("2 salinan lama dihapus", "0 salinan lama dihapus"):  # pressed twice
        assert said in sari.get(sari.post("/papan/jadwal/salinan-lama", data=sent).location).text
    assert "Kepala Terakhir" in sari.get("/papan/peserta/1/layar/keluarga/1").text
    assert "Lihat dulu daftarnya" in sari.get(sari.post("/papan/jadwal/salinan-lama", data={"hari": "0"}).location).text
