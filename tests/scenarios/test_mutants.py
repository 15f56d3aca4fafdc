"""The proof finds what is broken: a copy of an exercise with a goal, a check, a fault or its way on broken is never green.

A few exercises by default; all of the library with GLADI_MUTANTS=all.
"""

import json
import os
import re
from dataclasses import replace
from typing import Any

import pytest
from ruamel.yaml import YAML

from sandbox.deeds import LOG_IN
from sandbox.server.throwaway.stage import ProofStage
from scenarios.file.loader import Loaded, library, parse
from scenarios.proof.explore import explore
from scenarios.proof.playing import Players
from scenarios.proof.proof import Depth, Proof, prove
from scenarios.steps.looking import Connect, LogIn, Open, Wait

PLAIN = Depth(draws=1, monkeys=0, hurried=False, both=False)
ALL = list(library()) if "GLADI_MUTANTS" in os.environ else []
BROKEN = ALL or ["kiriman-macet-di-antrean"]
AT_THE_BEGINNING = {"did": "open", "form": "home"}
"""Everybody has opened Beranda once they are logged in."""
NEVER = {"all": [{"did": "open", "form": "guide"}, {"not": {"did": "open", "form": "guide"}}]}
ASTRAY = {"did": "open", "form": "documents"}
"""No exercise asks for that page."""
TO_BE_LET_IN = (Wait(wait=130), Connect(connect=True, types=False), LogIn(login=True))
SLOW = {"kind": "slow", "as": "iseng", "on": {"action": "open", "form": "home"}, "seconds": 1}
RARE = {"kind": "slow", "as": "jarang", "on": {"action": "open", "form": "home", "nth": 99}, "seconds": 1}


def written(scenario_id: str) -> dict[str, Any]:
    """The file as it is written, without its anchors."""
    found = YAML(typ="safe").load(library()[scenario_id].text)
    return json.loads(json.dumps(found))


def sendings(scenario_id: str) -> list[dict[str, Any]]:
    """The steps of its solution that send something; none where that is not this person's to do."""
    steps = written(scenario_id)["solution"]
    return [] if any("hand_over" in step for step in steps) else [step for step in steps if "submit" in step]


def loaded(spec: dict[str, Any]) -> Loaded:
    return parse(json.dumps(spec), f"{spec['id']}.yaml")


def told(proof: Proof) -> str:
    return "\n".join(proof.problems)


@pytest.mark.slow
@pytest.mark.parametrize("scenario_id", BROKEN)
def test_a_goal_without_effort_a_mistake_nobody_notices_an_idle_fault_and_one_that_never_strikes_are_found(place, scenario_id):
    spec = written(scenario_id)
    spec["goals"].append({"id": "mudah", "text": "Mudah", "check": AT_THE_BEGINNING})
    spec.setdefault("faults", []).extend([SLOW, RARE])
    spec["mistakes"] = [{**each, "check": NEVER} for each in spec.get("mistakes", ())]
    proof = prove(loaded(spec), place, PLAIN)
    assert "tujuan mudah sudah tercapai tanpa berbuat apa-apa" in told(proof)
    assert "tanpa iseng pun solution mencapai semua tujuan" in told(proof)
    assert "gangguan jarang tidak pernah terjadi" in told(proof)
    assert not any(proof.wrong_turns[each["id"]] for each in spec["mistakes"]), proof.problems


@pytest.mark.slow
@pytest.mark.parametrize("scenario_id", BROKEN)
def test_a_goal_out_of_reach_and_a_mistake_that_everybody_makes_are_found(place, scenario_id):
    spec = written(scenario_id)
    spec["goals"].append({"id": "mustahil", "text": "Mustahil", "check": NEVER})
    spec.setdefault("mistakes", []).append({"id": "selalu", "text": "Selalu", "check": AT_THE_BEGINNING})
    spec["wrong_turns"] = [{"mistake": "selalu", "steps": [{"open": "home"}]}]
    spec["mistakes"] = spec["mistakes"][-1:]
    proof = prove(loaded(spec), place, PLAIN)
    assert "solution: tujuan belum tercapai: mustahil" in told(proof)
    assert "solution: dianggap keliru: selalu" in told(proof)


@pytest.mark.slow
@pytest.mark.parametrize("scenario_id", ALL)  # one is looked for in test_proof.py
def test_a_state_without_a_way_on_is_found(place, scenario_id):
    spec = written(scenario_id)
    spec["goals"].append({"id": "lurus", "text": "Lurus", "check": {"all": [{"did": "open"}, {"not": ASTRAY}]}})
    spec["mistakes"] = [{"id": "tersesat", "text": "Tersesat", "check": ASTRAY, "repaired": NEVER}]
    spec["wrong_turns"] = [{"mistake": "tersesat", "steps": [{"open": "documents"}]}]
    broken, astray = loaded(spec), Open(open="documents")
    shut = any(LOG_IN in fault.spreads for fault in broken.scenario.faults)  # no page opens before that is over
    found, _ = explore(players(place, broken), most=6 if shut else 1, deeds=[astray, *(TO_BE_LET_IN if shut else ())])
    assert any(each.what.startswith("jalan buntu") and "{open: documents}" in each.what for each in found)


@pytest.mark.slow
@pytest.mark.parametrize("scenario_id", [each for each in BROKEN if sendings(each)])
def test_a_file_that_forgets_to_ask_whether_something_is_doubled_is_kept_open_and_the_tables_say_why(place, scenario_id):
    spec = written(scenario_id)
    sent = sendings(scenario_id)[0]
    name = sent["submit"]
    spec["goals"] = [{"id": "terkirim", "text": "Terkirim", "check": {"submissions": {"record": name}, "count": {"min": 1}}},
                     {"id": "dibuka", "text": "Dibuka", "check": ASTRAY}]
    spec["mistakes"], spec["wrong_turns"], spec["other_ways"] = [], [], []
    asked_nothing = [step for step in spec["solution"] if "answer" not in step]  # no question outlives the goals
    spec["solution"] = [*asked_nothing, sent, {"open": "documents"}]
    forgetful = loaded(spec)
    proof = prove(forgetful, place, replace(PLAIN, draws=2))
    assert re.search("solution: .*: semua, tetapi kekeliruan ini belum dibereskan: (kirim|lembar)-ganda", told(proof))
    played = players(place, forgetful)
    moment = played.moments[0]  # one of either half of the hall
    played.played_on(played.from_there(moment), moment, forgetful.scenario.solution)
    assert f"{name} terkirim 2 kali" in played.objections(moment)


def players(place: ProofStage, broken: Loaded) -> Players:
    """Who plays it there, one of them begun."""
    place.lay([broken])
    found = Players(broken, place)
    assert list(found.begin_in(1)) == []
    return found
