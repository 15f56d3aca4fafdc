"""What the lesson's engine costs a deed: the same save with it on and off, at a journal of 50 rows and of 2,000.

    python bench/lesson.py

Inside a running exercise of a throwaway hall, in this one process. On and off take turns; shown are medians of processor time in
milliseconds, and how many times as long it takes with the engine on. The law: at most 1.3 times.
"""

import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from sandbox.deeds import HOME, OPEN
from sandbox.journal import Journal, Outcome
from sandbox.server.throwaway.stage import ProofStage, proof_stage
from sandbox.store import generations
from sandbox.web import Services
from scenarios.bots.bot import Bot
from scenarios.file.loader import library
from scenarios.proof.playing import Players

EXERCISE = "sesi-habis-saat-mengetik"
SECTION = "penghasilan"
ROUNDS = 60
SIZES = (50, 2000)


def grow(stage: ProofStage, players: Players, rows: int) -> None:
    """Add looks to the attempt until the journal has so many rows."""
    services: Services = stage.app.extensions["gladi"]
    moment = players.moments[0]
    seat, attempt = moment.seat, players.attempt(moment)
    with stage.app.app_context(), services.store.open(generations.pin(seat.pin.sandbox), write=True) as session:
        there = session.query(Journal).count()
        session.add_all(Journal(at=stage.clock.now(), wall_at=stage.clock.now(), person=seat.trainee_id, action=OPEN.name,
                                form=HOME.name, outcome=Outcome.DONE.value, attempt=attempt.id, detail={})
                        for _ in range(max(0, rows - there)))
        session.commit()


def save_ms(bot: Bot, form: Any, amount: int) -> float:
    """One save of a section: what its answer takes, without the page that follows."""
    pairs = [(name, str(amount) if name == "q1" else text) for name, text in form.form_values()]
    began = time.process_time()
    bot.browser.transport.post(bot.browser.page.url, pairs)
    return (time.process_time() - began) * 1000


def measured(stage: ProofStage, bot: Bot, name: str) -> dict[str, float]:
    whole: Services = stage.app.extensions["gladi"]
    without = replace(whole, gate=replace(whole.gate, interceptors=()))
    took: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(ROUNDS):
        is_on = turn % 2 == 0
        bot.open_section(name, SECTION)
        stage.app.extensions["gladi"] = whole if is_on else without
        took[is_on].append(save_ms(bot, bot.browser.page.form(action="save"), 1_000_000 + turn * 50_000))
        stage.app.extensions["gladi"] = whole
    on, off = (statistics.median(took[is_on][3:]) for is_on in (True, False))
    return {"on_ms": round(on, 2), "off_ms": round(off, 2), "times": round(on / off, 2)}


def main() -> None:
    loaded = library()[EXERCISE]
    with proof_stage([loaded]) as stage:
        players = Players(loaded, stage)
        for lost in players.begin_in(1):
            raise SystemExit(lost)
        bot = players.from_there(players.moments[0])
        bot.play(loaded.scenario.solution[:2])  # the fault has struck: what follows is judged and goes through
        for rows in SIZES:
            grow(stage, players, rows)
            print(json.dumps({"rows": rows, **measured(stage, bot, "kk")}))


if __name__ == "__main__":
    main()
