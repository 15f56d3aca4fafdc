"""A stage with a panel on it, who sits before it, and what they press."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import g

from sandbox import actions
from sandbox.desks import desk_for
from sandbox.journal import Deed, deeds
from sandbox.seats import find
from sandbox.server.throwaway.stage import ProofStage
from sandbox.store import generations
from scenarios.bots.bot import HOME, Bot
from scenarios.bots.browser import Browser, Page
from scenarios.day import agenda
from scenarios.proof.playing import ClientTransport


def a_bot(stage: ProofStage, role: str) -> Bot:
    """That person of the village, in a fresh copy."""
    stage.clock.wait(1)
    with stage.app.app_context():
        seat = find(stage.village_code, role)
        generations.renew(seat.pin.sandbox, now=stage.clock.now())
        card = stage.card(seat)
    bot = Bot(Browser(ClientTransport(stage.app.test_client())), stage.clock.wait)
    bot.sit_down(card)
    return bot


def desk(stage: ProofStage) -> actions.Desk:
    return desk_for(find(stage.village_code, "operator"), stage.clock)


@contextmanager
def shared_copy(stage: ProofStage) -> Iterator[None]:
    """Meanwhile the other person of the village works in the same copy."""
    hooks = stage.app.before_request_funcs[None]
    hooks.append(lambda: setattr(g, "desk", replace(g.desk, companion="Sekdes")))
    try:
        yield
    finally:
        hooks.pop()


def press(bot: Bot, path: str, **typed: str) -> Page:
    """Press the panel's button that posts to that address."""
    form = bot.browser.page.all(f"//aside//form[contains(@action, '{path}')]")[0]
    return bot.browser.submit(form, {name: [value] for name, value in typed.items()})


def begun_by_address(bot: Bot, scenario_id: str) -> int:
    """The answer to beginning that exercise though no button of the page does it."""
    page = bot.browser.page
    known = {name: page.all(f"//input[@name='{name}']/@value")[0] for name in ("csrf_token", "_generation")}
    attempt = page.all("//*[@data-attempt]/@data-attempt")[0].split("-")[0]
    sent = {**known, "scenario": scenario_id, "after": attempt}
    return bot.browser.transport.post("/latihan/mulai", [*sent.items()]).status


def button_of(page: Page, path: str) -> Any:
    return page.all(f"//aside//form[contains(@action, '{path}')]//button")[0]


def press_without_script(bot: Bot, path: str, **typed: str) -> Page:
    """The same as a browser without script does it: the button sends the form that it names, to the button's own address."""
    button = button_of(bot.browser.page, path)
    form = bot.browser.page.all(f"//form[@id='{button.get('form')}']")[0]
    form.set("action", button.get("formaction"))
    return bot.browser.submit(form, {name: [value] for name, value in typed.items()})


def words(page: Page) -> str:
    return page.text_of("//aside")


def generation_of(stage: ProofStage) -> int:
    with stage.app.app_context():
        return desk(stage).pin.generation


def journalled(stage: ProofStage) -> list[Deed]:
    with stage.app.app_context(), stage.app.extensions["gladi"].store.open(desk(stage).pin) as session:
        return deeds(session)


def answer_input(page: Page) -> Any:
    return page.all("//aside//form[contains(@action, '/jawab')]//input[@type!='hidden' or not(@type)]")[0]


def solve_the_stalled_submission(bot: Bot) -> Page:
    bot.begin("kiriman-macet-di-antrean")
    bot.play(next(each for each in agenda.exercises_of() if each.scenario.id == "kiriman-macet-di-antrean").scenario.solution)
    return bot.browser.get(HOME)
