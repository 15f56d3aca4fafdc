"""Names of faults and states as the hall says them; those of deeds and pages stand in `sandbox/deeds.py`."""

from enum import StrEnum

from sandbox.words.texts import lazy_gettext as _l


class State(StrEnum):
    """The state of a seat. In the order of need."""

    HAND = "minta_tolong"
    LOST = "tersesat"
    STRUGGLING = "kesulitan"
    IDLE = "diam"
    WAITING = "menunggu"
    WORKING = "bekerja"
    DONE = "selesai"
    NOT_YET = "belum_masuk"
    ABSENT = "tidak_hadir"

    @property
    def label(self) -> str:
        return str(STATES[self])


STATES = {
    State.HAND: _l("minta tolong"), State.LOST: _l("tersesat"), State.STRUGGLING: _l("kesulitan"), State.IDLE: _l("diam"),
    State.WAITING: _l("menunggu"), State.WORKING: _l("bekerja"), State.DONE: _l("selesai"),
    State.NOT_YET: _l("belum masuk"), State.ABSENT: _l("tidak hadir"),
}
NEEDS_SOMEBODY = (State.HAND, State.LOST, State.STRUGGLING, State.IDLE)


