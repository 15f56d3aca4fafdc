"""Exercises in the browser: the library to read, drafts that touch no group, and nothing taken over that is not proved."""

import html
import json
import os
import re
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Thread

import pytest
from ruamel.yaml import YAML
from werkzeug.serving import make_server

from instructor.authoring import drafts, plain, proving, taken, trials
from instructor.authoring.drafts import DraftRead
from instructor.authoring.errors import DraftChanged, NoSuchDraft, NotProved, ProofRunning, TrialGone, TrialRunning
from instructor.authoring.trials import Trial
from sandbox.accounts import staff
from sandbox.platform.db import read, write
from sandbox.platform.exercise_models import DraftProof
from sandbox.platform.models import Audit, Feed
from scenarios.file.loader import OWN, library, parse

STALL = "kiriman-macet-di-antrean"
COPY = f"{STALL}-2"
AT = "/pelatih/skenario"


@pytest.fixture(autouse=True)
def _no_folder_of_its_own(monkeypatch):
    """A command that was tested before leaves the folder of its instance in the environment."""
    monkeypatch.delenv(OWN, raising=False)


@pytest.fixture
def draft(hall):
    return drafts.duplicate(library()[STALL])


def proved(draft, ok: bool, *problems: str) -> None:
    """As the process leaves it that proves a draft."""
    told = [{"id": draft.id, "ok": ok, "problems": list(problems)}]
    with write() as session:
        session.merge(DraftProof(hash=draft.hash, began_at=datetime.now(UTC), told=json.dumps(told)))


def test_a_draft_begins_as_an_exercise_under_an_id_that_nobody_has(draft):
    assert (draft.id, drafts.reading(COPY, draft.text)) == (COPY, DraftRead())
    assert drafts.duplicate(library()[STALL]) == draft, "pressed twice"
    drafts.save(COPY, f"{draft.text}\n# mulai ditulis", seen=draft.hash)
    assert drafts.duplicate(library()[STALL]).id == f"{STALL}-3"
    assert [each.id for each in drafts.drafts()] == [COPY, f"{STALL}-3"]


def test_what_somebody_else_saved_meanwhile_is_not_written_over(draft):
    saved = drafts.save(COPY, draft.text.replace("minutes: 10", "minuts: 10"), seen=draft.hash)
    assert "minuts tidak dikenal" in " ".join(drafts.reading(COPY, saved.text).problems)
    with pytest.raises(DraftChanged):
        drafts.save(COPY, "id: lain", seen=draft.hash)
    with pytest.raises(DraftChanged):
        drafts.save_again(COPY, "id: lain")
    assert drafts.find(COPY).text == saved.text
    assert drafts.save(COPY, "id: lain", seen=saved.hash).text == "id: lain"


def test_drafts_that_lay_in_the_folder_are_taken_in_and_none_over_another_one_s_text(draft, tmp_path):
    (tmp_path / drafts.FOLDER).mkdir()
    for name in (COPY, "tinggal", "A"):
        (tmp_path / drafts.FOLDER / f"{name}.yaml").write_text(f"id: {name}", encoding="utf-8")
    drafts.take_in(tmp_path)
    assert [(each.id, each.text) for each in drafts.drafts()] == [(COPY, draft.text), ("tinggal", "id: tinggal")]
    assert sorted(path.name for path in (tmp_path / drafts.FOLDER).iterdir()) == ["A.yaml", f"{COPY}.yaml"]


def test_a_text_that_is_too_large_is_not_even_read(draft):
    assert "paling besar" in drafts.reading(draft.id, "a: [" * 200_000).problems[0]


@pytest.mark.parametrize("text", [
    "a: &a [x, x]\n" + "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in pairwise("abcdefghi"))
    + "goals: [*i]\n", "goals: &a [*a]\n", "goals: " + "[" * 500, r'title: "\U00110000"', r'title: "\UFFFFFFFF"',
    r'title: "a\0b"', r'title: "a\ud800b"', "? [title, x]\n: y\n", "hints:\n- ? {id: x}\n  : y\n"],
    ids=["billions", "itself", "brackets", "no letter", "no number", "nul", "half a letter", "a list as a key", "a map as a key"])
