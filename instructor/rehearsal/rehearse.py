"""The whole rehearsal: set the stage, send the driver, take its figures."""

import json
import subprocess
from dataclasses import asdict

from instructor.rehearsal.figures import Figures
from instructor.rehearsal.stage import environment, stage
from instructor.rehearsal.task import Task
from sandbox.errors import GladiError
from sandbox.machine import child
from sandbox.settings import Settings
from sandbox.words.texts import lazy_gettext as _l

SEATS_A_VILLAGE = 2
THINK = 2.0
"""Mean seconds between two requests of a seat: several times as busy as people are."""
SPEED = 12.0
"""A rehearsal's hall time runs faster, so that a submission's three minutes fit: every time stays in proportion."""


class DriverFailed(GladiError):
    code = "GL-REH-2"
    text = _l("Gladi bersih berhenti di tengah jalan: %(why)s")


class OneNode(GladiError):
    code = "GL-REH-3"
    text = _l("Beberapa node hanya bisa bersama PostgreSQL. Isi GLADI_DATABASE_URL, atau hilangkan --nodes.")


def rehearse(settings: Settings, *, trainees: int, seconds: float, boards: int = 4, think: float = THINK,
             speed: float = SPEED, nodes: int = 1) -> Figures:
    """Play `trainees` seats for about `seconds` on a throwaway instance of so many nodes.

    Raises NotReady, DriverFailed, OneNode, MayNotCreate.
    """
    if nodes > 1 and not settings.is_shared:
        raise OneNode()
    villages = -(-trainees // SEATS_A_VILLAGE)
    with stage(settings, villages=villages, speed=speed, nodes=nodes) as set_up:
        task = Task(urls=set_up.urls, trainees=trainees, seconds=seconds, think=think,
                    boards=boards, clock_speed=set_up.settings.clock_speed, clock_origin=set_up.settings.clock_origin,
                    servers=set_up.pids)
        driver = subprocess.run(child.command("instructor.rehearsal.driver"), input=json.dumps(asdict(task)), text=True,
                                stdout=subprocess.PIPE, env=environment(set_up.settings), timeout=seconds + 300, check=False)
    if driver.returncode != 0:
        raise DriverFailed(why=f"status {driver.returncode}")
    return Figures(**json.loads(driver.stdout.splitlines()[-1]))
