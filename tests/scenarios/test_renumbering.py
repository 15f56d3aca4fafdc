"""An exercise can still be solved though its household gets another No. KK before every step.

Exercises with every kind of step and check here; GLADI_RENUMBERED=all for the whole library.
"""

import os
import re
from collections.abc import Iterator

import pytest

from sandbox import actions
from sandbox.desks import desk_for
from sandbox.practice.models import Household
from sandbox.practice.submissions import submissions
from sandbox.seats import find
from sandbox.server.throwaway.stage import ProofStage, proof_stage
from sandbox.store import generations
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.bots.bot import Bot
from scenarios.bots.browser import Browser
from scenarios.file.loader import library
from scenarios.proof.playing import ClientTransport
from scenarios.steps.counter import TellCitizen
from scenarios.steps.sending import Resend, Withdraw
from tests.scenarios.covering import covering

pytestmark = pytest.mark.slow
ASKED = list(library()) if os.environ.get("GLADI_RENUMBERED") == "all" else covering(
    lambda scenario: (scenario.solution, scenario.goals, scenario.own_mistakes))


@pytest.fixture(scope="module")
def stage() -> Iterator[ProofStage]:
    with proof_stage(list(library().values())) as stage:
        yield stage


def sat_down(stage: ProofStage, role: str) -> tuple[Bot, actions.Desk]:
    with stage.app.app_context():
        seat = find(stage.village_code, role)
        generations.renew(seat.pin.sandbox, now=stage.clock.now())
        seat, card = find(stage.village_code, role), stage.card(seat)
    bot = Bot(Browser(ClientTransport(stage.app.test_client())), stage.clock.wait)
    bot.sit_down(card)
    return bot, desk_for(seat, stage.clock)


def attempt_of(stage: ProofStage, desk: actions.Desk) -> Attempt:
    store = stage.app.extensions["gladi"].store
    with stage.app.app_context(), store.open(generations.pin(desk.pin.sandbox)) as session:
        return known.current(session, desk.person)


def renumber(stage: ProofStage, desk: actions.Desk, bot: Bot, number: str | None) -> None:
    """Give every household of the exercise that is there another number. None: that of the beginning, or that it was sent as.

    The bot knows it, as the person does who has changed it.
    """
    attempt = attempt_of(stage, desk)
    store = stage.app.extensions["gladi"].store
    with stage.app.app_context(), store.open(generations.pin(desk.pin.sandbox), write=True) as session:
        for index, (name, given) in enumerate(attempt.numbers.items()):
            key = attempt.record_of(name)
            household = session.get(Household, key.id) if key is not None and name not in attempt.sheets else None
            if household is not None:
                sent = submissions.of_record(session, key)
                household.number = number[:-1] + str(index) if number else sent[0].number if sent else given
                bot.numbers[name], bot.records[household.number] = household.number, key
        session.commit()
        session.info["memory"].clear()  # no deed did it, so nothing in the journal says that the data are other ones


@pytest.mark.parametrize("scenario_id", ASKED)
def test_an_exercise_survives_a_renumbering_before_every_step(stage, scenario_id):
    scenario = library()[scenario_id].scenario
    for role in scenario.roles if scenario.twins else scenario.roles[:1]:
        bot, desk = sat_down(stage, role)
        bot.begin(scenario_id)
        for place, step in enumerate(scenario.solution):
            renumber(stage, desk, bot, f"3510620101{place:02d}9990")
            met = attempt_of(stage, desk).met
            bot.look_at_panel()
            assert attempt_of(stage, desk).met >= met - on_paper(scenario), f"before step {place + 1}"
            if needs_what_was_sent(step):
                renumber(stage, desk, bot, None)
            bot.play([step])
        renumber(stage, desk, bot, None)
        bot.look_at_panel()
        attempt = attempt_of(stage, desk)
        assert attempt.solved_at is not None, {goal.id for goal in scenario.goals} - attempt.met


def needs_what_was_sent(step):
    """What is sent again, served, or told from another by its content, must be as it was sent."""
    return isinstance(step, Resend | TellCitizen) or (isinstance(step, Withdraw) and step.unlike is not None)


def on_paper(scenario):
    """Goals that look at the number on a card, or at what is still as it was sent: away from it they wait until it is back."""
    return {goal.id for goal in scenario.goals if re.search('"household":"|"current":true', goal.check.model_dump_json())}
