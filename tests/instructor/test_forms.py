"""Forms that change: a group that is open goes on with its own, everything else is made anew, and nothing is misread."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, update

from instructor.days import groups, pinning, rotation
from instructor.errors import FormsChanged
from sandbox.platform import db as platform
from sandbox.platform.models import Pinned, Sandbox
from sandbox.practice import version
from sandbox.practice.forms import instrument_files, instruments
from sandbox.server import forms
from sandbox.store import generations, templates
from seed.building.prepare import wanted
from tests.conftest import NOON
from tests.instructor.conftest import Training

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the instruments that this process takes for its files, until the end of the test."""
    monkeypatch.setenv(instrument_files.IN_USE, "")
    version.present()
    folder = tmp_path / "instruments"
    shutil.copytree(instrument_files.files(), folder)
    monkeypatch.setenv(instrument_files.FILES, str(folder))
    return folder


def with_a_question_more(folder: Path) -> None:
    """Question 91 of the household form, first of its first section."""
    path = folder / "ddk_household.yaml"
    before, first, after = path.read_text(encoding="utf-8").partition("          - number: 1\n")
    question = "          - {number: 91, label: Sumur resapan, kind: choice, options: {'1': Ada, '2': Tidak ada}}\n"
    assert first
    path.write_text(before + question + first + after, encoding="utf-8")


def made_in_another_version() -> None:
    with platform.write() as session:
        for sandbox in session.scalars(select(Sandbox)):
            sandbox.template = templates.in_version(sandbox.template, "another")
        session.execute(update(Pinned).where(Pinned.kind == pinning.FORMS).values(hash="another"))


def test_files_that_say_the_same_are_simply_used(opened: Training, copied: Path, tmp_path: Path):
    path = copied / "ddk_member.yaml"
    path.write_text("# catatan\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert forms.settle(tmp_path) is None
    assert instrument_files.folder() == copied


def test_the_open_group_goes_on_with_the_forms_that_it_was_opened_with(opened: Training, copied: Path, tmp_path: Path):
    with_a_question_more(copied)
    assert forms.settle(tmp_path) == 1
    assert instrument_files.folder() != copied
    assert version.of(instrument_files.folder()) == version.present()


def test_when_no_group_is_open_the_files_are_used(opened: Training, copied: Path, tmp_path: Path):
    rotation.close(1, clock=opened.clock)
    with_a_question_more(copied)
    assert forms.settle(tmp_path) is None
    assert instrument_files.folder() == copied


def test_the_villages_of_the_next_group_are_made_ready_though_none_is_open(opened: Training):
    assert [group.number for group, _seed, _villages in wanted()] == [1, 2]
    rotation.close(1, clock=opened.clock)
    assert [group.number for group, _seed, _villages in wanted()] == [2]


def test_when_the_tables_changed_too_nothing_goes_on(opened: Training, copied: Path, tmp_path: Path):
    with_a_question_more(copied)
    made_in_another_version()
    assert forms.settle(tmp_path) is None


def test_a_group_whose_villages_were_made_for_other_forms_is_not_opened(a_training: Training):
    made_in_another_version()
    with pytest.raises(FormsChanged, match="python3 start.py start"):
        groups.open_group(1, now=NOON)
    assert groups.by_number(1).state == "planned"
    generations.renew_outdated(version.present().name, now=NOON)  # as a start does
    groups.open_group(1, now=NOON)
    assert groups.by_number(1).state == "open"


def looked_at(training: Training) -> dict[str, str]:
    """What the check before a change of the group says of the forms, by level."""
    built = training.app.extensions["gladi"]
    plan = rotation.plan(store=built.store, clock=training.clock, settings=built.settings)
    return {check.level: check.text for check in plan.checks if check.strong.startswith(("Formulir", "File formulir"))}


def test_the_check_before_a_change_of_the_group_tells_that_the_files_changed(opened: Training, copied: Path):
    assert looked_at(opened) == {}
    with_a_question_more(copied)
    assert "python3 start.py group close" in looked_at(opened)["read"]


def test_the_check_before_a_change_of_the_group_blocks_villages_made_for_other_forms(opened: Training):
    made_in_another_version()
    assert "python3 start.py start" in looked_at(opened)["blocks"]


# A process of its own, because forms are read once a process.
TRAINEE = """
import json
from sandbox import seats
from sandbox.clock import ManualClock
from sandbox.server.throwaway.stage import throwaway_stage
from scenarios.bots.bot import Bot
from scenarios.bots.browser import Browser
from scenarios.file.loader import library
from scenarios.proof.playing import ClientTransport

exercise, clock = library()["entri-satu-keluarga"], ManualClock()
with throwaway_stage([exercise], clock) as stage:
    with stage.app.app_context():
        seat = seats.seats(1)[0]
    bot = Bot(Browser(ClientTransport(stage.app.test_client())), clock.wait)
    bot.sit_down(stage.card(seat))
    bot.begin(exercise.scenario.id)
    bot.get("/desa/keluarga")
    print(json.dumps([" ".join(cell.text_content().split()) for cell in bot.browser.page.all("//td[@data-label='Isian']")]))
"""


def counted_on_the_page(files: Path) -> list[str]:
    """How far the first households are, as a trainee's list of them says: '90/90'."""
    done = subprocess.run([sys.executable, "-c", TRAINEE], cwd=ROOT, capture_output=True, text=True, check=True,
                          env={**os.environ, instrument_files.FILES: str(files)})
    cells: list[str] = json.loads(done.stdout)
    return cells


def test_a_question_more_is_open_in_every_household_of_the_village_built_anew(copied: Path):
    with_a_question_more(copied)
    cells = [tuple(map(int, cell.split("/"))) for cell in counted_on_the_page(copied)]
    asked = len(instruments.load("ddk_household").by_key) - len(instruments.load("ddk_household").identity.questions) + 1
    assert {total for _filled, total in cells} == {asked}
    assert all(0 < filled < asked for filled, _total in cells)
