"""The proof: a good file passes it, and each way of being wrong is found. Played through the real pages."""

import json
import os
import re
from contextlib import contextmanager, nullcontext
from dataclasses import replace

import pytest
from click.testing import CliRunner

from sandbox.server.throwaway.stage import ProofStage, proof_stage
from scenarios.commands import PLANT_KINDS, make_group, pattern
from scenarios.file.loader import (
    FAULT_KINDS,
    LIBRARY,
    OWN,
    Loaded,
    ScenarioError,
    files,
    library,
    load,
    meant,
    own_files,
    parse,
    renamed,
)
from scenarios.proof.careless import careless
from scenarios.proof.explore import explore
from scenarios.proof.playing import Players
from scenarios.proof.proof import USUAL, Depth, Proof, prove
from scenarios.proof.together import Workshop, prove_files
from scenarios.steps.entering import FillSheet
from scenarios.steps.looking import Open
from tests.scenarios.covering import covering

STALL = "kiriman-macet-di-antrean"
FIRST_BLOCK = sorted(path.stem for path in LIBRARY.glob("masuk/*.yaml"))
CLICKED_AT = covering(lambda scenario: scenario.goals)


BROKEN = object()
PLAIN = Depth(draws=1, monkeys=0, hurried=False, both=False)
"""Without what has nothing to find here: bots that click at random, careless people, other villages."""


def depth(scenario_id: str) -> Depth:
    """How deep the suite looks into a proof, unless all of `gladi scenario check` is asked for: one case, wrong turns, and the
    solution without each fault, in one half of the hall by turns; a few clicks at random in exercises with every kind of check
    among their goals."""
    if "GLADI_PROOFS" in os.environ:
        return USUAL
    return replace(PLAIN, monkeys=1 if scenario_id in CLICKED_AT else 0)


def changed(scenario_id: str, *changes: tuple[str, str]) -> Loaded:
    """A library file with some of its text replaced."""
    text = library()[scenario_id].text
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return parse(text, f"{scenario_id}.yaml")


@pytest.fixture(scope="module")
def broken(place: ProofStage) -> Proof:
    """The proof of a file that is wrong in every way in which one proof can find it."""
    return prove(changed(
        STALL,
        ("  - open: outbox\n  - resend: kk\n", "  - edit: kk\n  - open: outbox\n"),
        ("check: {did: open, form: outbox, after: macet}", "check: {household: kk}"),
        ("      - submit: kk\n      - edit: kk\n", "      - submit: kk\n"),
        ("other_ways:\n", "other_ways:\n  - [{submit: kk}]\n"),
        ("      - withdraw: kk\n", "      - open: home\n")), place, PLAIN)


def has(proof: Proof, words: str) -> bool:
    """Whether a problem of the proof says that, and at which line."""
    return any(re.match(r"baris \d+: ", problem) and words in problem for problem in proof.problems)


@pytest.mark.slow
@pytest.mark.parametrize("scenario_id", list(library()))
def test_every_exercise_of_the_library_is_proved(place, scenario_id):
    proof = prove(library()[scenario_id], place, depth(scenario_id))
    assert (proof.problems, proof.ok, proof.solution, proof.monkey) == ([], True, True, True)
    assert proof.wrong_turns == {mistake.id: True for mistake in library()[scenario_id].scenario.proved_mistakes}


@pytest.mark.slow
def test_in_a_broken_file_a_solution_that_does_not_solve_is_found(broken):
    assert not broken.solution
    assert has(broken, "solution: tujuan belum tercapai: nomor-tetap, sampai")


@pytest.mark.slow
def test_in_a_broken_file_a_solution_that_makes_a_mistake_is_found(broken):
    assert has(broken, "solution: dianggap keliru: data-diubah")


@pytest.mark.slow
def test_in_a_broken_file_a_wrong_turn_that_nobody_notices_is_found(broken):
    assert broken.wrong_turns == {"kirim-ganda": True, "data-diubah": False}
    assert has(broken, "wrong_turns data-diubah: kekeliruan itu tidak tercatat")