def test_what_the_loader_refuses_unread_is_not_taken_apart_either(text):
    """A few hundred letters that stand for billions of values kept everybody of that process waiting."""
    assert (plain.fields(text), len(drafts.reading(COPY, text).problems)) == ([], 1)


def test_thousands_of_brackets_typed_as_a_number_are_written_as_text():
    typed = plain.with_values("minutes: 5\n", {"minutes": "[" * 2000})
    assert typed == f"minutes: >-\n  {'[' * 2000}\n"


@pytest.mark.parametrize("scenario_id", ["daftar-yang-lambat", "kirim-tanpa-jawaban", "ujian-berdua"])
def test_what_is_said_is_changed_one_by_one_and_all_else_of_the_file_stays_as_it_is(scenario_id):
    text = library()[scenario_id].text
    there = plain.fields(text)
    assert plain.with_values(text, {each.name: each.value for each in there}) == text
    wanted = {each.name: "7" if each.is_number else f"{each.value}: “x”#y" for each in there}
    changed = plain.with_values(text, wanted)
    assert {each.name: " ".join(each.value.split()) for each in plain.fields(changed)} == {
        name: " ".join(value.split()) for name, value in wanted.items()}
    back, before = (parse(each, f"{scenario_id}.yaml").scenario
                    for each in (plain.with_values(changed, {each.name: each.value for each in there}), text))
    assert back == before


@pytest.mark.parametrize("hints", [
    "hints:\n  - Satu # a\nwaiting: x\n", "hints:\n- >-\n  Satu\n  dan\n\nwaiting: x\n", "hints: [Satu, Dua]\n",
    "hints: [] # a\n", "hints:\n  - id: Satu\n    en: One\n# b\nwaiting: x\n",
    "hints:\n  - Satu\n  - 'Dua: b'\n  - {id: T, en: C}", "hints: [\n  Satu\n]\n"])
def test_a_hint_is_added_and_an_emptied_one_goes(hints):
    before = YAML(typ="safe").load(hints)
    added = plain.with_values(hints, {plain.ONE_MORE: "Dua: tiga\r\n"})
    assert YAML(typ="safe").load(added) == before | {"hints": [*before["hints"], "Dua: tiga"]}
    assert [part.key for part in plain.parts(hints)][-1] == "hints"
    assert plain.with_values(hints, {plain.ONE_MORE: " "}) == hints
    names = [each.name for each in plain.fields(added) if each.name.startswith("hints.")]
    emptied = plain.with_values(added, dict.fromkeys(names[:-1], " ") | {names[-1]: "Tinggal"})
    assert YAML(typ="safe").load(emptied) == before | {"hints": ["Tinggal"]}
    assert YAML(typ="safe").load(plain.with_values(emptied, {"hints.0": ""})) == before | {"hints": []}


@pytest.mark.parametrize("none", ["title: x\n", "hints: Satu\n", "hints: [", "hints: [[a]]\n"])
def test_what_is_no_list_of_hints_gets_none(none):
    assert not plain.takes_a_hint(none)
    assert plain.with_values(none, {plain.ONE_MORE: "Satu"}) == none


@pytest.mark.parametrize(("value", "written"), [
    ("Satu", "Satu"), ("Dua: tiga", '"Dua: tiga"'), ("- a", '"- a"'), ("8", '"8"'), ("satu # dua", '"satu # dua"'), ("", '""'),
    ("satu\r\n\r\ndua ", "|\n  satu\n\n  dua"), ("kata " * 30, f">-\n  {'kata ' * 24}kata\n  kata kata kata kata kata")])
def test_a_sentence_is_written_as_yaml_reads_it(value, written):
    assert plain.with_values("title: Lama\nbrief: x\n", {"title": value}) == f"title: {written}\nbrief: x\n"
    noted = plain.with_values("title: Lama # catatan\n", {"title": value, "solution.0": "y"})
    assert (plain.fields(noted)[0].value.split(), noted.endswith(" # catatan\n")) == (value.split(), True)


