"""Certificates: only for who masters all required skills; the same number and code again; a page that knows genuine ones."""

import json
import re
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from instructor.board.hall import rows_of_seat
from instructor.certificates import codes
from instructor.certificates import sheet as drawn
from instructor.certificates.commands import certificate
from instructor.certificates.issuing import Terms, candidates, issue
from instructor.days import groups, rotation
from instructor.people import by_hand
from instructor.reports.results import days
from sandbox.accounts import staff
from sandbox.paper import worker
from sandbox.paper.letters import Face
from sandbox.paper.sheet import PaperSheet
from sandbox.paper.size import PaperSize
from sandbox.platform.db import write
from sandbox.platform.models import Trainee
from scenarios.file.skills import skills
from tests.conftest import NOON, a_template
from tests.pdfs import pages_of, text_of

REQUIRED = [skill.id for skill in skills() if skill.certificate]
NAME = "Raden Roro Kusumaningtyas Purnamawati D’Ḍé, S.So"
TOLD = {"name": NAME, "title": "Sekretaris Desa", "village": "Kaligondo", "district": "Genteng", "number": "1-006/S",
        "code": "G4K7-2M9P-QX3T", "link": "http://192.168.10.2/sertifikat/G4K72M9PQX3T", "day": "Kamis, 12 November 2026",
        "date": "12 November 2026", "skills": [["Masuk dengan aman", "mahir"]] * 6,
        "terms": {"signer": "Darma Wicaksana, S.STP.", "place": "Banyuwangi",
                  "office": "Bidang Pemerintahan Desa, BPMPD Kabupaten Banyuwangi"}}


def master(opened, trainee, *mastered):
    """Solve one exercise of each of these skills alone."""
    for skill in mastered:
        opened.noted("begin", trainee, detail={"scenario": f"latihan-{skill}", "hash": "h", "number": 1, "skill": skill})
        attempt = max(row.deed.id for row in rows_of_seat(opened.seat(trainee)) if row.deed.action == "begin")
        opened.noted("judged", trainee, attempt=attempt, detail={"scenario": f"latihan-{skill}", "solved": True})


@pytest.fixture
def able(opened):
    """One who masters all six, one who lacks one; an organiser besides the instructor."""
    master(opened, 1, *REQUIRED)
    master(opened, 2, *REQUIRED[1:])
    staff.create("sari", "Sari", "organiser", "sandi")
    with write() as session:
        session.execute(update(Trainee).where(Trainee.id == 1).values(name=NAME))
    return opened


FORM = {"penanda": "Darma Wicaksana, S.STP.", "tempat": "Banyuwangi", "kantor": "panitia BPMPD"}


def test_only_who_masters_all_six_gets_one_and_again_it_is_the_same(able):
    organiser = able.browser("staff:2:1")
    for _press in range(2):
        assert organiser.post("/papan/sertifikat", data=FORM).status_code == 302
    kept, = [each.certificate for each in candidates(days([], now=NOON))]
    assert (kept.trainee_id, kept.number) == (1, "1-001/S")
    first, second = (organiser.get("/papan/sertifikat.pdf").data for _time in range(2))
    assert first.split(b"/CreationDate")[0] == second.split(b"/CreationDate")[0]
    text, = text_of(first)
    for words in (NAME, kept.number, codes.printed(kept.code), "Darma Wicaksana, S.STP.", "Sekretaris Desa", "enam"):
        assert words in text
    assert organiser.get("/papan/sertifikat.pdf?peserta=2").status_code == 302


def test_a_colleague_at_the_same_seat_gets_the_next_number(able):
    first, = issue(candidates(days([], now=NOON)), Terms("Darma"), by=0, now=NOON)
    master(able, by_hand.replace(1, "Ratna Dewi", now=NOON, by=0), *REQUIRED)
    second, = issue(candidates(days([], now=NOON)), Terms("Darma"), by=0, now=NOON)
    assert (first.number, second.number) == ("1-001/S", "1-001/S-2")


def test_a_revoked_one_is_told_so_to_whoever_asks_is_not_printed_and_may_stand_again_as_it_was(able):
    kept, = issue(candidates(days([], now=NOON)), Terms("Darma"), by=0, now=NOON)
    organiser, anybody = able.browser("staff:2:1"), able.browser()
    for _press in range(2):
        organiser.post("/papan/sertifikat/cabut", data={"peserta": 1})
    told = anybody.get(f"/sertifikat/{kept.code}").text
    assert "sudah dicabut" in told
    assert NAME not in told
    assert organiser.get("/papan/sertifikat.pdf").status_code == 302
    assert "dicabut" in organiser.get("/papan/sertifikat").text
    assert issue(candidates(days([], now=NOON)), Terms("Darma"), by=0, now=NOON) == []
    organiser.post("/papan/sertifikat/cabut", data={"peserta": 1, "berlaku": "ya"})
    assert NAME in anybody.get(f"/sertifikat/{kept.code}").text
    refused = organiser.post("/papan/sertifikat/cabut", data={"peserta": 2})
    assert "GL-404" in organiser.get(refused.location).text


