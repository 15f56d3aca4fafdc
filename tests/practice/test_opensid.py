"""The population workbook of OpenSID: its 43 columns and 195 codes become answers of ours, and what has no place is said."""

import csv
from io import StringIO

import pytest

from sandbox.practice.exchange import opensid
from sandbox.practice.exchange.checking import check
from sandbox.practice.exchange.village import HOUSEHOLD_FORM, MEMBER_FORM, KnownVillage
from sandbox.practice.forms.instruments import load
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.files import read_file
from tests.conftest import AS_OF

HEAD = {"alamat": "Jl. Mawar 3", "dusun": "DUSUN_KRAJAN", "rw": "-", "rt": "'001", "nama": "Kasiran", "no_kk": "3510621208910077",
        "nik": "3510621208800001", "sex": "L", "tempatlahir": "Banyuwangi", "tanggallahir": "12-08-1980", "agama_id": "1",
        "status_kawin": "K", "kk_level": "KEPALA KELUARGA", "warganegara_id": "1", "pekerjaan_id": "9", "status_dasar": "1"}
MOTHER = {**HEAD, "nama": "Sumarmi", "nik": "0", "sex": "2", "tanggallahir": "03-05-1950", "kk_level": "7", "status_kawin": "4",
          "agama_id": "ISLAM", "pekerjaan_id": "8", "pendidikan_kk_id": "3", "cacat_id": "7", "lat": "-8.2"}


def a_list(*people, names=None):
    """A CSV of such a list, with semicolons and a BOM as Excel saves it."""
    out = StringIO()
    names = names or list(opensid.columns())
    writer = csv.writer(out, delimiter=";")
    writer.writerows([names, *([person.get(name, "") for name in names] for person in people)])
    return out.getvalue().encode("utf-8-sig")


def checked(*people, **more):
    return check(read_file(a_list(*people, **more)), KnownVillage(AS_OF, "351062", {}), lambda done, of: None)


def wrong(*people, **more):
    return [(each.address, each.code, each.why) for each in checked(*people, **more)[0].problems]


def test_every_column_and_code_of_theirs_is_known_and_leads_to_an_answer_of_ours():
    forms = load(HOUSEHOLD_FORM).by_key | load(MEMBER_FORM).by_key
    codes = [code for known in opensid.codes().values() for code in {id(each): each for each in known.values()}.values()]
    assert (len(opensid.columns()), len(codes)) == (43, 195)
    for code in codes:
        key = opensid.columns()[code.column].key
        for sex in "LP":
            answer = code.for_sex(sex)
            assert not key or key == opensid.STATUS or answer in ("", "none") or answer in forms[key].labels, code


def test_a_list_of_theirs_becomes_a_family_with_its_people():
    report, plan = checked(HEAD, MOTHER)
    assert (report.counts.new, report.counts.read, report.families, report.people, report.problems) == (2, 2, 1, 2, [])
    [family] = plan
    assert family.card == {"number": "3510621208910077", "address": "Jl. Mawar 3", "hamlet": "KRAJAN", "rt": "01", "rw": "00"}
    head, mother = (each.values for each in family.members)
    assert (head["2"], head["3"], head["9"], head["sex"]) == ("1", "1", "1", "L")
    assert (mother["nik"], mother["2"], mother["3"], mother["8"], mother["13"], mother["14"]) == (None, "7", "3", "5", [], [])
    assert "9" not in mother


def test_short_forms_that_our_own_template_takes_are_taken_of_theirs_too():
    [family] = checked({**HEAD, "sex": "Pria", "kk_level": "KK", "warganegara_id": "WNI", "tanggallahir": "17-Agt-80"})[1]
    head = family.members[0].values
    assert (head["sex"], head["2"], head["6"], head["birth_date"].isoformat()) == ("L", "1", "1", "1980-08-17")


def test_what_is_not_stored_is_said():
    notes = checked(HEAD, MOTHER, {**HEAD, "nik": "3510621208800002", "nama": "Almarhum", "status_dasar": "2"})[0].notes
    assert notes == ["Pekerjaan: PERDAGANGAN tidak disimpan, sebab formulir tidak punya pilihan yang sama.",
                     "Kolom yang tidak ditanyakan formulir, jadi tidak disimpan: Lintang.",
                     "1 orang dilewati, sebab status dasarnya bukan HIDUP."]


@pytest.mark.parametrize(("cells", "told"), [
    ({"agama_id": "12"}, ("K2", "IMP-422")),
    ({"nik": "3,51062E+15"}, ("G2", "IMP-NIK")),
    ({"tanggallahir": "03/04/1987"}, ("J2", "IMP-DATE")),
    ({"no_kk": "351062120891003"}, ("F2", "VAL-01K")),
    ({"dusun": ""}, ("B2", "VAL-17")),
])
def test_a_cell_that_does_not_fit_is_told_by_its_address(cells, told):
    assert [each[:2] for each in wrong({**HEAD, **cells})] == [told]


def test_a_head_that_is_none_of_theirs_refuses_the_whole_file():
    names = [*opensid.columns(), "telepon"]
    assert [each[:2] for each in wrong(HEAD, names=names)] == [("AR1", "IMP-412")]


def test_a_list_of_theirs_without_a_column_that_is_needed_names_it():
    names = [name for name in opensid.columns() if name != "nik"]
    with pytest.raises(NoSpreadsheet) as refused:
        checked(HEAD, names=names)
    assert (refused.value.why, refused.value.code) == ("Daftar penduduk OpenSID ini tidak punya kolom nik.", "IMP-412")


def test_what_stands_below_the_end_mark_is_not_read():
    assert checked(HEAD, {"alamat": "###"}, MOTHER)[0].counts.read == 1


def test_what_refuses_a_cell_is_told_before_what_only_asks_about_it():
    later = "01-01-2031"                      # not the date in the NIK, which is asked, and not yet come, which is refused
    assert [each[:2] for each in wrong({**HEAD, "tanggallahir": later})] == [("J2", "VAL-09")]
    report, plan = checked({**HEAD, "tanggallahir": later})
    assert (report.fits, report.asked, plan) == (False, 0, [])


def test_a_list_of_real_people_is_told_to_stay_away():
    told = wrong({**HEAD, "no_kk": "3510021208910077", "nik": "3510021208800001"})
    assert [(address, why.split(":")[1].strip()) for address, _, why in told] == [
        (cell, "angka ke-5 dan ke-6 harus 61 atau lebih.") for cell in ("F2", "G2")]
