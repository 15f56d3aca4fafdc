"""All steps, in one place."""

from typing import TYPE_CHECKING

from scenarios.parts import keyed_union
from scenarios.steps.base import BotStep
from scenarios.steps.entering import DiscardDraft, Edit, Enter, EnterOther, Fill, Mend, PressAgain, RestoreDraft, SaveAgain
from scenarios.steps.looking import Answer, LogIn, Open, OpenHousehold, OpenReceipt, Search, Wait
from scenarios.steps.sending import Resend, Submit, Withdraw

STEPS: tuple[type[BotStep], ...] = (
    Open, OpenHousehold, Search, Enter, Mend, Fill, SaveAgain, RestoreDraft, Submit, Resend, Withdraw, OpenReceipt, EnterOther,
    Edit, PressAgain, DiscardDraft, LogIn, Answer, Wait)

if TYPE_CHECKING:
    AnyStep = BotStep
else:
    AnyStep = keyed_union(STEPS, error="step", message="langkah tidak dikenal")