def test_who_qualified_on_both_of_two_days_gets_one(able):
    first, = candidates(days([], now=NOON))
    rotation.close(1, clock=able.clock)
    again = by_hand.invite_again(1, 2, now=NOON, by=0)
    groups.open_group(2, now=NOON)
    a_template(able.services.settings.templates, able.seat(again).pin.template)
    master(able, again, *REQUIRED)
    both = candidates(days([], now=NOON))
    assert [(each.day.number, each.person.seat.trainee_id) for each in both] == [(1, 1)]
    assert [each.person.seat.trainee_id for each in candidates(days([2], now=NOON))] == [again]
    kept, = issue(both, Terms("Darma"), by=0, now=NOON)
    assert issue(candidates(days([2], now=NOON)), Terms("Darma"), by=0, now=NOON) == []
    assert [each.certificate.code for each in candidates(days([2], now=NOON))] == [kept.code]
    assert first.certificate is None


def test_nothing_is_issued_without_a_signer_nor_by_an_instructor(able):
    for signer in ("  ", "Darma " * 40):
        refused = able.browser("staff:2:1").post("/papan/sertifikat", data=FORM | {"penanda": signer})
        assert (refused.status_code, 'value="Banyuwangi"' in refused.text, signer.strip() in refused.text) == (422, True, True)
    assert able.staff().post("/papan/sertifikat", data=FORM).status_code == 403
    assert [each.certificate for each in candidates(days([], now=NOON))] == [None]


def test_a_genuine_code_is_known_without_a_login_however_it_is_typed_and_any_other_is_not(able):
    kept, = issue(candidates(days([], now=NOON)), Terms("Darma"), by=0, now=NOON, rng=Random(1))
    anybody = able.browser()
    for typed in (kept.code, codes.printed(kept.code).lower(), f" {codes.printed(kept.code).replace('-', ' ')} "):
        page = anybody.get("/sertifikat", query_string={"kode": typed})
        assert page.status_code == 200
        assert NAME in page.get_data(as_text=True)
    for wrong in ("ABCD-EFGH-JKLM", "x", "0" * 12, kept.code[:-1], "<script>", "' or 1=1 --" * 9):
        page = anybody.get("/sertifikat", query_string={"kode": wrong})
        told = page.get_data(as_text=True)
        assert "Kode ini tidak ada" in told
        assert NAME not in told
        assert "<script>alert" not in told
        assert "panitia pelatihan" in told
    assert anybody.get(f"/sertifikat/{kept.code}").status_code == 200
    assert anybody.get("/sertifikat").status_code == 200


@given(st.randoms(use_true_random=False))
def test_a_code_is_read_as_it_is_printed_and_has_no_letter_that_is_mistaken_for_another(rng):
    code = codes.fresh(rng)
    assert re.fullmatch("[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}", codes.printed(code))
    assert codes.typed(codes.printed(code)) == codes.typed(code.lower()) == code


@given(st.text())
def test_whatever_is_typed_is_a_code_or_none(text):
    assert codes.typed(text) is None or len(codes.typed(text)) == codes.LENGTH


@pytest.mark.parametrize("name", [NAME, "W" * 24 + " " + "M" * 23, "Mursinin", f"{NAME} {NAME}"])
def test_a_name_of_48_letters_stands_on_one_line_and_none_is_wider_than_its_line(name):
    sheet = PaperSheet(PaperSize.A4, title="", lies=True)
    size, lines = drawn.name_lines(sheet, name)
    assert max(sheet.wide(line, size, "B", Face.SERIF) for line in lines) <= drawn.NAME_WIDE
    assert len(lines) == (1 if name == NAME or len(name) < 40 else 2)


@pytest.mark.parametrize("size", PaperSize)
def test_each_certificate_is_one_lying_page_with_all_that_stands_on_it(size):
    pages = pages_of(worker.draw("instructor.certificates.sheet", {"size": size.value, "certificates": [TOLD, TOLD]}))
    assert len(pages) == 2
    assert (pages[0].height, pages[0].width) == tuple(size.millimetres)
    for words in (NAME, "1-006/S", "G4K7-2M9P-QX3T", "Kaligondo", ", Kecamatan Genteng", "Darma Wicaksana, S.STP.", "★"):
        assert words in pages[0].text
    assert TOLD["terms"]["office"] in " ".join(pages[0].text.split())




def test_the_command_issues_what_is_missing_and_prints_all(able, tmp_path):
    out = tmp_path / "sertifikat.pdf"
    for new in (1, 0):
        done = CliRunner().invoke(certificate, ["--signer", "Darma", "--out", str(out), "--json"], obj=lambda: able.app,
                                  catch_exceptions=False)
        assert json.loads(done.output) == {"file": str(out), "certificates": 1, "new": new}
        assert NAME in text_of(out.read_bytes())[0]
