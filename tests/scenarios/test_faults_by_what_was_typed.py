"""Kinds of faults that look at what was typed or sent: through the real gate."""

import pytest

from sandbox.errors import Trouble
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.stages import Stage
from scenarios.file.loader import ScenarioError
from tests.conftest import NOON
from tests.scenarios.factories import a_scenario

CLOSED_PERIOD = """
faults:
  - {kind: period_closed, as: tutup, on: {action: save, form: sheet},
     shows: {code: PER-423, fate: not_saved, status: 423, text: "Sebelum {{ hari }} sudah ditutup."}}
"""
HALF_BATCH = """
faults:
  - {kind: partial_batch, as: separuh, on: {action: submit_all, nth: 1}, failed: [kk], reason: Gagal.,
     shows: {code: SRV-500, fate: saved, look: outbox, text: "Gagal: {{ kk.no_kk }}."}}
"""


@pytest.mark.parametrize(("typed", "refused"), [("28-02-2026", True), ("02-03-2026", False), ("anu", False), ("", False)])
def test_a_closed_period_refuses_an_earlier_day_only(lesson, typed, refused):
    met = lesson(CLOSED_PERIOD).do("save", "sheet", "sheet/1", typed=[("per", typed)])
    assert isinstance(met, Trouble) is refused
    if refused:
        assert (met.code, met.text) == ("PER-423", "Sebelum 02-03-2026 sudah ditutup.")


def test_of_a_batch_only_what_failed_stays_in_the_queue_until_it_is_sent_again(lesson, hall):
    seat = lesson(HALF_BATCH)
    id_ = seat.kk_id

    def send(session, now):
        return submissions.submit_all(session, [HouseholdRecord.find(session, each) for each in (id_, 3 - id_)], by="Operator",
                                      now=now, batch=1)

    assert seat.do("submit_all", "batch_plan", work=send).code == "SRV-500"
    with hall.store.open(seat.desk.pin) as session:
        held = [len(submissions.of_record(session, HouseholdRecord.find(session, each).key)[0].holds) for each in (id_, 3 - id_)]
    assert held == [1, 0]
    seat.resend(seat.sent()[0].reference)
    assert submissions.stage_of(seat.sent()[0], NOON.replace(hour=NOON.hour + 1)) is Stage.VALIDATED


@pytest.mark.parametrize(("wrong", "told"), [
    (CLOSED_PERIOD.replace(", form: sheet", ""), "faults.0.on.form: periode dibaca dari Per tanggal"),
    (CLOSED_PERIOD.replace("form: sheet}", "form: sheet, nth: 1}"), "faults.0.on.nth: yang tertutup tetap tertutup"),
    (HALF_BATCH.replace("[kk]", "[anu]"), "faults.0.records: anu tidak ada di given")])
def test_what_such_a_fault_cannot_do_is_refused_with_its_place(wrong, told):
    with pytest.raises(ScenarioError) as caught:
        a_scenario(wrong)
    assert told in str(caught.value)
