"""Pesan Singkat: what the offices and the helpdesk have told, by the hour at which it came; nothing of what is on its way."""

from datetime import timedelta

from sandbox.practice.helpdesk.models import TroubleReport, TroubleWriting
from sandbox.practice.models import Household
from sandbox.practice.notices import newest_first
from sandbox.practice.submissions import returning, submissions
from sandbox.practice.submissions.returning import Reason
from sandbox.practice.submissions.stages import Stage
from tests.conftest import NOON
from tests.practice.factories import complete, first, opened, passed_on, said

HOUR = timedelta(hours=1)


def told(session, at):
    return [(each.sender, each.text, each.asks) for each in newest_first(session, at)]


def test_a_message_comes_when_the_office_has_done_its_part(practice):
    one = passed_on(practice, complete(first(practice)), NOON)
    two = passed_on(practice, complete(practice.get(Household, 2)), NOON + timedelta(seconds=1))
    returning.send_back(two, Stage.SENT, [Reason("Alamat lain."), Reason("RT lain.")], at=None)
    assert told(practice, NOON) == []
    later = told(practice, NOON + HOUR)
    assert ("Kabupaten", f"Kiriman {one.reference} (Kepala 1) tervalidasi. Tidak perlu tindakan.", False) in later
    assert ("Kecamatan", f"Kiriman {two.reference} (Kepala 2) dikembalikan: Alamat lain. Ada 1 hal lain.", True) in later
    submissions.withdraw(practice, two, why="Keliru", now=NOON + HOUR)
    assert len(told(practice, NOON + 2 * HOUR)) == 1


def test_the_helpdesk_s_answer_is_a_message_that_leads_to_its_report(hall, seat):
    with opened(hall) as session:
        written = TroubleWriting(at=NOON, by="Operator", answers={"code": "GW-504", "page": "Kirim"})
        session.add(TroubleReport(person=1, sent_by="Operator", writings=[written]))
    assert "Belum ada pesan." in seat.browser.get("/desa/pesan").text
    hall.clock.advance(200)
    page = seat.browser.get("/desa/").click(description="^Pesan Singkat$", index=0)
    assert "Kami belum bisa mencarinya" in said(page)
    assert page.click(description="^Buka").request.path == "/desa/bantuan/1"
    assert seat.last("open").form == "ticket"