@pytest.mark.slow
def test_in_a_broken_file_a_repair_that_mends_nothing_and_another_way_that_leads_nowhere_are_found(broken):
    assert has(broken, "other_ways.0: tujuan belum tercapai")
    assert has(broken, "wrong_turns kirim-ganda, repair: kekeliruan itu belum beres")


@pytest.mark.slow
def test_in_a_broken_file_a_goal_that_is_met_by_doing_nothing_is_found(broken):
    assert has(broken, "tujuan ditemukan sudah tercapai tanpa berbuat apa-apa")


@pytest.mark.slow
def test_who_does_the_deed_anew_and_waits_is_found_unless_the_file_allows_it(place):
    players = on(place, changed("sesi-habis-saat-mengetik", ("careless: [anew]", "careless: []")))
    [found] = careless(players)
    assert found.what.startswith("orang yang mengerjakannya dari awal lalu menunggu lulus tanpa kekeliruan")


def on(place: ProofStage, loaded: Loaded) -> Players:
    """Who plays it there, one of them begun."""
    place.lay([loaded])
    players = Players(loaded, place)
    assert list(players.begin_in(1)) == []
    return players


def test_a_file_that_breaks_the_prover_is_a_proof_that_failed_and_the_next_gets_another_stage(place):
    stages = iter([BROKEN, place])

    @contextmanager
    def stage_for(chosen, *, in_files):
        if (stage := next(stages)) is BROKEN:
            raise OSError("penuh")
        yield stage

    path = next(path for path in files() if path.stem == "ubah-kata-sandi")
    workshop = Workshop(stage_for)
    assert workshop.prove(path, PLAIN).proof.problems == ["pembuktian berhenti sebelum selesai (OSError: penuh)"]
    assert workshop.prove(path, PLAIN).proof.ok


@pytest.mark.slow
def test_a_fault_that_changes_nothing_is_found(place):
    proof = prove(changed("tanda-terima-tidak-muncul", (
        "record: kk, after: tanda-hilang}\n  - id: satu", "record: kk}\n  - id: satu")), place, PLAIN)
    assert has(proof, "gangguan itu tidak diperlukan")


@pytest.mark.slow
def test_a_fault_that_never_strikes_is_found(place):
    proof = prove(changed("tanda-terima-tidak-muncul", ("record: kk, nth: 1}", "record: kk, nth: 9}")), place, PLAIN)
    assert has(proof, "gangguan tanda-hilang tidak pernah terjadi")


@pytest.mark.slow
def test_an_exercise_that_a_monkey_passes_is_found(place):
    easy = "goals:\n  - {id: buka, text: Buka., check: {did: open, form: [outbox, household, households, profile, submission]}}\n"
    text = library()["entri-satu-keluarga"].text
    start, end = text.index("goals:"), text.index("mistakes:")
    proof = prove(parse(text[:start] + easy + text[end:], "mudah.yaml"), place, replace(PLAIN, monkeys=1))
    assert not proof.monkey


@pytest.mark.slow
def test_a_state_without_a_way_on_is_found_and_told_as_the_steps_that_lead_there(place):
    text = without_mistakes(library()["nihil-atau-kosong"].text)  # which has few ways to try
    twice = "  - {id: dua-kali, text: Simpan dua kali saja, check: {not: {did: save, form: sheet, count: {min: 3}}}}\n"
    players = on(place, parse(text.replace("hints:", f"{twice}hints:"), "nihil-atau-kosong.yaml"))
    deeds = [Open(open="outbox"), FillSheet(fill_sheet="pt-inventaris-desa", cells={"Mesin tik": "1"})]
    [found], looked = explore(players, most=1, deeds=deeds)
    assert found.what == ("jalan buntu, dan panel tidak menyuruh Mulai dari awal: "
                          '[{fill_sheet: pt-inventaris-desa, cells: {"Mesin tik": "1"}}]')
    assert (looked.left, looked.unasked) == (1, 0)


def without_mistakes(text: str) -> str:
    """The file without what tells of mistakes and of wrong turns."""
    return text[:text.index("mistakes:")] + text[text.index("hints:"):text.index("wrong_turns:")]


