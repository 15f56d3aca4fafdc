"""Exercises in the browser: the library to read, drafts that touch no group, and nothing taken over that is not proved."""

import html
import json

import pytest

from instructor.authoring import drafts, proving
from instructor.authoring.errors import DraftChanged, NoSuchDraft, NotProved, ProofRunning
from sandbox.accounts import staff
from sandbox.platform.db import read
from sandbox.platform.models import Audit
from scenarios.file.loader import library

STALL = "kiriman-macet-di-antrean"
COPY = f"{STALL}-2"
AT = "/pelatih/skenario"


@pytest.fixture
def draft(tmp_path):
    return drafts.duplicate(tmp_path, library()[STALL])


def proved(draft, ok: bool, *problems: str) -> None:
    """As the process leaves it that proves a draft."""
    found = [{"id": draft.id, "ok": ok, "problems": list(problems)}]
    draft.path.with_name(f"{draft.id}.{draft.hash[:12]}.json").write_text(json.dumps(found), encoding="utf-8")


def test_a_draft_begins_as_an_exercise_under_an_id_that_nobody_has(tmp_path, draft):
    assert (draft.id, drafts.problems(COPY, draft.text)) == (COPY, [])
    assert drafts.duplicate(tmp_path, library()[STALL]).id == f"{STALL}-3"
    assert [each.id for each in drafts.drafts(tmp_path)] == [COPY, f"{STALL}-3"]


def test_what_somebody_else_saved_meanwhile_is_not_written_over(tmp_path, draft):
    saved = drafts.save(tmp_path, COPY, draft.text.replace("minutes: 10", "minuts: 10"), seen=draft.hash)
    assert "minuts tidak dikenal" in " ".join(drafts.problems(COPY, saved.text))
    with pytest.raises(DraftChanged):
        drafts.save(tmp_path, COPY, "id: lain", seen=draft.hash)
    assert drafts.find(tmp_path, COPY).text == saved.text


def test_a_text_that_is_too_large_is_not_even_read(draft):
    assert "paling besar" in drafts.problems(draft.id, "a: [" * 200_000)[0]


@pytest.mark.parametrize("name", ["../rahasia", "tidak-ada", "A", ""])
def test_another_name_than_a_draft_s_names_no_file(tmp_path, name):
    (tmp_path / "rahasia.yaml").write_text("x", encoding="utf-8")
    with pytest.raises(NoSuchDraft):
        drafts.find(tmp_path, name)


def test_a_proof_is_of_the_text_that_was_proved_and_only_a_green_one_is_taken_over(tmp_path, draft):
    with pytest.raises(NotProved):
        proving.take_over(tmp_path, draft)
    proved(draft, False, "tujuan belum tercapai")
    assert proving.of(draft) == proving.ProofShown("red", ("tujuan belum tercapai",))
    proved(draft, True)
    assert proving.take_over(tmp_path, draft).read_text(encoding="utf-8") == draft.text
    changed = drafts.save(tmp_path, COPY, draft.text + "\n", seen=draft.hash)
    assert proving.take_over(tmp_path, draft).read_text(encoding="utf-8") == draft.text, "not what was saved meanwhile"
    assert proving.of(changed).state == "none"
    with pytest.raises(NotProved):
        proving.take_over(tmp_path, changed)


def test_one_draft_is_proved_at_a_time(tmp_path, draft):
    draft.path.with_name(f"{draft.id}.{draft.hash[:12]}.json").touch()
    assert proving.of(draft).state == "running"
    with pytest.raises(ProofRunning):
        proving.begin(tmp_path, draft)


def test_a_trainer_reads_and_an_organiser_copies_writes_checks_and_takes_over(opened, tmp_path):
    staff.create("kantor", "Kantor", "organiser", "x" * 12)
    trainer, office = opened.staff(), opened.browser("staff:2:1")
    told = html.unescape(trainer.get(f"{AT}/{STALL}").get_data(as_text=True))
    assert all(each.text.strip() in told for each in (*library()[STALL].scenario.goals, *library()[STALL].scenario.mistakes))
    assert (f"{AT}/{STALL}/salin" in told, trainer.post(f"{AT}/{STALL}/salin").status_code) == (False, 403)
    here = office.post(f"{AT}/{STALL}/salin").location
    assert here == f"{AT}/konsep/{COPY}"
    assert COPY in office.get(AT).get_data(as_text=True)
    draft = drafts.find(tmp_path, COPY)
    wrong = draft.text.replace("minutes:", "minuts:")
    assert "minuts tidak dikenal" in " ".join(office.post(f"{here}/periksa", data={"teks": wrong}).json["problems"])
    assert office.post(f"{here}/periksa", data={"teks": draft.text.replace("\n", "\r\n")}).json == {"problems": []}
    other = office.post(f"{here}/periksa", data={"teks": draft.text.replace(f"id: {COPY}", "id: lain")}).json["problems"]
    assert "id lain tidak sama dengan nama file" in " ".join(other), "as saving would say it"
    assert drafts.find(tmp_path, COPY) == draft, "to check stores nothing"
    office.post(here, data={"teks": wrong, "dilihat": draft.hash})
    assert "minuts tidak dikenal" in office.get(here).get_data(as_text=True)
    late = office.post(here, data={"teks": "# ketikan saya", "dilihat": draft.hash})
    assert (late.status_code, "# ketikan saya" in late.get_data(as_text=True)) == (409, True), "no typing is lost"
    assert "isinya bukan kunci dan nilai" in late.get_data(as_text=True), "told is what is wrong in the text that is shown"
    office.post(here, data={"teks": draft.text, "dilihat": drafts.find(tmp_path, COPY).hash})
    assert office.post(f"{here}/pakai").status_code == 409, "not proved"
    proved(draft, True)
    office.post(f"{here}/pakai")
    assert (tmp_path / proving.OWN / f"{COPY}.yaml").read_text(encoding="utf-8") == draft.text
    with read() as session:
        assert [row.target for row in session.query(Audit) if row.deed == "scenario_taken_over"] == [f"scenario:{COPY}"]
    office.post(f"{here}/hapus")
    assert office.get(here).status_code == 404
    kept = office.get(office.post(here, data={"teks": "# ketikan saya", "dilihat": draft.hash}).location).get_data(as_text=True)
    assert "sudah dihapus orang lain" in kept
    assert "# ketikan saya" in kept


@pytest.mark.slow
def test_a_draft_is_proved_in_a_process_of_its_own(tmp_path):
    draft = drafts.duplicate(tmp_path, library()["ubah-kata-sandi"])
    wrong = drafts.save(tmp_path, draft.id, "id: [\n", seen=draft.hash)
    running = proving.begin(tmp_path, wrong)
    drafts.save(tmp_path, wrong.id, draft.text, seen=wrong.hash)  # the proof is of the text that was there
    running.wait(timeout=120)
    assert proving.of(wrong).state == "red"
    assert "baris 2" in proving.of(wrong).problems[0]
