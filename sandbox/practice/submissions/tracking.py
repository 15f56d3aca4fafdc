"""How a submission is told to people: the five boxes of its track and its stage in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sandbox.practice.models import Hold, Return, Submission
from sandbox.practice.submissions.returning import OFFICES
from sandbox.practice.submissions.stages import Stage, Way, next_change_at, reached_at, sent_back_at, stage_at
from sandbox.practice.submissions.submissions import given_back, way_of
from sandbox.practice.words import minutes_since, moment, when

BOXES = ((Stage.UNSENT, "Tersimpan"), (Stage.QUEUED, "Antre"), (Stage.SENT, "Terkirim"), (Stage.VERIFIED, "Kecamatan"),
         (Stage.VALIDATED, "Kabupaten"))
PLACES = {Stage.QUEUED: "antrean", Stage.SENT: "kecamatan", Stage.VERIFIED: "kabupaten"}


@dataclass(frozen=True, slots=True)
class TrackBox:
    """One box. `state`: passed, going, held, returned, unsent or none."""

    state: str
    label: str


@dataclass(frozen=True, slots=True)
class Track:
    """Where a submission is. `state`: none, unsent, going, held, returned or done; `short` is for a list's column."""

    stage: Stage
    state: str
    text: str
    short: str
    detail: str
    code: str
    steps: tuple[TrackBox, ...]

    @property
    def is_finished(self) -> bool:
        return self.stage in (Stage.VALIDATED, Stage.WITHDRAWN)

    @property
    def has_arrived(self) -> bool:
        """Whether the subdistrict has it: only then is there a receipt, for a receipt proves arrival."""
        return Stage.SENT <= self.stage < Stage.WITHDRAWN


def track(submission: Submission, now: datetime) -> Track:
    """Where `submission` is at `now`."""
    way = way_of(submission)
    stage = stage_at(way, now)
    if stage is Stage.WITHDRAWN:
        return _withdrawn(submission, now)
    if stage is Stage.RETURNED:
        return _returned(given_back(submission, now), sent_back_at(way), now)
    if stage is Stage.VALIDATED:
        return validated(way, now)
    hold = next((hold for hold in submission.holds if hold.stage == stage.slug and _holds(hold, now)), None)
    return _held(hold, stage, now) if hold else _going(way, stage, now)


def validated(way: Way, now: datetime) -> Track:
    """The end of a way that is known to have been gone."""
    text = f"Tervalidasi kabupaten · {moment(reached_at(way, Stage.VALIDATED), now)}"
    return Track(Stage.VALIDATED, "done", text, "Tervalidasi", "", "", _steps(Stage.VALIDATED, "passed"))


def not_sent(saved_at: datetime, now: datetime, more: str = "") -> Track:
    """A household that was saved here and not sent yet; `more` is said of it besides."""
    text, detail = Stage.UNSENT.label, f"Tersimpan {when(saved_at, now)}.{more}"
    return Track(Stage.UNSENT, "unsent", text, text, detail, "", _steps(Stage.UNSENT, "unsent"))


def untouched(*, answered: bool) -> Track:
    """A household as it came with the village: nobody has worked on it here."""
    text = Stage.UNSENT.label if answered else "Belum diisi"
    return Track(Stage.UNSENT, "none", text, text, "", "", _steps(Stage.UNSENT, "none"))


def _going(way: Way, stage: Stage, now: datetime) -> Track:
    due = next_change_at(way, now)
    since = when(reached_at(way, stage), now)
    latest = f" Paling lambat {when(due, now)}." if due else ""
    text, short, verb = {
        Stage.QUEUED: ("Antre", "Antre", "Masuk antrean"),
        Stage.SENT: ("Menunggu kecamatan", "Menunggu kecamatan", "Terkirim"),
        Stage.VERIFIED: ("Menunggu kabupaten", "Menunggu kabupaten", "Terverifikasi kecamatan"),
    }[stage]
    # The box of whoever is at work on it moves: in the queue the queue itself, then the subdistrict, then the regency.
    place = stage if stage is Stage.QUEUED else Stage(stage + 1)
    return Track(stage, "going", text, short, f"{verb} {since}.{latest}", "", _steps(place, "going"))


def _holds(hold: Hold, now: datetime) -> bool:
    return hold.released_at is None and (hold.until is None or now < hold.until)


def _held(hold: Hold, stage: Stage, now: datetime) -> Track:
    place = PLACES[stage]
    text = f"Tertahan di {place} · {minutes_since(hold.since, now)}"
    detail = f"{hold.reason.rstrip('.')}, sejak {when(hold.since, now)}."
    if hold.until is not None:
        detail += f" Berjalan lagi sendiri paling lambat {when(hold.until, now)}. Tidak perlu tindakan."
    box = stage if stage is Stage.QUEUED else Stage(stage + 1)
    return Track(stage, "held", text, f"Tertahan di {place}", detail, hold.code, _steps(box, "held"))


def _returned(given: Sequence[Return], at: datetime | None, now: datetime) -> Track:
    back = given[0]
    stage = Stage[back.stage.upper()]
    office, box = OFFICES[stage], Stage(stage + 1)
    more = f" Ada {len(given) - 1} hal lain." if len(given) > 1 else ""
    return Track(Stage.RETURNED, "returned", f"Dikembalikan {office} · {moment(at, now) if at else ''}", "Dikembalikan",
                 f"Revisi {back.revision}: {back.reason}{more}", back.code, _steps(box, "returned"))


def _withdrawn(submission: Submission, now: datetime) -> Track:
    at = submission.withdrawn_at
    text = f"Dibatalkan · {moment(at, now)}" if at else "Dibatalkan"
    return Track(Stage.WITHDRAWN, "none", text, "Dibatalkan", submission.withdrawn_why or "", "",
                 _steps(Stage.UNSENT, "none"))


def _steps(here: Stage, state: str) -> tuple[TrackBox, ...]:
    """Boxes before `here` are passed, `here` shows `state`, the rest is empty."""
    return tuple(TrackBox("passed" if box < here else state if box == here else "none", label) for box, label in BOXES)