def of_defect(kind: str, *, mistakes: bool = False) -> Loaded:
    """The exercise on a short NIK, about another defect."""
    text = library()["nik-lima-belas-angka"].text.replace("defect: nik-15-angka", f"defect: {kind}")
    return parse(text if mistakes else without_mistakes(text), "nik-lima-belas-angka.yaml")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["ibu-kosong", "nama-kepala-beda", "nik-ganda"])
def test_an_exercise_on_another_defect_can_be_solved_with_the_card(place, kind):
    proof = prove(of_defect(kind), place, PLAIN)
    assert proof.solution, proof.problems


@pytest.mark.slow
def test_a_family_that_is_imported_is_as_good_as_one_that_is_typed(place):
    steps = ("  - enter: kk\n  - fill: kk\n", "  - import: kk\n  - fill: kk\n")
    slip = ("      - enter: kk\n        slip: true\n", "      - import: kk\n        slip: true\n")
    proof = prove(changed("entri-satu-keluarga", steps, slip), place, PLAIN)
    assert (proof.solution, proof.wrong_turns["anggota-belum-cocok"]) == (True, True), proof.problems


@pytest.mark.slow
def test_what_a_form_says_to_a_step_that_it_refuses_is_told_with_the_step_and_who_met_it(place):
    proof = prove(of_defect("dua-kepala", mistakes=True), place, PLAIN)
    assert any(re.match(r"baris \d+: wrong_turns\.\d\.steps, langkah \d \{.*\}: .*ditolak: "
                        r".*NIK [\d ]{19} sudah dipakai anggota lain.* \[(operator|sekdes) 35\.", problem)
               for problem in proof.problems)


@pytest.mark.slow
def test_an_exercise_that_no_family_of_the_village_fits_is_told(place):
    proof = prove(changed("nik-lima-belas-angka", (
        "{defect: nik-15-angka}", "{defect: nik-15-angka, members: {min: 40}}")), place, PLAIN)
    [problem] = proof.problems
    assert re.search("tidak bisa dimulai oleh .*tidak ada data yang cocok", problem)


def run(*words: str):
    return CliRunner().invoke(make_group(proof_stage), list(words))


def test_list_as_json_names_every_exercise():
    assert {row["id"] for row in json.loads(run("list", "--json").output)} == set(library())


def test_check_of_a_broken_file_says_where_and_fails(tmp_path):
    path = tmp_path / "rusak.yaml"
    path.write_text("id: rusak\nminuts: 3\n", encoding="utf-8")
    result = run("check", str(path), "--json")
    assert result.exit_code == 1
    [found] = json.loads(result.output)
    assert set(found) == {"id", "ok", "goals", "solution", "wrong_turns", "monkey", "problems", "explored", "block", "kinds",
                          "warnings"}
    assert any(problem.startswith("rusak.yaml, baris 2, kolom 1: minuts tidak dikenal") for problem in found["problems"])


def test_the_table_ends_with_how_many_exercises_there_are_of_each_block_and_kind():
    nowhere = make_group(lambda chosen, *, in_files: nullcontext())  # what breaks the proof is told, and the count all the same
    for named in (str(LIBRARY / "kiriman" / f"{STALL}.yaml"), STALL):
        told = CliRunner().invoke(nowhere, ["check", named]).output
        assert told.splitlines()[-2:] == ["Menurut blok: Kiriman 1", "Menurut gangguan dan keadaan awal: stall 1"]


@pytest.mark.slow
def test_files_that_are_proved_at_once_are_told_in_their_order(tmp_path):
    paths = [tmp_path / f"{name}.yaml" for name in ("tiga", "satu", "dua")]
    for path in paths:
        path.write_text("id: [\n", encoding="utf-8")
    assert [each.proof.id for each in prove_files(paths, nullcontext)] == ["tiga", "satu", "dua"]


@pytest.mark.slow
def test_new_writes_a_file_that_is_green(place, tmp_path):
    group = make_group(proof_stage, lambda: tmp_path)
    assert CliRunner().invoke(group, ["new", "latihan-baru"]).exit_code == 0
    written = parse((tmp_path / "latihan-baru.yaml").read_text(encoding="utf-8"), "latihan-baru.yaml")
    assert prove(written, place, replace(PLAIN, both=True)).problems == []
    assert "sudah ada" in CliRunner().invoke(group, ["new", "latihan-baru"]).output


