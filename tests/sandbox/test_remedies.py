"""Each remedy that a message names is performed by a test: remedies.py lists all of them, and the cheap ones are done here."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from instructor import joining
from instructor.backup import making
from instructor.backup.errors import NothingToKeep
from instructor.days import groups, rotation, timed
from instructor.errors import (
    AlreadyRotated,
    AnotherIsOpen,
    NameRefused,
    NoSuchVillage,
    PartFirst,
    SeatMoved,
    SeatTaken,
    WrongTime,
)
from instructor.interventions import Intervener
from instructor.people import by_hand
from sandbox import seats
from sandbox.accounts import secret, team
from sandbox.accounts.team import LoginTaken, MemberMoved, MemberSettings
from sandbox.errors import GladiError
from sandbox.files.file_errors import FileError
from sandbox.files.listings import ListingError, read_list
from sandbox.machine import child
from sandbox.platform import citizens
from sandbox.practice.forms.instrument_files import InstrumentError, read_model
from sandbox.practice.forms.instruments import Instrument
from sandbox.server.commands import examination
from sandbox.server.requests.reading import MOST_FIELDS
from sandbox.settings import BadSetting, Settings
from sandbox.store.templates import TemplateStuck, find, withdraw
from scenarios.day import agenda
from scenarios.file import loader, skills
from scenarios.placement import items
from tests.conftest import NOON, TEMPLATE, a_platform, a_template
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app
from tests.instructor.test_roster import PAGE, full, office, press, upload  # noqa: F401  the hall with an organiser
from tests.instructor.test_timed import AT
from tests.practice.test_instruments import SMALL
from tests.sandbox.remedies import FINDINGS, REMEDIES
from tests.scenarios.factories import FRAME
from tests.scenarios.test_day import AGENDA
from tests.scenarios.test_loader import GOAL

ROOMS = ("instructor", "sandbox", "scenarios", "seed")
OF = {"now": NOON, "by": 2}
SARI = Intervener(2, "Sari")


def errors(kind=GladiError):
    for each in kind.__subclasses__():
        yield each
        yield from errors(each)


def own():
    """Every error that has a code of its own, by name; the modules that define one are imported first."""
    for path in (file for room in ROOMS for file in sorted((child.ROOT / room).rglob("*.py"))):
        if '    code = "GL-' in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(path.relative_to(child.ROOT).with_suffix("").parts))
    found = [each for each in dict.fromkeys(errors()) if "code" in vars(each) and each.__module__.startswith(ROOMS)]
    return {each.__name__: each for each in found}


def test_every_error_has_its_remedy_quoted_from_its_message_and_done_by_a_test_or_told_why_not():
    known = own()
    assert REMEDIES.keys() == known.keys()
    assert [name for name, remedy in REMEDIES.items() if remedy.words not in str(known[name].text)] == []
    assert [name for name, remedy in REMEDIES.items() if bool(remedy.test) == bool(remedy.why)] == []


def own_findings(text):
    """The names of the doctor's checks that may return something wrong, rather than raise it."""
    for check in (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name.startswith("_")):
        answers = [node.value for node in ast.walk(check) if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple)]
        if any(not (isinstance(each.elts[0], ast.Constant) and each.elts[0].value) for each in answers):
            yield check.name[1:]


def test_every_finding_of_the_doctor_has_its_remedy_quoted_from_it_and_done_by_a_test_or_told_why_not():
    text = Path(examination.__file__).read_text(encoding="utf-8")
    assert {*own_findings(text)} - {"tried"} == FINDINGS.keys()  # that one hands on the errors of the table above
    assert [name for name, remedy in FINDINGS.items() if remedy.words not in text] == []
    assert [name for name, remedy in FINDINGS.items() if bool(remedy.test) == bool(remedy.why)] == []


def test_every_test_that_the_tables_name_is_there():
    tests, texts = Path(__file__).parents[1], {}
    for file, _, function in {each.test.partition("::") for each in (*REMEDIES.values(), *FINDINGS.values()) if each.test}:
        if file not in texts:
            texts[file] = (tests / file).read_text(encoding="utf-8")
        assert re.search(rf"^def {function}\(", texts[file], re.MULTILINE), f"{file}::{function}"


