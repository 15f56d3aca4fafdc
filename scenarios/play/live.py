"""Which faults act on a deed: a pure function of the scenario and the attempt's journal. Nothing else is stored."""

from collections.abc import Iterator

from sandbox.journal import Deed, Outcome
from scenarios.attempt.attempts import Attempt
from scenarios.faults.base import Fault
from scenarios.file.schema import Scenario
from scenarios.parts import Doing


def striking(scenario: Scenario, attempt: Attempt, doing: Doing) -> Fault | None:
    """The fault that strikes at this deed: the first of the file whose turn it is. None after the exercise is solved."""
    if attempt.solved_at is not None:
        return None
    return next((fault for fault in scenario.faults_of(attempt.twin)
                 if fault.on.fits(doing, attempt.numbers) and _is_due(fault, attempt)), None)


def ending(scenario: Scenario, attempt: Attempt, doing: Doing) -> Iterator[Fault]:
    """The faults that this deed ends: they have struck, and it is what they wait for."""
    for fault in scenario.faults_of(attempt.twin):
        if fault.until is not None and fault.until.fits(doing, attempt.numbers) and is_open(fault, attempt):
            yield fault


def is_open(fault: Fault, attempt: Attempt) -> bool:
    """Whether the fault has struck and was not ended since."""
    struck = _struck(fault, attempt)
    return struck is not None and not _ended(fault, attempt, since=struck)


def counts(deed: Deed) -> bool:
    """Whether a deed counts for `nth`: done, or refused by a fault. What the form itself turned down does not."""
    return deed.outcome is Outcome.DONE or (deed.outcome is Outcome.REFUSED and deed.fault is not None)


def _is_due(fault: Fault, attempt: Attempt) -> bool:
    if fault.on.nth is not None:
        before = sum(1 for deed in attempt.deeds if counts(deed) and fault.on.fits(deed, attempt.numbers))
        if before + 1 != fault.on.nth:
            return False
    struck = _struck(fault, attempt)
    return struck is None or not _ended(fault, attempt, since=struck)


def _struck(fault: Fault, attempt: Attempt) -> Deed | None:
    return next((deed for deed in attempt.deeds if deed.fault == fault.name and deed.outcome is not Outcome.NOTED), None)


def _ended(fault: Fault, attempt: Attempt, *, since: Deed) -> bool:
    until = fault.until
    return until is not None and any(deed.id > since.id and deed.outcome is Outcome.DONE and until.fits(deed, attempt.numbers)
                                     for deed in attempt.deeds)