@pytest.mark.parametrize("name", ["../rahasia", "tidak-ada", "A", ""])
def test_another_name_than_a_draft_s_names_none(hall, name):
    with pytest.raises(NoSuchDraft):
        drafts.find(name)
    if name != "tidak-ada":
        with pytest.raises(NoSuchDraft):
            drafts.save_again(name, "")


def test_a_proof_is_of_the_text_that_was_proved_and_only_a_green_one_is_taken_over(tmp_path, draft):
    with pytest.raises(NotProved):
        proving.take_over(tmp_path, draft)
    proved(draft, False, "tujuan belum tercapai")
    assert proving.of(draft) == proving.ProofShown("red", ("tujuan belum tercapai",))
    proved(draft, True)
    assert proving.take_over(tmp_path, draft).read_text(encoding="utf-8") == draft.text
    changed = drafts.save(COPY, draft.text + "\n", seen=draft.hash)
    assert proving.take_over(tmp_path, draft).read_text(encoding="utf-8") == draft.text, "not what was saved meanwhile"
    assert proving.of(changed).state == "none"
    with pytest.raises(NotProved):
        proving.take_over(tmp_path, changed)


def test_one_draft_is_proved_at_a_time(hall, draft):
    for minutes, state in ((11, "none"), (1, "running")):
        with write() as session:
            session.merge(DraftProof(hash=draft.hash, began_at=datetime.now(UTC) - timedelta(minutes=minutes), told=""))
        assert proving.of(draft).state == state
    with pytest.raises(ProofRunning):
        proving.begin(hall.app, draft)


def test_a_trainer_reads_and_an_organiser_copies_writes_checks_and_takes_over(opened, tmp_path, monkeypatch):
    staff.create("kantor", "Kantor", "organiser", "x" * 12)
    trainer, office = opened.staff(), opened.browser("staff:2:1")
    told = html.unescape(trainer.get(f"{AT}/{STALL}").get_data(as_text=True))
    stall = library()[STALL].scenario
    assert all(each.text.strip() in told for each in (*stall.goals, *stall.proved_mistakes))
    assert ("Kirim data keluarga [nomor KK] ([nama kepala keluarga]) ke kecamatan." in told, "{{" in told) == (True, False)
    assert (f"{AT}/{STALL}/salin" in told, trainer.post(f"{AT}/{STALL}/salin").status_code) == (False, 403)
    here = office.post(f"{AT}/{STALL}/salin").location
    assert here == f"{AT}/konsep/{COPY}"
    assert COPY in office.get(AT).get_data(as_text=True)
    draft = drafts.find(COPY)
    wrong = draft.text.replace("minutes:", "minuts:")
    assert "minuts tidak dikenal" in " ".join(office.post(f"{here}/periksa", data={"teks": wrong}).json["problems"])
    told = office.post(f"{here}/periksa", data={"teks": draft.text.replace("\n", "\r\n")}).json
    assert told == {"problems": [], "warnings": [], "fields": []}
    other = office.post(f"{here}/periksa", data={"teks": draft.text.replace(f"id: {COPY}", "id: lain")}).json["problems"]
    assert "id lain tidak sama dengan nama file" in " ".join(other), "as saving would say it"
    assert drafts.find(COPY) == draft, "to check stores nothing"
    office.post(here, data={"teks": wrong, "dilihat": draft.hash})
    assert "minuts tidak dikenal" in office.get(here).get_data(as_text=True)
    late = office.post(here, data={"teks": "# ketikan saya", "dilihat": draft.hash})
    assert (late.status_code, "# ketikan saya" in late.get_data(as_text=True)) == (409, True), "no typing is lost"
    assert "isinya bukan kunci dan nilai" in late.get_data(as_text=True), "told is what is wrong in the text that is shown"
    office.post(here, data={"teks": draft.text, "dilihat": drafts.find(COPY).hash})
    page = office.get(here).get_data(as_text=True)
    assert 'name="goals.0.text"' in page
    assert 'id="teks"' in office.get(f"{here}?bentuk=file").get_data(as_text=True)
    seen = {"teks": draft.text, "dilihat": draft.hash}
    told = office.post(f"{here}/periksa", data=seen | {"minutes": "80"}).json
    assert (told["fields"], "minutes terlalu besar" in told["problems"][0]) == (["minutes"], True)
    office.post(here, data=seen | {"minutes": "12", "goals.0.text": "Ditemukan: sudah"})
    saved = drafts.find(COPY)
    assert saved.text == draft.text.replace("minutes: 10", "minutes: 12").replace(
        "text: Menemukan kiriman yang macet di Kotak Keluar", 'text: "Ditemukan: sudah"')
    office.post(here, data={"teks": draft.text, "dilihat": saved.hash})
    assert office.post(f"{here}/pakai").status_code == 409, "not proved"
    proved(draft, True)
    office.post(f"{here}/pakai")
    assert (tmp_path / taken.OWN / f"{COPY}.yaml").read_text(encoding="utf-8") == draft.text
    with read() as session:
        assert [row.target for row in session.query(Audit) if row.deed == "scenario_taken_over"] == [f"scenario:{COPY}"]
    monkeypatch.setenv(OWN, str(tmp_path / taken.OWN))
    assert f"{AT}/{COPY}/tarik" in office.get(f"{AT}/{COPY}").get_data(as_text=True)
    for which in (COPY, STALL):  # one of the library stays
        office.post(f"{AT}/{which}/tarik")
    assert (COPY in library(), STALL in library()) == (False, True)
    office.post(f"{here}/hapus")
    assert office.get(here).status_code == 404
    kept = office.get(office.post(here, data={"teks": "# ketikan saya", "dilihat": draft.hash}).location).get_data(as_text=True)
    assert "sudah dihapus orang lain" in kept
    assert "# ketikan saya" in kept