def test_what_is_refused_of_people_is_done_once_it_is_asked_for_as_told(office):  # noqa: F811
    with pytest.raises(NameRefused):
        by_hand.rename(1, "<b>", **OF)
    by_hand.rename(1, "Bagus Santoso", **OF)
    with pytest.raises(NoSuchVillage):
        by_hand.add("3510012001", "operator2", "Ani", **OF)
    assert seats.seat(by_hand.add("35.10.01.2001", "operator2", "Ani", **OF)).name == "Ani"
    with pytest.raises(SeatTaken):
        by_hand.add("35.10.02.2002", "operator", "Budi", **OF)
    assert seats.seat(by_hand.replace(seats.find("35.10.02.2002", "operator").trainee_id, "Budi", **OF)).name == "Budi"
    seen = joining.pair_of(office.seat(1))
    joining.join(office.store, office.clock, seen, by=SARI)
    with pytest.raises(SeatMoved):
        joining.join(office.store, office.clock, seen, by=SARI)
    with pytest.raises(PartFirst):
        by_hand.take_out(1, **OF)
    joining.part(office.store, office.clock, joining.pair_of(office.seat(1)), by=SARI)
    by_hand.take_out(1, **OF)
    assert seats.find("35.10.01.2001", "sekdes") is None


def test_what_is_refused_of_accounts_and_choices_is_done_once_it_is_asked_for_as_told(office):  # noqa: F811
    with pytest.raises(LoginTaken):
        team.add("rini", "Rina", "instructor", "kata-sandi-lain", **OF)
    team.add("rina", "Rina", "instructor", "kata-sandi-lain", **OF)
    wanted, before = MemberSettings("Rini S.", "instructor"), MemberSettings("Rini", "organiser")
    with pytest.raises(MemberMoved):
        team.change(1, wanted, **OF, was=before)
    assert team.change(1, wanted, **OF, was=MemberSettings("Rini", "instructor"))
    with pytest.raises(citizens.ChoiceMoved):
        citizens.show("operator", **OF, was="sekdes")
    assert citizens.show("operator", **OF, was=citizens.NOBODYS)


def test_what_is_refused_of_groups_is_done_once_it_is_asked_for_as_told(opened):  # noqa: F811
    built = opened.services
    with pytest.raises(AlreadyRotated):
        rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=True, leaving=2)
    assert "Kelompok 1" in opened.staff().get("/papan/ganti").text
    with pytest.raises(WrongTime):
        timed.set_time(1, NOON, now=NOON)
    timed.set_time(1, AT, now=NOON)
    with pytest.raises(AnotherIsOpen):
        groups.open_group(2, now=NOON)
    rotation.close(1, clock=opened.clock)
    groups.open_group(2, now=NOON)
    assert groups.by_number(2).state == "open"


def test_a_list_loaded_again_has_nobody_who_was_taken_out(opened):  # noqa: F811
    trainer, place = opened.staff(), "1/pagi"
    assert place in trainer.get("/papan/kehadiran").text
    by_hand.take_out(1, now=NOON, by=1)
    told = trainer.post("/papan/kehadiran/catat", data={"hadir": place, "kunci": "k"}, follow_redirects=True).text
    assert "Muat daftar ini sekali lagi" in told
    assert place not in trainer.get("/papan/kehadiran").text


def test_a_list_of_people_that_is_none_or_forgotten_is_uploaded_again(office):  # noqa: F811
    client = office.browser("staff:2:1")
    assert "Unggah filenya lagi" in client.get(client.get(f"{PAGE}/periksa").location or PAGE).text
    assert "Unggah file Excel (.xlsx) atau CSV" in client.get(upload(client, "%PDF-1.7", head="%PDF-1.7").location).text
    upload(client, *full("Ratna Dewi"))
    assert "8 peserta diterapkan" in press(client).text


def test_what_is_refused_in_a_browser_is_served_once_it_is_asked_for_as_told(opened):  # noqa: F811
    trainee, trainer = opened.browser("seat:1:1"), opened.staff()
    assert (trainee.get("/papan").status_code, trainer.get("/papan").status_code) == (403, 200)
    assert "GL-403R" in trainer.post("/papan/peserta/1/layar/draf/buang").text
    assert trainer.get("/papan/peserta/1").status_code == 200
    many, form = "a=1&" * (MOST_FIELDS + 1), "application/x-www-form-urlencoded"
    assert "GL-413F" in opened.browser().post("/masuk", data=many, content_type=form).text
    assert opened.browser().post("/masuk", data={"village": "", "role": "", "pin": ""}).status_code != 413


