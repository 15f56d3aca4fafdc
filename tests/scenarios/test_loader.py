"""Scenario files: the library loads; what is wrong in a file is told with file, line, field and remedy."""

import json
import re

import pytest
from jinja2 import Template

from sandbox.words.languages import speaking
from scenarios.file import json_schema
from scenarios.file.loader import LIBRARY, SCHEMA, ScenarioError, files, library, load, parse
from scenarios.spoken import every, plain, spoken
from tests.scenarios.factories import CLOSED, FRAME, LASTING, STALL, TWINS, a_scenario

GOAL = "goals:\n  - {id: tujuan, text: Tujuan, check: {did: open, form: outbox}}\n"


def problems(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        parse(text, "coba.yaml")
    return str(caught.value)


def line_of(text: str, part: str) -> int:
    return 1 + next(index for index, line in enumerate(text.splitlines()) if part in line)


def test_the_library_is_in_the_order_of_its_numbers():
    numbers = [tuple(map(int, each.scenario.number.split("."))) for each in library().values()]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 10


def test_a_block_has_one_name():
    names = {(path.parent.name, load(path).scenario.block) for path in files()}
    assert len(names) == len({folder for folder, _name in names})


def test_the_json_schema_is_the_one_of_the_models():
    assert SCHEMA.read_text(encoding="utf-8") == json_schema.text(), "run: gladi scenario schema"


def test_editors_accept_the_short_ways_of_writing_too():
    shapes = json.loads(json_schema.text())["$defs"]
    assert {"type": "integer", "minimum": 0} in shapes["Count"]["anyOf"]
    assert {shape.get("type") for shape in shapes["Did"]["properties"]["did"]["anyOf"]} == {"string", "array"}


def test_an_unknown_key_is_told_with_file_line_and_the_likely_one():
    text = FRAME.replace("minutes: 5", "minuts: 5") + GOAL
    assert f"coba.yaml, baris {line_of(text, 'minuts')}, kolom 1: minuts tidak dikenal. Maksudnya minutes?" in problems(text)


def test_a_wrong_field_deep_inside_is_told_with_its_own_line():
    text = FRAME + GOAL + STALL.replace("fate: unknown", "fate: perhaps")
    line = line_of(text, "perhaps")
    column = text.splitlines()[line - 1].index("fate") + 1
    assert f"baris {line}, kolom {column}: faults.0.shows.fate tidak dikenal. Pilih salah satu: 'not_saved'" in problems(text)


@pytest.mark.parametrize(("written", "part", "told"), [
    ("{id: Begitu., de: So.}", "debrief", "debrief bahasa de tidak ada; tulis id, en"),
    ("{en: Like that.}", "debrief", "debrief teks bahasa Indonesia belum ada; tulis {id: …, en: …}"),
    ("{id: Begitu., en: ''}", "debrief", "debrief kosong"),
    ("{id: Begitu., en: 3}", "debrief", "debrief harus teks"),
    ("{id: Begitu., en: 'At {{ kk.nomor }}.'}", "debrief", "debrief: {{ kk.nomor }} tidak dikenal"),
    ("[Begitu.]", "debrief", "debrief harus teks")])
def test_a_text_in_several_languages_is_as_strict_in_each(written, part, told):
    text = FRAME.replace("debrief: Begitu.", f"debrief: {written}") + GOAL
    found = problems(text)
    assert told in found
    assert f"baris {line_of(text, part)}" in found


def test_a_text_is_its_indonesian_and_is_said_in_the_readers_language():
    scenario = parse(FRAME.replace("debrief: Begitu.", "debrief: {id: Begitu., en: Like <that>.}") + GOAL, "coba.yaml").scenario
    assert (scenario.debrief == "Begitu.", f"{scenario.debrief}") == (True, "Begitu.")
    with speaking("en"):
        assert (str(scenario.debrief), f"{scenario.debrief}", "%s" % scenario.debrief) == ("Like <that>.",) * 3  # noqa: UP031
        assert Template("{{ text }}", autoescape=True).render(text=scenario.debrief) == "Like &lt;that&gt;."
    there = spoken(json.loads(json.dumps(plain(scenario.debrief))))
    assert (there, list(every(there))) == ("Begitu.", ["Begitu.", "Like <that>."])
    assert scenario.model_dump(mode="json", by_alias=True)["debrief"] == {"id": "Begitu.", "en": "Like <that>."}


def test_our_own_files_are_said_in_the_readers_language_by_the_catalogue():
    title = library()["kiriman-macet-di-antrean"].scenario.title
    kept = spoken(json.loads(json.dumps(plain(title))))
    own = parse(FRAME + GOAL, "coba.yaml").scenario.debrief
    assert (f"{title}", f"{kept}", f"{own}") == ("Kiriman macet di antrean", "Kiriman macet di antrean", "Begitu.")
    with speaking("en"):
        assert (f"{title}", f"{kept}", f"{own}") == (*["A submission stuck in the queue"] * 2, "Begitu.")


def test_an_unknown_kind_of_fault_lists_those_there_are():
    found = problems(FRAME + GOAL + STALL.replace("kind: stall", "kind: stuck"))
    assert "faults.0" in found
    assert "lost_receipt" in found


@pytest.mark.parametrize(("part", "wrong", "told"), [
    ('number: "9.1"', 'number: "9"', 'number tidak bisa ditulis begitu. Tulis blok, titik, dan urutan di antara tanda kutip'),
    ("fate: unknown", "fate: unknwn", "faults.0.shows.fate tidak dikenal. Maksudnya unknown? Pilih salah satu: 'not_saved'"),
    ("brief: Keluarga {{ kk.no_kk }}.", "brief: 'Pukul {{ jam '", "brief: tempat yang diisi ditulis utuh, misalnya {{ jam }}"),
    ("brief: Keluarga {{ kk.no_kk }}.", "brief: 'Keluarga {kk.no_kk}.'", "brief: tempat yang diisi ditulis utuh, misalnya {{"),
    ("kk.no_kk", "kk.kepala", "{{ kk.kepala }} tidak dikenal; yang ada: kk.head, kk.members, kk.no_kk, kk.ref, kk.ref4, kk.rt"),
    ("kk.no_kk", "keluarga.no_kk", "{{ keluarga.no_kk }} tidak dikenal; yang ada: desa, hari, jam, kk, macet, ref"),
    ("title: Coba", "title: 'Pukul {{ jam }}'", "title: di sini tidak ada yang diisi; tulis kalimatnya tanpa {{ }}"),
])
def test_what_is_written_in_no_known_way_is_told_with_the_way(part, wrong, told):
    text = FRAME + GOAL + STALL
    assert part in text
    assert told in problems(text.replace(part, wrong, 1))


def test_an_unknown_check_lists_those_there_are():
    found = problems(FRAME + GOAL.replace("did: open", "clicked: open"))
    assert "goals.0.check pemeriksaan tidak dikenal" in found
    assert "submissions" in found


def test_a_check_that_names_no_fault_of_the_file_is_refused():
    text = FRAME + GOAL.replace("form: outbox", "form: outbox, after: macet")
    assert "gangguan macet tidak ada di faults" in problems(text)


def test_a_record_that_is_not_given_is_refused():
    assert "anu tidak ada di given (yang ada: kk)" in problems(FRAME + GOAL + STALL.replace("record: kk", "record: anu"))


@pytest.mark.parametrize(("part", "wrong", "told"), [
    ("record: kk, nth", "record: anu, nth", "faults.0.on: anu tidak ada di given"),
    ("open: outbox\n", "submit: anu\n", "solution.0: anu tidak ada di given"),
    ("Keluarga {{ kk.no_kk }}", "Keluarga {{ kk.nomor }}", "brief: {{ kk.nomor }}"),
    ("as: kk}\n", "as: kk}\n  - {berkas: card, of: anu}\n", "given.1.of: anu"),
    ("open: outbox\n", "mend: kk\n", "solution.0: mend perlu kartunya")])
def test_what_parts_of_a_file_say_of_one_another_is_told_with_its_line(part, wrong, told):
    text = (FRAME + GOAL + STALL).replace(part, wrong, 1)
    found = next(line for line in problems(text).splitlines() if told in line)
    assert found.startswith(f"coba.yaml, baris {line_of(text, wrong.splitlines()[-1].strip())}, kolom ")


def test_a_least_above_the_most_is_refused():
    found = problems(FRAME.replace("as: kk}", "as: kk, where: {members: {min: 6, max: 2}}}") + GOAL)
    assert "given.0.where.members max 2 lebih kecil daripada min 6" in found


def test_a_mistake_without_its_wrong_turn_is_refused():
    text = FRAME + GOAL + "mistakes:\n  - {id: ganda, text: Dua, check: {submissions: {record: kk}, count: 2}}\n"
    assert "ganda belum punya wrong_turns" in problems(text)


def test_twins_that_differ_in_time_are_refused():
    assert "kembaran hilang harus sama" in problems(FRAME + GOAL + TWINS.replace("seconds: 30", "seconds: 20", 1))


def test_a_text_that_names_something_unknown_is_refused():
    assert "{{ kk.nomor }} tidak dikenal" in problems(FRAME.replace("kk.no_kk", "kk.nomor") + GOAL)


def test_a_code_of_gladi_itself_is_refused_for_a_staged_message():
    assert "GL-" in problems(FRAME + GOAL + STALL.replace("GW-504", "GL-504"))


def test_broken_yaml_is_told_with_its_line():
    assert "coba.yaml, baris 3, kolom 9: bukan YAML yang benar" in problems("id: coba\ntitle: x\n  number: [\n")


def test_a_python_tag_makes_no_object():
    with pytest.raises(ScenarioError):
        parse("!!python/object/apply:os.getcwd []\n", "coba.yaml")


def test_the_file_must_be_called_as_its_id(tmp_path):
    path = tmp_path / "lain.yaml"
    path.write_text(FRAME + GOAL, encoding="utf-8")
    with pytest.raises(ScenarioError, match="id coba tidak sama dengan nama file"):
        load(path)


def test_a_file_that_is_not_there_names_those_that_are():
    with pytest.raises(ScenarioError, match="kiriman-macet-di-antrean.yaml"):
        load(LIBRARY / "kiriman" / "tidak-ada.yaml")


def test_the_hash_follows_every_byte():
    assert parse(FRAME + GOAL, "a").hash != parse(FRAME + GOAL + "\n", "a").hash


def test_a_bare_number_counts_exactly():
    scenario = a_scenario(check="{submissions: {record: kk}, count: 2}")
    assert [scenario.goals[0].check.count.holds(number) for number in (1, 2, 3)] == [False, True, False]


BOMB = "\n".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefg", "bcdefgh", strict=True))


@pytest.mark.parametrize(("text", "line", "said"), [
    (f"a: &a [x, x]\n{BOMB}\nid: *h\n", 2, "alias *a"), ("id: &x\n  a: *x\n", 2, "alias *x"),
    ("a: " + "[" * 50_000, 1, "kurung bersarang terlalu dalam")])
def test_what_would_take_a_machine_down_is_told_at_once(text, line, said):
    assert problems(text).startswith(f"coba.yaml, baris {line}, kolom ")
    assert said in problems(text)


def test_a_folder_and_a_file_far_too_large_are_told(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "besar.yaml").write_text("# " + "x" * 10_000_000, encoding="utf-8")
    for name, said in (("folder.yaml", "ini folder"), ("besar.yaml", "11 MB, paling besar 263 KB")):
        with pytest.raises(ScenarioError) as caught:
            load(tmp_path / name)
        assert str(caught.value).startswith(f"{name}: {said}")


@pytest.mark.parametrize(("given", "said"), [
    ("lama", "harus bilangan bulat"), ("2.5", "harus bilangan bulat"), ("1e309", "terlalu besar"), ("0", "terlalu kecil")])
def test_a_number_that_does_not_fit_is_told_without_english(given, said):
    told = problems(FRAME.replace("minutes: 5", f"minutes: {given}") + GOAL)
    assert f"minutes {said}" in told


SLOW = "faults:\n  - {kind: slow, as: lambat, on: {action: open}, lasts: 90}\n"
RECEIPT = """
faults:
  - {kind: lost_receipt, as: hilang, on: {action: submit, record: kk, nth: 1},
     shows: {code: KRM-202, fate: saved, look: outbox, text: "Nomor {{ ref }}."}}
"""
BACKLOG = """
faults:
  - {kind: queue_backlog, as: padat, on: {action: submit}, lasts: 90,
     shows: {code: KRM-429, fate: saved, text: "Sampai {{ padat.until }}."}}
"""
STALE = """
faults:
  - {kind: stale_page, as: basi, on: {action: save, nth: 1}, until: {action: open},
     shows: {code: SES-403, fate: not_saved, text: Basi.}}
"""
WIFI = """
faults:
  - {kind: foreign_page, as: wifi, on: {action: save, nth: 1}, until: {action: connect},
     shows: {code: GW-511, fate: not_saved, text: Wi-Fi.}}
"""
CUT = """
faults:
  - {kind: connection_lost, as: putus, twin: a, on: {action: save, nth: 1}, saved: false, look: form}
  - {kind: connection_lost, as: putus, twin: b, on: {action: save, nth: 1}, saved: true, look: form}
"""
LOCK = """
faults:
  - {kind: record_locked, as: kunci, on: {action: save, record: kk}, lasts: 90,
     shows: {code: DAT-423, fate: not_saved, status: 423, text: "Sampai {{ kunci.until }}."}}
"""
CONFLICT = 'faults:\n  - {kind: edit_conflict, as: bentrok, on: {action: save, nth: 1}, answers: {"1": 5}}\n'
ALONE = TWINS.split("  - {kind: timeout_after_save")[0].replace(", twin: a", "").replace("fate: unknown", "fate: not_saved")


@pytest.mark.parametrize(("fault", "right", "wrong", "told"), [
    (STALL, "until: {action: resend", "until: {action: login", "stall tidak bisa diakhiri oleh login; pilih resend"),
    (STALL, "until: {action: resend", "until: {action: [resend, open]", "stall tidak bisa diakhiri oleh open"),
    (STALL, "on: {action: submit", "on: {action: save", "stall tidak bisa mengenai save; pilih submit"),
    (STALL, "fate: unknown", "fate: not_saved", "stall tidak bisa mengatakan not_saved; pilih saved atau unknown"),
    (STALL, "until: {action: resend, record: kk}", "until: {action: resend}\n    lasts: 90", "pilih salah satu: until"),
    (RECEIPT, "action: submit", "action: save", "lost_receipt tidak bisa mengenai save; pilih submit"),
    (ALONE, "fate: not_saved", "fate: saved", "timeout_before_save tidak bisa mengatakan saved; pilih not_saved"),
    (ALONE, "fate: not_saved", "fate: unknown", "unknown perlu kembaran"),
    (TWINS, "timeout_after_save", "timeout_before_save", "harus berbeda nasibnya"),
    (SLOW, "lasts: 90", "lasts: 0", "lasts terlalu kecil"),
    (CLOSED, "lasts: 120,", "", "tambahkan lasts"),
    (BACKLOG, "lasts: 90,", "", "tambahkan lasts"),
    (BACKLOG, "{{ padat.until }}", "nanti", "sebut {{ padat.until }}"),
    (STALE, "until: {action: open},", "", "stale_page perlu akhir; tambahkan until"),
    (WIFI, "until: {action: connect}", "until: {action: login}", "diakhiri oleh login; pilih connect, give_away"),
    (CUT, "saved: true", "saved: false", "harus berbeda nasibnya"),
    (LOCK, "lasts: 90,", "", "record_locked perlu akhir"),
    (LOCK, ", record: kk", "", "tulis record"),
    (CONFLICT, '"1": 5', '"999": 5', "pertanyaan 999 tidak ada"),
    (CONFLICT, '"1": 5', '"1": 5, "8": 1', "semua pertanyaan harus dari satu bagian"),
    (CLOSED, "{{ tutup.until }}", "jam sepuluh", "sebut {{ tutup.until }}"),
    (CLOSED, "status: 503, ", "", "tulis status: 503")])
def test_what_a_kind_of_fault_cannot_do_is_refused_with_its_line_and_remedy(fault, right, wrong, told):
    assert right in fault
    parse(FRAME + GOAL + fault, "coba.yaml")
    text = FRAME + GOAL + fault.replace(right, wrong)
    first, last = line_of(text, "faults:"), len(text.splitlines())
    [(line, said)] = re.findall(r"baris (\d+)[^:]*: (.*)", problems(text))
    assert told in said
    assert first <= int(line) <= last


def test_only_a_fault_that_lasts_knows_its_hour():
    text = FRAME.replace("hints: [Lihat dulu.]", "hints: ['Sampai {{ macet.until }}.']") + GOAL
    assert "{{ macet.until }} tidak dikenal" in problems(text + STALL)
    parse(text + LASTING, "coba.yaml")


def test_an_examination_has_no_hints():
    assert parse(FRAME.replace("hints: [Lihat dulu.]", "hints: []") + GOAL, "coba.yaml").scenario.hints == ()


@pytest.mark.parametrize(("way", "repair", "told"), [
    ("anu", "kk", "other_ways.0.0: anu tidak ada di given"), ("kk", "anu", "wrong_turns.0.repair.0: anu tidak ada di given")])
def test_what_a_repair_and_another_way_speak_of_must_be_given(way, repair, told):
    mistakes = "mistakes:\n  - {id: ganda, text: Dua, check: {submissions: {record: kk}, count: 2}}\n"
    turns = f"wrong_turns:\n  - {{mistake: ganda, steps: [{{submit: kk}}], repair: [{{withdraw: {repair}}}]}}\n"
    assert told in problems(FRAME + GOAL + mistakes + f"other_ways:\n  - [{{submit: {way}}}]\n" + turns)


@pytest.mark.parametrize(("more", "text", "told"), [
    ("", "Mulai dari awal.", "ganda perlu repair atau no_repair, salah satu"),
    (", repair: [{open: outbox}], no_repair: Tidak ada.", "Mulai dari awal.", "ganda perlu repair atau no_repair, salah satu"),
    (", no_repair: Nomornya tidak berlaku lagi.", "Batalkan satu.", "teks kekeliruannya tidak menyebut Mulai dari awal"),
    (", no_repair: Nomornya tidak berlaku lagi.", "Pilih Mulai dari awal.", ""), (", repair: [{open: outbox}]", "Ada dua.", "")])
def test_a_wrong_turn_has_a_repair_or_says_why_there_is_none_and_sends_back_to_the_beginning(tmp_path, more, text, told):
    mistakes = f"mistakes:\n  - {{id: ganda, text: {text}, check: {{submissions: {{record: kk}}, count: {{min: 2}}}}}}\n"
    turns = f"wrong_turns:\n  - {{mistake: ganda, steps: [{{submit: kk}}]{more}}}\n"
    path = tmp_path / "coba.yaml"
    path.write_text(FRAME.replace("skill: coba", "skill: pulihkan-kiriman") + GOAL + mistakes + turns, encoding="utf-8")
    if not told:
        assert load(path).scenario.wrong_turns
        return
    with pytest.raises(ScenarioError, match=f"coba.yaml, baris {line_of(path.read_text(), '{mistake: ganda')}, .*{told}"):
        load(path)