NICE = """#!/bin/sh
echo "$1 $2" > "$0.asked"
shift 2
exec "$@"
"""


@pytest.fixture
def gentleness(tmp_path, monkeypatch):
    """Where it is told how gently a process was to run; it runs as all others: at low priority it had no turn beside them."""
    (tmp_path / "commands").mkdir()
    (nice := tmp_path / "commands" / "nice").write_text(NICE, encoding="ascii")
    nice.chmod(0o755)
    monkeypatch.setenv("PATH", str(nice.parent))
    return nice.with_name("nice.asked")


@pytest.mark.slow
def test_a_draft_is_proved_in_a_process_of_its_own(hall, gentleness):
    draft = drafts.duplicate(library()["ubah-kata-sandi"])
    wrong = drafts.save(draft.id, "id: [\n", seen=draft.hash)
    running = proving.begin(hall.app, wrong)
    drafts.save(wrong.id, draft.text, seen=wrong.hash)  # the proof is of the text that was there
    running.join()
    assert proving.of(wrong).state == "red"
    assert "baris 2" in proving.of(wrong).problems[0]
    assert gentleness.read_text(encoding="ascii") == "-n 15\n"


def a_trial(account: int = 1) -> Trial:
    return trials.fresh("ubah-kata-sandi", "Ubah kata sandi", account=account, who="Sari", back=AT, again=f"{AT}/coba")


