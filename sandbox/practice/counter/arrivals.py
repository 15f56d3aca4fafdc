"""Who comes to the counter when: a pure function of the copy's seed, what it has sent, and hall time.

Two streams. Every few minutes somebody of the village comes, whoever it is. And the people of a family whose data was sent come,
because they need a letter: one soon after the sending, more of them as long as it is not validated. So a submission that stalls
is seen by who waits for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sandbox.clock import WIB

EVERY = timedelta(minutes=8)
"""Hall time in which one of the village comes."""
PATIENCE = (20, 30)
"""Whole minutes that somebody waits, at least and at most."""
LONGEST = timedelta(minutes=PATIENCE[1])
FIRST_VISIT, LATER_VISITS = (40, 90), ((240, 420), (540, 780))
"""Seconds after the sending: of the first visit, and of those that need no longer be made once the data is validated."""
FOR_SENT = "kiriman/"
"""The key of who comes because of a submission begins so."""
LAST_VISIT = timedelta(seconds=LATER_VISITS[-1][1])


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody of that household comes, and waits until `leaves_at`. `rng`: for what they want."""

    key: str
    ticket: str
    household_id: int
    at: datetime
    leaves_at: datetime
    rng: Random

    def is_there(self, now: datetime) -> bool:
        return self.at <= now < self.leaves_at


@dataclass(frozen=True, slots=True)
class SentFamily:
    """What was sent of a household, and when it is validated; None: not before somebody does something."""

    reference: str
    household_id: int
    sent_at: datetime
    validated_at: datetime | None


def of_village(seed: int, households: int, now: datetime) -> Iterator[Arrival]:
    """Those of the village who are there at `now`. `households`: the highest id that one may have; not each need exist."""
    if households < 1:
        return
    slot = int(now.timestamp() // EVERY.total_seconds())
    for number in range(slot - int(LONGEST / EVERY) - 1, slot + 1):
        rng = Random(f"{seed}:loket:{number}")
        starts = datetime.fromtimestamp(number * EVERY.total_seconds(), WIB)
        at = starts + timedelta(seconds=rng.randrange(int(EVERY.total_seconds())))
        turn = 1 + int((starts - starts.replace(hour=0, minute=0, second=0)) / EVERY)
        arrival = _arrival(f"pukul/{number}", f"A-{turn}", 1 + rng.randrange(households), at, rng)
        if arrival.is_there(now):
            yield arrival


def of_sent(seed: int, sent: SentFamily, now: datetime) -> Iterator[Arrival]:
    """Those of a family that was sent who are there at `now`: every second family once, and more while it is not validated."""
    rng = Random(f"{seed}:loket:{sent.reference}")
    comes_anyway = rng.random() < 0.5
    for visit, (soonest, latest) in enumerate((FIRST_VISIT, *LATER_VISITS), start=1):
        at = sent.sent_at + timedelta(seconds=rng.randint(soonest, latest))
        own = Random(f"{seed}:loket:{sent.reference}:{visit}")
        ticket = f"B-{int(sent.reference.rpartition('-')[2])}" + (f"/{visit}" if visit > 1 else "")
        is_ready = sent.validated_at is not None and sent.validated_at <= at
        arrival = _arrival(f"{FOR_SENT}{sent.reference}/{visit}", ticket, sent.household_id, at, own)
        if (not is_ready or comes_anyway and visit == 1) and arrival.is_there(now):
            yield arrival


def _arrival(key: str, ticket: str, household_id: int, at: datetime, rng: Random) -> Arrival:
    return Arrival(key, ticket, household_id, at, at + timedelta(minutes=rng.randint(*PATIENCE)), rng)
