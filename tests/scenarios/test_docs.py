"""The author's guide forgets nothing: every key, kind, check and step stands in it; every model has words for its author."""

import re
from functools import cache
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


def untold(*rows: str) -> list[str]:
    """Those of these that the guide does not have."""
    return [row for row in rows if row not in GUIDE]


def test_every_key_of_a_file_is_in_the_guide():
    assert untold(*(f"| `{info.alias or name}` |" for name, info in Scenario.model_fields.items())) == []


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


def test_every_kind_of_fault_of_check_and_of_step_has_its_row():
    assert untold(*(f"| `{name}` |" for name in (*FAULT_KINDS, *CHECK_KEYS)), *(f"| `{step}:" for step in STEP_KEYS)) == []


def test_every_planted_state_has_its_row_and_an_exercise():
    assert untold(*(f"| `{{plant: {kind.slug()}, " for kind in PLANTED)) == []
    assert [kind for kind in PLANTED if f"plant: {kind.slug()}\n" not in whole_library()] == []


@cache
def whole_library() -> str:
    return "".join(loaded.text for loaded in library().values())


def test_every_setting_is_mentioned():
    names = {info.alias or name for model in (*KINDS, *CHECKS, *GIVEN.values(), *PLANTED, *STEPS, Deeds, Trigger, Shows)
             for name, info in model.model_fields.items()}
    assert len(names) > 100
    assert [name for name in names if f"`{name}" not in GUIDE and f"{name}:" not in GUIDE] == []


def test_every_place_that_is_filled_in_is_listed():
    facts = (*wording.PLAIN_FACTS, *wording.HOUSEHOLD_FACTS, *wording.SHEET_FACTS, *wording.FAULT_FACTS, *wording.LASTING_FACTS)
    assert untold(*(f"{fact} }}}}`" for fact in facts)) == []


def test_every_model_says_what_it_is():
    models = (*KINDS, *CHECKS, *GIVEN.values(), *PLANTED, *STEPS, Scenario, Goal, Mistake, Question, WrongTurn)
    assert [model for model in models if not model.__doc__ or "Base of" in model.__doc__] == []


def test_every_field_has_a_sentence_for_the_author():
    models = (*KINDS, *CHECKS, *GIVEN.values(), *PLANTED, Scenario, Goal, Mistake, Question, Shows, Trigger, Count)
    silent = [(model, name) for model in models for name, info in model.model_fields.items()
              if not info.description and name not in ("kind", "submissions", "pick", "berkas", "plant")]
    assert silent == []


def test_every_kind_of_fault_is_used_in_the_library_and_has_a_word_for_the_hall():
    assert [kind for kind in KINDS if f"kind: {kind.slug()}\n" not in whole_library() or not str(kind.word)] == []


@pytest.mark.parametrize(("heading", "known"), [("kind", FAULT_KINDS), ("kunci", CHECK_KEYS), ("langkah", STEP_KEYS)])
def test_a_table_of_the_guide_names_nothing_that_is_gone(heading, known):
    tables = re.findall(rf"^\| {heading} \|.*\n\|.*\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    rows = re.findall(r"^\| `(\w+)", tables[-1], re.MULTILINE)
    assert set(rows) == set(known)


def test_every_skill_stands_in_the_guide_by_its_name_and_with_its_mark():
    missing = [skill.id for skill in skills()
               if f"| `{skill.id}` | {skill.title}{' ◆' if skill.certificate else ''} |" not in GUIDE or skill.says not in GUIDE]
    assert missing == []
