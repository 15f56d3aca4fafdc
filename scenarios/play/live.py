"""Which faults act on a deed: a pure function of the scenario, the attempt's journal and hall time. Nothing else is stored."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from sandbox.clock import WIB
from sandbox.details import RecordDetails
from sandbox.journal import Deed, Outcome
from scenarios.attempt.attempts import Attempt
from scenarios.faults.base import Fault
from scenarios.file.schema import Scenario
from scenarios.ties import Doing, doing_of


def striking(scenario: Scenario, attempt: Attempt, doing: Doing, now: datetime, *,
             touches: Callable[[Fault], bool] = lambda fault: True) -> Fault | None:
    """The fault that strikes at this deed: the first of the file whose turn it is and that `touches` it, by what was typed.

    None after the exercise is solved.
    """
    if attempt.solved_at is not None:
        return None
    return next((fault for fault in scenario.faults_of(attempt.twin)
                 if _strikes(fault, attempt, doing, now) and touches(fault)), None)


def ending(scenario: Scenario, attempt: Attempt, doing: Doing, now: datetime) -> Iterator[Fault]:
    """The faults that this deed ends: they have struck, and it is what they wait for."""
    for fault in scenario.faults_of(attempt.twin):
        struck = _struck(fault, attempt)
        if struck is not None and _ends(fault, attempt, doing, struck) and not _is_over(fault, attempt, now, since=struck):
            yield fault


def submissions_of(fault: Fault, attempt: Attempt) -> frozenset[str]:
    """The references of the submissions that the fault struck in this attempt."""
    return frozenset(told.reference for deed in _deeds_struck(fault, attempt)
                     if isinstance(told := deed.detail, RecordDetails) and told.reference)


def is_open(fault: Fault, attempt: Attempt, now: datetime) -> bool:
    """Whether the fault has struck and is not over yet."""
    struck = _struck(fault, attempt)
    return struck is not None and not _is_over(fault, attempt, now, since=struck)


def ends_at(fault: Fault, attempt: Attempt, now: datetime) -> datetime | None:
    """When a fault that strikes at `now` is over by itself, in hall time; None if it does not last."""
    if fault.lasts is None:
        return None
    struck = None if fault.restarts else _struck(fault, attempt)
    return (struck.at if struck is not None else now) + timedelta(seconds=fault.lasts)


def lasting_till(scenario: Scenario, attempt: Attempt, now: datetime) -> Iterator[datetime]:
    """When each of the faults is over that last at this moment."""
    for fault in scenario.faults_of(attempt.twin):
        struck = _struck(fault, attempt)
        end = None if struck is None else ends_at(fault, attempt, _last_struck(fault, attempt, struck).at)
        if end is not None and now < end:
            yield end


def counts(deed: Deed) -> bool:
    """Whether a deed counts for `nth`: done, or refused by a fault. What the form itself turned down does not."""
    return deed.outcome is Outcome.DONE or (deed.outcome is Outcome.REFUSED and deed.fault is not None)


def facts(scenario: Scenario, attempt: Attempt) -> dict[str, str]:
    """What texts may name of the faults that struck: code, at, and until where it lasts."""
    found: dict[str, str] = {}
    for fault in scenario.faults_of(attempt.twin):
        struck = _deeds_struck(fault, attempt)
        if struck:
            # A message that came after the deed was done is not in the journal.
            code = struck[-1].code or (fault.message.code if fault.message else "")
            found |= {f"{fault.name}.code": code, f"{fault.name}.at": f"{struck[-1].at.astimezone(WIB):%H.%M}"}
            found |= until(fault, attempt, struck[-1].at)
    return found


def until(fault: Fault, attempt: Attempt, now: datetime) -> dict[str, str]:
    """The hour at which a fault that lasts and strikes at `now` is over, by its name in texts. A full minute: never before."""
    end = ends_at(fault, attempt, now)
    if end is None:
        return {}
    return {f"{fault.name}.until": f"{(end + timedelta(minutes=1, microseconds=-1)).astimezone(WIB):%H.%M}"}


def _strikes(fault: Fault, attempt: Attempt, doing: Doing, now: datetime) -> bool:
    struck = _struck(fault, attempt)
    if struck is None:
        return fault.on.fits(doing, attempt.ties) and _is_the_nth(fault, attempt)
    return _goes_on(fault, attempt, doing) and not _is_over(fault, attempt, now, since=struck)


def _is_the_nth(fault: Fault, attempt: Attempt) -> bool:
    if fault.on.nth is None:
        return True
    meant = attempt.doings(fault.on.action, fault.on.form)
    return fault.on.nth == 1 + sum(fault.on.fits_deed(deed, attempt.ties) and counts(deed) for deed in meant)


def _goes_on(fault: Fault, attempt: Attempt, doing: Doing) -> bool:
    """Whether a fault that has struck strikes at this deed too."""
    if any(doing.action == kind.name for kind in fault.spreads):
        return True
    every = fault.on.nth is None or fault.lasts is not None or fault.stays
    return every and fault.on.fits(doing, attempt.ties)


def _deeds_struck(fault: Fault, attempt: Attempt) -> Sequence[Deed]:
    return attempt.struck.get(fault.name, ())


def _struck(fault: Fault, attempt: Attempt) -> Deed | None:
    return next(iter(_deeds_struck(fault, attempt)), None)


def _last_struck(fault: Fault, attempt: Attempt, first: Deed) -> Deed:
    """The deed from which its time counts."""
    if not fault.restarts:
        return first
    return _deeds_struck(fault, attempt)[-1]


def _is_over(fault: Fault, attempt: Attempt, now: datetime, *, since: Deed) -> bool:
    if fault.lasts is not None:
        return now >= _last_struck(fault, attempt, since).at + timedelta(seconds=fault.lasts)
    until = fault.until
    return until is not None and any(
        until.fits_deed(deed, attempt.ties) and deed.id > since.id and deed.outcome is Outcome.DONE
        and _ends(fault, attempt, doing_of(deed), since) for deed in attempt.doings(until.action, until.form))


def _ends(fault: Fault, attempt: Attempt, doing: Doing, struck: Deed) -> bool:
    """Whether the fault waits for this deed. What is done to another record than the one it struck ends it only where the file
    names that record."""
    if fault.until is None or not fault.until.fits(doing, attempt.ties):
        return False
    there, here = doing_of(struck).records, doing.records
    return fault.until.record is not None or not (there and here) or bool(there & here)