@pytest.mark.sqlite
def test_an_empty_folder_is_kept_once_gladi_has_begun_there(tmp_path):
    with pytest.raises(NothingToKeep):
        making.make(tmp_path / "gladi", tmp_path / "b.zip", at=NOON)
    (tmp_path / "gladi").mkdir()
    a_platform(tmp_path / "gladi")
    secret.instance_secret(tmp_path / "gladi")
    assert making.make(tmp_path / "gladi", tmp_path / "b.zip", at=NOON).path.is_file()


def test_a_template_that_is_stuck_is_made_anew_once_the_named_file_is_gone(tmp_path, monkeypatch):
    a_template(tmp_path)

    def held(*_, **__):
        raise PermissionError(13, "held by another program")

    with monkeypatch.context() as locked, pytest.raises(TemplateStuck) as told:
        locked.setattr(Path, "unlink", held)
        withdraw(tmp_path, TEMPLATE)
    Path(told.value.values["path"]).unlink()
    assert not (tmp_path / f"{TEMPLATE}.json").exists(), "what has it counts as made, and would never be made anew"
    a_template(tmp_path, households=4)
    assert find(tmp_path, TEMPLATE).path.is_file()


def scenario(path):
    return loader.parse(path.read_text(encoding="utf-8"), path.name)


ITEMS = Path(items.__file__).with_name("items.yaml")
FILES = {
    "coba.yaml": (FRAME + GOAL, "title", scenario, loader.ScenarioError),
    "hari/coba.yaml": (AGENDA, "minutes", agenda.load, agenda.AgendaError),
    "skills.yaml": (skills.FILE.read_text(encoding="utf-8"), "title", skills.load, skills.SkillsError),
    "items.yaml": (ITEMS.read_text(encoding="utf-8"), "wrong", items.load, items.ItemsError),
    "kecil.yaml": (SMALL, "title", lambda path: read_model(path, Instrument), InstrumentError),
}


@pytest.mark.parametrize("name", FILES)
def test_the_word_that_a_file_error_proposes_mends_the_file(tmp_path, name):
    text, word, load, error = FILES[name]
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace(f"{word}:", f"{word}x:", 1), encoding="utf-8")
    with pytest.raises(FileError) as told:
        load(path)
    assert isinstance(told.value, error)
    seen, meant = re.search(r"(\w+) tidak dikenal\. Maksudnya (\w+)\?", str(told.value)).groups()
    path.write_text(path.read_text(encoding="utf-8").replace(f"{seen}:", f"{meant}:"), encoding="utf-8")
    assert load(path)


def test_a_cell_is_read_once_it_is_written_as_told(tmp_path):
    path = tmp_path / "a.csv"

    def kinds():
        return read_list(path, ("kind",), lambda row: row.one_of("kind", ("besar", "kecil")), most=20)

    path.write_text("kind\nsedang\n", encoding="utf-8")
    with pytest.raises(ListingError) as told:
        kinds()
    (proposed,) = re.findall(r"Tulis (\w+) atau", str(told.value))
    path.write_text(f"kind\n{proposed}\n", encoding="utf-8")
    assert kinds() == ["besar"]


def test_a_setting_is_read_once_it_is_what_it_should_be(tmp_path):
    with pytest.raises(BadSetting) as told:
        Settings.load({"GLADI_INSTANCE": str(tmp_path), "GLADI_PORT": "70000"})
    (most,) = re.findall(r"Seharusnya .*?(\d+)\.$", str(told.value))
    assert Settings.load({"GLADI_INSTANCE": str(tmp_path), "GLADI_PORT": most}).port == int(most)


def test_each_agenda_that_is_proposed_is_there():
    with pytest.raises(agenda.NoSuchAgenda) as told:
        agenda.chosen("seminggu")
    for proposed in told.value.values["known"].split(", "):
        assert agenda.chosen(proposed)
