"""Three careless people, once the first fault has struck: none of them solves an exercise without a mistake.

One only waits, one presses the same button again and waits, one does the deed anew and waits. Where
that is right, the file says so (`careless`): a save that failed once may be pressed again.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from scenarios.bots.bot import PANEL, Bot
from scenarios.bots.browser import Lost
from scenarios.file.schema import Careless
from scenarios.proof.finding import Unproved
from scenarios.proof.playing import Beginning, Players
from scenarios.steps.base import BotStep
from scenarios.steps.entering import PressAgain

LONG = 300
"""Seconds that they wait besides, for what no panel counts."""
CALLED: dict[Careless, str] = {
    "waits": "yang hanya menunggu", "presses": "yang menekan tombolnya lagi lalu menunggu",
    "anew": "yang mengerjakannya dari awal lalu menunggu"}


def careless(players: Players) -> Iterator[Unproved]:
    """Who of them solves it in some half of the hall, though the file does not allow it."""
    scenario = players.scenario
    if not scenario.faults:
        return
    before = till_the_fault(players)
    if before is None:
        return
    for who, called in CALLED.items():
        if who in scenario.careless:
            continue
        script = _script(before, who)
        for moment, bot in players.halves():
            if _solves(players, moment, bot, script):
                yield Unproved(f"orang {called} lulus tanpa kekeliruan sesudah gangguan; tuntut melihat dulu, "
                              f"atau tulis careless: [{who}] bila memang benar begitu", ("goals",), moment.where)


def till_the_fault(players: Players) -> Sequence[BotStep] | None:
    """The beginning of the solution, up to the step at which the first fault strikes; None where none does."""
    moment = players.moments[0]
    bot = players.from_there(moment)
    for place, step in enumerate(players.scenario.solution, start=1):
        with suppress(Lost):
            step.play(bot)
        if any(deed.fault for deed in players.attempt(moment).deeds):
            return players.scenario.solution[:place]
    return None


def _script(before: Sequence[BotStep], who: Careless) -> Sequence[BotStep]:
    more: dict[Careless, Sequence[BotStep]] = {"waits": (), "presses": (PressAgain(press_again=True),), "anew": before[-1:]}
    return (*before, *more[who])


def _solves(players: Players, moment: Beginning, bot: Bot, script: Sequence[BotStep]) -> bool:
    """Whether that solves it without a mistake. A step that its page does not offer is left out, as people do."""
    for step in script:
        with suppress(Lost):
            step.play(bot)
    bot.wait_till_nothing_changes()
    bot.wait(LONG)
    bot.browser.fragment(PANEL)
    attempt = players.attempt(moment)
    return attempt.solved_at is not None and not attempt.mistakes
