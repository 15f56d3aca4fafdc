"""Which faults act on a deed: a pure function of the scenario, the attempt's journal and hall time. Nothing else is stored."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sandbox.clock import WIB
from sandbox.journal import Deed, Outcome
from scenarios.attempt.attempts import Attempt
from scenarios.faults.base import Fault
from scenarios.file.schema import Scenario
from scenarios.ties import Doing, doing_of


def striking(scenario: Scenario, attempt: Attempt, doing: Doing, now: datetime) -> Fault | None:
    """The fault that strikes at this deed: the first of the file whose turn it is. None after the exercise is solved."""
    if attempt.solved_at is not None:
        return None
    return next((fault for fault in scenario.faults_of(attempt.twin) if _strikes(fault, attempt, doing, now)), None)


def ending(scenario: Scenario, attempt: Attempt, doing: Doing, now: datetime) -> Iterator[Fault]:
    """The faults that this deed ends: they have struck, and it is what they wait for."""
    for fault in scenario.faults_of(attempt.twin):
        struck = _struck(fault, attempt)
        if struck is not None and _ends(fault, attempt, doing, struck) and not _is_over(fault, attempt, now, since=struck):
            yield fault


def is_open(fault: Fault, attempt: Attempt, now: datetime) -> bool:
    """Whether the fault has struck and is not over yet."""
    struck = _struck(fault, attempt)
    return struck is not None and not _is_over(fault, attempt, now, since=struck)


def ends_at(fault: Fault, attempt: Attempt, now: datetime) -> datetime | None:
    """When a fault is over by itself, in hall time, if it has struck or strikes at `now` first; None if it does not last."""
    if fault.lasts is None:
        return None
    struck = _struck(fault, attempt)
    return (struck.at if struck is not None else now) + timedelta(seconds=fault.lasts)


def lasting_till(scenario: Scenario, attempt: Attempt, now: datetime) -> Iterator[datetime]:
    """When each of the faults is over that last at this moment."""
    for fault in scenario.faults_of(attempt.twin):
        end = ends_at(fault, attempt, now)
        if end is not None and is_open(fault, attempt, now):
            yield end


def counts(deed: Deed) -> bool:
    """Whether a deed counts for `nth`: done, or refused by a fault. What the form itself turned down does not."""
    return deed.outcome is Outcome.DONE or (deed.outcome is Outcome.REFUSED and deed.fault is not None)


def facts(scenario: Scenario, attempt: Attempt) -> dict[str, str]:
    """What texts may name of the faults that struck: code, at, and until where it lasts."""
    found: dict[str, str] = {}
    for fault in scenario.faults_of(attempt.twin):
        struck = [deed for deed in attempt.deeds if deed.fault == fault.name and deed.outcome is not Outcome.NOTED]
        if struck:
            # A message that came after the deed was done is not in the journal.
            code = struck[-1].code or (fault.message.code if fault.message else "")
            found |= {f"{fault.name}.code": code, f"{fault.name}.at": f"{struck[-1].at.astimezone(WIB):%H.%M}"}
            found |= until(fault, attempt, struck[0].at)
    return found


def until(fault: Fault, attempt: Attempt, now: datetime) -> dict[str, str]:
    """The hour at which a fault that lasts is over, by its name in texts. A full minute: never before it is over."""
    end = ends_at(fault, attempt, now)
    if end is None:
        return {}
    return {f"{fault.name}.until": f"{(end + timedelta(minutes=1, microseconds=-1)).astimezone(WIB):%H.%M}"}


def _strikes(fault: Fault, attempt: Attempt, doing: Doing, now: datetime) -> bool:
    struck = _struck(fault, attempt)
    if fault.lasts is not None and struck is not None:
        return (fault.everywhere or fault.on.fits(doing, attempt.ties)) and not _is_over(fault, attempt, now, since=struck)
    return fault.on.fits(doing, attempt.ties) and _is_due(fault, attempt, now, struck)


def _is_due(fault: Fault, attempt: Attempt, now: datetime, struck: Deed | None) -> bool:
    if fault.on.nth is not None:
        before = sum(1 for deed in attempt.deeds if counts(deed) and fault.on.fits(doing_of(deed), attempt.ties))
        if before + 1 != fault.on.nth:
            return False
    return struck is None or not _is_over(fault, attempt, now, since=struck)


def _struck(fault: Fault, attempt: Attempt) -> Deed | None:
    return next((deed for deed in attempt.deeds if deed.fault == fault.name and deed.outcome is not Outcome.NOTED), None)


def _is_over(fault: Fault, attempt: Attempt, now: datetime, *, since: Deed) -> bool:
    if fault.lasts is not None:
        return now >= since.at + timedelta(seconds=fault.lasts)
    return any(deed.id > since.id and deed.outcome is Outcome.DONE and _ends(fault, attempt, doing_of(deed), since)
               for deed in attempt.deeds)


def _ends(fault: Fault, attempt: Attempt, doing: Doing, struck: Deed) -> bool:
    """Whether the fault waits for this deed. What is done to another record than the one it struck ends it only where the file
    names that record."""
    if fault.until is None or not fault.until.fits(doing, attempt.ties):
        return False
    there, here = doing_of(struck).records, doing.records
    return fault.until.record is not None or not (there and here) or bool(there & here)