@pytest.mark.parametrize("kind", [*FAULT_KINDS, *PLANT_KINDS])
def test_new_of_a_kind_writes_a_proved_exercise_that_uses_it_under_the_new_id(tmp_path, kind):
    group = make_group(proof_stage, lambda: tmp_path)
    assert CliRunner().invoke(group, ["new", "coba-saja", "--kind", kind]).exit_code == 0
    text = (tmp_path / "coba-saja.yaml").read_text(encoding="utf-8")
    assert parse(text, "coba-saja.yaml").scenario.number == "9.1"
    assert re.search(rf"(kind|plant): {kind}\b", text)


def test_new_of_a_kind_that_no_exercise_uses_yet_is_the_plain_frame():
    assert parse(pattern("gangguan-baru", "coba-saja"), "coba-saja.yaml").scenario.title == "Judul yang pendek"


def test_a_folder_of_one_s_own_joins_the_library_and_a_hostile_file_in_it_stops_nobody(tmp_path, monkeypatch):
    (tmp_path / "milik-sendiri.yaml").write_text(renamed(library()[STALL].text, "milik-sendiri"), encoding="utf-8")
    (tmp_path / "nomor.yaml").write_text(
        re.sub(r"(?m)^id: .*$", "id: nomor", library()[STALL].text, count=1), encoding="utf-8")
    (tmp_path / f"{STALL}.yaml").write_text(library()[STALL].text, encoding="utf-8")
    (tmp_path / "kode.yaml").write_text("id: !!python/object/apply:os.system [ls]\n", encoding="utf-8")
    (tmp_path / "besar.yaml").write_text("#" * 300_000, encoding="utf-8")
    (tmp_path / "dalam.yaml").write_text("id: " + "[" * 5000, encoding="utf-8")
    (tmp_path / "keluar.yaml").symlink_to("/etc/passwd")
    known = set(library())
    monkeypatch.setenv(OWN, str(tmp_path))
    assert set(library()) - known == {"milik-sendiri"}
    assert [path.stem for path in own_files()] == ["besar", "dalam", STALL, "kode", "milik-sendiri", "nomor"]
    for name, told in ((STALL, "milik pustaka. Pilih id lain"), ("nomor", f"sudah dipakai {STALL}. Nomor yang bebas: \"9.2\"")):
        with pytest.raises(ScenarioError, match=told):
            load(tmp_path / f"{name}.yaml")
    (tmp_path / "milik-sendiri.yaml").unlink()
    assert set(library()) == known, "seen at once"


def test_show_prints_the_trainers_sheet_or_the_file_and_says_so_if_there_is_none():
    assert run("show", STALL, "--file").output == library()[STALL].text
    told, scenario = run("show", STALL).output, library()[STALL].scenario
    assert told.startswith(f"{scenario.number} {scenario.title}\n")
    assert all(part.text.strip() in told for part in (*scenario.goals, *scenario.proved_mistakes))
    assert f"{scenario.faults[0].message.code}: " in told
    assert run("show", scenario.number).output == told


@pytest.mark.parametrize(("named", "found"), [
    ("5.1", [STALL]), (STALL, [STALL]), ("masuk", FIRST_BLOCK), (str(LIBRARY / "masuk"), FIRST_BLOCK),
    (str(LIBRARY / "masuk" / "baru.yaml"), ["baru"]), ("5.99", []), ("", [])])
def test_an_exercise_is_named_by_file_folder_id_number_or_block_and_what_is_none_of_these_is_told(named, found):
    assert [path.stem for path in meant(named)] == found
    if not found:
        assert all("tidak ada di pustaka" in run(command, named).output for command in ("check", "show"))


def test_where_there_is_no_chromium_it_is_said_before_anything_is_proved(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("check", "--browser")
    assert result.exit_code == 1
    assert "--browser memerlukan Playwright (pip install playwright) dan Chromium" in result.output
