"""What the operator may rely on: no number of a person in log and feed, a folder for its owner alone, health that is true."""

import logging
import os
import sys
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sandbox.accounts import secret
from sandbox.deeds import DEEDS
from sandbox.details import OURS, copied
from sandbox.files import disk
from sandbox.platform import db as platform
from sandbox.platform import instance, schema
from sandbox.platform.models import Feed
from sandbox.practice import logins
from sandbox.server.signs import logs
from sandbox.words import digits
from scenarios.panel.answers import HAND_INPUT
from tests.conftest import bare_platform
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

NIK = "3510621208910001"


@pytest.mark.parametrize("typed", [NIK, "3510.6212.0891.0001", "3510 6212 0891 0001", "3510-62-120891-0001", "351062 120891 0001",
                                   "３５１０６２１２０８９１０００１", "3510\u200b6212\u200b0891\u200b0001", "081234567890"])
def test_a_number_of_a_person_is_seen_however_it_was_typed(typed):
    left = digits.masked_as_typed(f"Tolong, NIK {typed} ditolak")
    assert not any(letter.isdigit() for letter in left)
    assert left.startswith("Tolong, NIK ")


@pytest.mark.parametrize("typed", ["RT 01 RW 02", "pukul 09.41", "2026-03-02", "5 keluarga, 17 anggota", "Rp 2.150.000"])
def test_other_numbers_that_people_write_stay(typed):
    assert digits.masked_as_typed(typed) == typed


@given(st.text(), st.sampled_from(["", ".", " ", "-"]), st.text())
def test_no_details_take_a_nik_into_the_feed(before, between, after):
    text = f"{before}|{between.join(NIK[i:i + 4] for i in (0, 4, 8, 12))}|{after}"
    for kind in {deed.details for deed in DEEDS.values()}:
        for each in fields(kind):
            if each.type in ("str", str) and OURS not in each.metadata:
                kept = str(copied(kind(**{each.name: text})).get(each.name, ""))
                assert NIK not in "".join(letter for letter in kept if letter.isdigit()), (kind, each.name)


def test_a_nik_typed_as_a_card_s_number_or_searched_for_reaches_the_feed_as_its_last_four_digits(opened):  # noqa: F811
    with opened.store.open(opened.seat().pin, write=True) as session:
        logins.open_login(session, 1, "kunci", opened.clock.now())
        session.commit()
    browser = opened.browser("seat:1:1")
    with browser.client.session_transaction() as kept:
        kept["practice_login"] = "kunci"
    browser.get(f"/desa/keluarga?cari={NIK}")
    browser.post("/desa/keluarga/baru", data={"number": NIK, "_generation": 1})
    with platform.read() as session:
        rows = [vars(row) for row in session.scalars(select(Feed))]
    assert NIK not in str(rows)
    assert {row["action"]: row["detail"].get("card") for row in rows} == {"search": "…0001", "save": "…0001"}


def test_a_raised_hand_with_a_nik_reaches_the_board_without_it(opened):  # noqa: F811
    browser = opened.browser("seat:1:1")
    browser.post("/latihan/angkat-tangan", data={HAND_INPUT: f"NIK {NIK} ditolak"})
    with platform.read() as session:
        rows = session.scalars(select(Feed)).all()
    assert any(row.action == "raise_hand" and "ditolak" in str(row.detail) for row in rows)
    assert not any(NIK in str(vars(row)) for row in rows)


def test_no_error_takes_a_nik_into_the_log_by_its_own_text(tmp_path):
    file = logs.LogFile(tmp_path / "gladi.log")
    file.setFormatter(logs.Anonymous("%(asctime)s %(message)s"))
    try:
        int(f"{NIK}x")
    except ValueError as error:
        file.handle(logging.makeLogRecord({"msg": "could not read %s", "args": (NIK,), "exc_info": (ValueError, error, None)}))
    file.close()
    said = (tmp_path / "gladi.log").read_text(encoding="utf-8")
    assert "could not read …" in said
    assert "ValueError" in said
    assert NIK not in said


@pytest.mark.sqlite
def test_health_is_told_as_it_is_when_the_database_is_gone_and_no_empty_one_appears(opened, tmp_path):  # noqa: F811
    browser = opened.browser()
    assert (browser.get("/healthz").status_code, browser.get("/readyz").status_code) == (200, 200)
    gone = list(tmp_path.glob("gladi.sqlite*"))
    assert gone
    for path in gone:
        path.unlink()
    for address in ("/healthz", "/readyz"):
        answer = browser.get(address)
        assert (answer.status_code, answer.json) == (503, {"ok": False, "database": False})
    assert not (tmp_path / "gladi.sqlite").exists()


@pytest.mark.sqlite
def test_a_database_that_was_never_there_is_not_made_by_looking(tmp_path):
    app = bare_platform(tmp_path)
    with app.app_context():
        assert not platform.is_there()
    assert not (tmp_path / "gladi.sqlite").exists()


@pytest.mark.sqlite
def test_a_lost_database_is_not_replaced_by_an_empty_one_beside_its_sandboxes(tmp_path):
    (tmp_path / "sandboxes" / "1").mkdir(parents=True)
    (tmp_path / "sandboxes" / "1" / "g1.sqlite").write_bytes(b"x")
    with pytest.raises(schema.DatabaseGone) as error:
        schema.prepare(bare_platform(tmp_path))
    assert "cadangan" in str(error.value)
    assert not (tmp_path / "gladi.sqlite").exists()
    (tmp_path / "sandboxes").rename(tmp_path / "salinan-lama")
    assert schema.prepare(bare_platform(tmp_path))


@pytest.mark.sqlite
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_new_instance_is_for_its_owner_alone(tmp_path):
    folder = tmp_path / "baru" / "gladi"
    instance.make(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    schema.prepare(bare_platform(folder))
    assert (folder / "gladi.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.sqlite
def test_a_copy_s_connection_asks_for_the_strongest_sync_that_the_system_has(hall):
    with hall.store.open(hall.desk().pin) as session:
        assert session.connection().exec_driver_sql("PRAGMA fullfsync").scalar() == 1
        assert session.connection().exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_sync_asks_for_the_full_one_where_the_system_has_it_and_for_a_plain_one_where_that_fails(tmp_path, monkeypatch):
    asked, plain = [], []
    monkeypatch.setattr(os, "fsync", plain.append)

    def refused(_handle, _what):
        raise OSError(25, "not here")

    disk.sync(7, full=51, control=lambda handle, what: asked.append((handle, what)))
    assert (asked, plain) == ([(7, 51)], [])
    disk.sync(7, full=51, control=refused)
    disk.sync(7, full=None, control=refused)
    assert plain == [7, 7]


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc what was synced")
def test_the_names_of_the_secret_and_of_an_instance_s_folders_are_synced(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.readlink(f"/proc/self/fd/{handle}")))
    secret.instance_secret(tmp_path)
    assert synced[-1] == str(tmp_path)
    instance.lay_out(tmp_path)
    assert synced[-2:] == [str(tmp_path), str(tmp_path.parent)]
    assert {path.name for path in tmp_path.iterdir()} == {"secret.key", "sandboxes", "templates"}


@pytest.mark.sqlite
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc what was synced")
def test_a_new_sandbox_s_folder_is_synced_in_its_parent(hall, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.readlink(f"/proc/self/fd/{handle}")))
    with hall.store.open(hall.desk().pin):
        pass
    assert synced[-2:] == [str(hall.folder / "sandboxes" / "1"), str(hall.folder / "sandboxes")]
