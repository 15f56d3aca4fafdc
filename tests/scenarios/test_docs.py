"""The author's guide forgets nothing: every key, kind, check and step stands in it; every model has words for its author."""

import re
from pathlib import Path
from typing import get_args

import pytest

from sandbox import deeds
from scenarios import wording
from scenarios.checks.kinds import CHECKS
from scenarios.faults.kinds import KINDS
from scenarios.file.given import GIVEN
from scenarios.file.loader import FAULT_KINDS, library
from scenarios.file.schema import Goal, Mistake, Question, Scenario, WrongTurn
from scenarios.file.skills import skills
from scenarios.parts import Count, Deeds, Shows, Trigger
from scenarios.planting.kinds import PLANTED
from scenarios.steps.kinds import STEPS
from scenarios.steps.looking import Answer

CHECK_KEYS = [check.key for check in CHECKS]
STEP_KEYS = [step.key for step in STEPS]
VIEWS = Path(__file__).parents[2] / "sandbox" / "practice" / "views"
GUIDE = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", [info.alias or name for name, info in Scenario.model_fields.items()])
def test_every_key_of_a_file_is_in_the_guide(key):
    assert f"| `{key}` |" in GUIDE


def test_what_is_done_on_which_page_is_in_the_guide():
    below = GUIDE.partition("Perbuatan mana dilakukan")[2]
    table = dict(re.findall(r"(?m)^\| (`[a-z_`, ]+`) \| (`[a-zA-Z_`, ()]+) \|$", below))
    told = {(deed, page) for deeds, pages in table.items() for deed in re.findall("`([a-z_]+)`", deeds)
            for page in re.findall("`([a-z_]+)`", pages)}
    views = "".join(path.read_text(encoding="utf-8") for path in VIEWS.rglob("*.py"))
    done = {(getattr(deeds, deed).name, getattr(deeds, page).name)
            for deed, page in re.findall(r"\bchange\(\s*([A-Z_]+), ([A-Z_]+)", views)}
    assert len(done) > 15
    assert done - told == set()


def test_what_a_bot_can_have_seen_is_in_the_guide():
    table = GUIDE.partition("### Apa yang dilihat bot")[2].partition("###")[0]
    assert set(re.findall("`([a-z0-9_]+)`", "".join(re.findall(r"(?m)^\| ([^|]+) \|", table)))) - {"saw"} == set(
        get_args(Answer.model_fields["saw"].annotation))


@pytest.mark.parametrize("kind", FAULT_KINDS)
def test_every_kind_of_fault_has_its_row(kind):
    assert f"| `{kind}` |" in GUIDE


@pytest.mark.parametrize("kind", PLANTED)
def test_every_planted_state_has_its_row_and_an_exercise(kind):
    assert f"| `{{plant: {kind.slug()}, " in GUIDE
    assert f"plant: {kind.slug()}\n" in "".join(loaded.text for loaded in library().values())


@pytest.mark.parametrize("check", [check.key for check in CHECKS])
def test_every_check_has_its_row(check):
    assert f"| `{check}` |" in GUIDE


@pytest.mark.parametrize("step", [step.key for step in STEPS])
def test_every_step_has_its_row(step):
    assert f"| `{step}:" in GUIDE


@pytest.mark.parametrize("name", sorted(
    {info.alias or name for model in (*KINDS, *CHECKS, *GIVEN.values(), *PLANTED, *STEPS, Deeds, Trigger, Shows)
     for name, info in model.model_fields.items()}))
def test_every_setting_is_mentioned(name):
    assert f"`{name}" in GUIDE or f"{name}:" in GUIDE


@pytest.mark.parametrize("fact", [
    *wording.PLAIN_FACTS, *wording.HOUSEHOLD_FACTS, *wording.SHEET_FACTS, *wording.FAULT_FACTS, *wording.LASTING_FACTS])
def test_every_place_that_is_filled_in_is_listed(fact):
    assert f"{fact} }}}}`" in GUIDE


@pytest.mark.parametrize("model", [*KINDS, *CHECKS, *GIVEN.values(), *PLANTED, *STEPS, Scenario, Goal, Mistake, Question,
                                   WrongTurn])
def test_every_model_says_what_it_is(model):
    assert model.__doc__
    assert "Base of" not in model.__doc__


@pytest.mark.parametrize("model", [*KINDS, *CHECKS, *GIVEN.values(), *PLANTED, Scenario, Goal, Mistake, Question, Shows, Trigger,
                                   Count])
def test_every_field_has_a_sentence_for_the_author(model):
    silent = [name for name, info in model.model_fields.items()
              if not info.description and name not in ("kind", "submissions", "pick", "berkas", "plant")]
    assert silent == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fault_is_used_in_the_library(kind):
    used = "".join(loaded.text for loaded in library().values())
    assert f"kind: {kind.slug()}\n" in used


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fault_has_a_word_for_the_hall(kind):
    assert str(kind.word)


@pytest.mark.parametrize(("heading", "known"), [("kind", FAULT_KINDS), ("kunci", CHECK_KEYS), ("langkah", STEP_KEYS)])
def test_a_table_of_the_guide_names_nothing_that_is_gone(heading, known):
    tables = re.findall(rf"^\| {heading} \|.*\n\|.*\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    rows = re.findall(r"^\| `(\w+)", tables[-1], re.MULTILINE)
    assert set(rows) == set(known)


def test_every_skill_stands_in_the_guide_by_its_name_and_with_its_mark():
    missing = [skill.id for skill in skills()
               if f"| `{skill.id}` | {skill.title}{' ◆' if skill.certificate else ''} |" not in GUIDE or skill.says not in GUIDE]
    assert missing == []