@contextmanager
def a_process(answers):
    """What listens where a trial says it does."""
    server = make_server("127.0.0.1", 0, answers, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def kept(instance, trial: Trial) -> Trial:
    (instance / drafts.FOLDER / trials.PLACE).mkdir(parents=True, exist_ok=True)
    trials.write(instance / drafts.FOLDER / trials.PLACE / "keadaan.json", trial)
    return trial


def test_what_is_tried_is_found_while_its_process_is_heard_of_and_by_its_ticket_alone(tmp_path):
    assert trials.present(tmp_path) is None
    trial = kept(tmp_path, trials.told(a_trial(), 8, {"sekdes": "/kartu/x"}))
    assert trials.require(tmp_path, b"rahasia", trials.ticket(b"rahasia", trial)) == trial
    for secret, carried in ((b"lain", trials.ticket(b"rahasia", trial)), (b"rahasia", trials.ticket(b"rahasia", a_trial()))):
        with pytest.raises(TrialGone):
            trials.require(tmp_path, secret, carried)
    with pytest.raises(TrialRunning, match="Sari sedang mencoba"):
        trials.begin(tmp_path, a_trial(account=2), "")
    state = tmp_path / drafts.FOLDER / trials.PLACE / "keadaan.json"
    silent = time.time() - trials.SILENT_S - 1
    os.utime(state, (silent, silent))
    assert (trials.present(tmp_path), trials.last(tmp_path).is_over) == (None, True)
    state.write_text("{", encoding="utf-8")
    assert trials.present(tmp_path) is None


def test_a_browser_with_the_ticket_is_led_to_the_trial_and_to_the_hall_for_all_else(opened, tmp_path):
    def answers(environ, start_response):
        told = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']} {environ['HTTP_HOST']} ".encode()
        lengths = [("Content-Length", "9"), ("Content-Length", "8")] if environ["PATH_INFO"] == "/desa/putus" else []
        start_response("409 Conflict", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), *lengths])
        return [] if lengths else [told + environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))]

    trainer, outside = opened.staff(), opened.browser()
    with a_process(answers) as port:
        kept(tmp_path, trials.told(a_trial(), port, {"sekdes": "/kartu/abc"}))
        assert trainer.get("/desa/").status_code != 409, "without a ticket"
        assert trainer.post(f"{AT}/coba/duduk", data={"peran": "sekdes"}).location == "/kartu/abc"
        assert outside.post(f"{AT}/coba/duduk", data={"peran": "sekdes"}).status_code == 403
        there = trainer.post("/desa/simpan?x=%2F", data={"isi": "a b"})
        assert (there.status_code, there.get_data(as_text=True)) == (409, "POST /desa/simpan?x=%2F localhost isi=a+b")
        assert there.headers.getlist("Set-Cookie") == ["a=1", "b=2"]
        assert trainer.get("/desa/putus").headers.getlist("Content-Length") == ["9", "8"], "a broken answer is passed on broken"
        assert "?x=%C3%A9 " in trainer.get("/desa/", environ_overrides={"QUERY_STRING": "x=\xc3\xa9"}).get_data(as_text=True)
        assert trainer.get("/papan").status_code == 200
        assert opened.browser("seat:1:1").post("/keluar", headers={"Referer": "http://[x"}).status_code == 302
        away = trainer.post("/keluar", headers={"Referer": "http://localhost/desa/"})
        assert (away.location, trials.present(tmp_path)) == (f"{AT}/coba", None)
    told = trainer.get(f"{AT}/coba").get_data(as_text=True)
    assert ("Percobaan ini sudah berakhir" in told, f'action="{AT}/coba"' in told, 'value="ubah-kata-sandi"' in told) == (
        True, True, True)
    staff.create("lain", "Lain", "trainer", "x" * 12)
    assert "Tidak ada yang sedang dicoba" in opened.browser("staff:2:1").get(f"{AT}/coba").get_data(as_text=True)
    assert trainer.get("/papan").status_code == 200, "still logged in"
    assert trainer.get("/desa/").status_code != 409


@pytest.mark.slow
def test_an_exercise_can_be_tried_at_once_and_the_hall_s_group_sees_nothing_of_it(opened, tmp_path, gentleness):
    trainer = opened.staff()
    assert trainer.post(f"{AT}/coba", data={"latihan": "ubah-kata-sandi"}).location == f"{AT}/coba"
    assert trainer.get(f"{AT}/coba").headers["Refresh"] == "3"
    while not ((trial := trials.present(tmp_path)) and trial.ready):
        time.sleep(0.1)
    card = trainer.post(f"{AT}/coba/duduk", data={"peran": "operator"}).location
    token = re.findall(r'name="csrf_token" value="([^"]+)', trainer.get(card).get_data(as_text=True))[0]
    trainer.post(card, data={"csrf_token": token})
    assert library()["ubah-kata-sandi"].scenario.title in trainer.get("/desa/", follow_redirects=True).get_data(as_text=True)
    with read() as session:
        assert session.query(Feed).count() == 0
    assert trainer.post(f"{AT}/coba/selesai").location == f"{AT}/ubah-kata-sandi"
    assert gentleness.read_text(encoding="ascii") == "-n 5\n"
