"""The skills: their file, what an exercise may name, and what a certificate needs."""

import pytest

from scenarios.day.course import Course, Exercise, course, read
from scenarios.file.loader import ScenarioError, library, load
from scenarios.file.skills import FILE, SkillsError, skills
from scenarios.file.skills import load as load_skills
from scenarios.results.mastery import Rung
from scenarios.results.progress import lacking
from tests.scenarios.factories import FRAME

REQUIRED = ["masuk-aman", "entri-keluarga", "periksa-dulu", "betulkan-data", "pulihkan-kiriman", "tahu-menunggu"]
GOAL = "goals:\n  - {id: tujuan, text: Tujuan, check: {did: open, form: outbox}}\n"


def test_there_are_thirteen_and_a_certificate_needs_the_six_of_the_curriculum():
    assert len(skills()) == 13
    assert [skill.id for skill in skills() if skill.certificate] == REQUIRED


def test_whoever_masters_the_six_alone_lacks_nothing_and_help_in_one_of_them_is_told():
    alone = dict.fromkeys(REQUIRED, Rung.MANDIRI)
    assert lacking(alone, skills()) == []
    helped = alone | {"periksa-dulu": Rung.DIBANTU, "layani-warga": Rung.BELUM}
    assert [skill.title for skill in lacking(helped, skills())] == ["Periksa dulu"]
    assert len(lacking({}, skills())) == 6


@pytest.mark.parametrize(("right", "wrong", "told"), [
    ("  - id: jaga-isian", "  - id: entri-keluarga", "keterampilan entri-keluarga sudah ada di atas"),
    ("needs: [masuk-aman, pulihkan-kiriman]", "needs: [masuk-aman, pulihkan]", "keterampilan pulihkan tidak ada"),
    ("    title: Entri keluarga", "    judul: Entri keluarga", "judul tidak dikenal"),
    ("akun terkunci.\n", "akun terkunci.\n    needs: [layani-warga]\n", "masuk-aman dan layani-warga saling menunggu")])
def test_what_is_wrong_among_the_skills_is_told_with_its_line(tmp_path, right, wrong, told):
    text = FILE.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path = tmp_path / "skills.yaml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(SkillsError) as caught:
        load_skills(path)
    assert told in str(caught.value)
    assert "skills.yaml, baris " in str(caught.value)


def test_an_exercise_of_a_skill_that_there_is_not_is_refused_with_its_line(tmp_path):
    path = tmp_path / "coba.yaml"
    path.write_text(FRAME + GOAL, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"coba\.yaml, baris 5, .*keterampilan coba tidak ada. Pilih salah satu: masuk-aman"):
        load(path)
    path.write_text((FRAME + GOAL).replace("skill: coba", "skill: periksa-dulu"), encoding="utf-8")
    assert load(path).scenario.skill == "periksa-dulu"


def test_each_of_the_six_is_trained_by_the_library():
    assert set(REQUIRED) <= {each.scenario.skill for each in library().values()}


def test_what_was_pinned_is_read_back_whatever_the_file_says_by_then():
    renamed = Course((Exercise("a", "1.1", "A", skill="baca-pesan"),),
                     tuple(skill.model_copy(update={"title": f"Dulu {skill.title}"}) for skill in skills()))
    assert course(renamed.agenda()) == renamed
    assert renamed.skill_title("baca-pesan") == "Dulu Membaca pesan"
    assert [skill.title for skill in renamed.trained] == ["Dulu Membaca pesan"]


def test_a_day_of_before_skills_were_pinned_has_those_of_the_file():
    assert course({"exercises": [Exercise("a", "1.1", "A").entry()]}).skills == skills()
    assert read("{}").exercises == ()
