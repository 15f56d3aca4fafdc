"""All steps, in one place: those that each file names at its end."""

from typing import TYPE_CHECKING

from scenarios.parts import keyed_union
from scenarios.steps import counter, deciding, entering, files, leaving, looking, sending, sheets
from scenarios.steps.base import BotStep

STEPS: tuple[type[BotStep], ...] = (
    *looking.STEPS, *entering.STEPS, *leaving.STEPS, *deciding.STEPS, *files.STEPS, *sending.STEPS, *sheets.STEPS,
    *counter.STEPS)

if TYPE_CHECKING:
    AnyStep = BotStep
else:
    AnyStep = keyed_union(STEPS, error="step", message="langkah tidak dikenal")
