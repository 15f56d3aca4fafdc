"""Sertifikat: who may have one, issuing them, and printing them."""

from dataclasses import astuple
from http import HTTPStatus

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.certificates import codes, issuing
from instructor.certificates.issuing import LONGEST, Terms, candidates, issue, terms
from instructor.errors import NoSuchTrainee
from instructor.reports.results import DayResults, every_day, results_of
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.machine import address
from sandbox.paper.size import PaperSize, size_of
from sandbox.platform.db import read
from sandbox.web import services


@staff_required()
def certificates() -> ResponseReturnValue:
    """Whoever may have one, by day; with `hari` of one day only."""
    return _page(terms())


def _page(chosen: Terms) -> str:
    with read():  # all of one moment
        found, every = candidates(_days()), every_day()
    return render_template("hall/certificates.html", found=found, new=[each for each in found if each.certificate is None],
                           good=sum(each.is_good for each in found),
                           terms=chosen, hari=request.args.get("hari", ""), every=every, printed=codes.printed,
                           sizes=list(PaperSize), now=services().clock.now(), staff=current_staff(), longest=LONGEST)


@staff_required("organiser")
def issue_certificates() -> ResponseReturnValue:
    """Terbitkan: for all who have none yet. A second press issues none. What is refused stays as it was typed."""
    chosen = Terms(*(request.form.get(name, "").strip() for name in ("penanda", "tempat", "kantor")))
    if not all(0 < len(each) <= LONGEST for each in astuple(chosen)):
        flash(_("Belum diterbitkan: isi nama yang menandatangani, tempat, dan kantor yang bisa ditanya, masing-masing paling "
                "panjang %(most)s huruf.", most=LONGEST), "error")
        return _page(chosen), HTTPStatus.UNPROCESSABLE_ENTITY
    if new := issue(candidates(_days()), chosen, by=current_staff().account_id, now=services().clock.now()):
        flash(_("%(count)s sertifikat diterbitkan. Cetak di bawah ini.", count=len(new)), "success")
    else:
        flash(_("Tidak ada sertifikat baru: semua yang layak sudah punya."), "info")
    return redirect(url_for("hall.certificates", hari=request.args.get("hari", "")))


@staff_required("organiser")
def revoke_certificate() -> ResponseReturnValue:
    """Cabut, or (`berlaku`) let it stand again. Pressed twice, the second changes nothing."""
    revoked = "berlaku" not in request.form
    try:
        issuing.set_revoked(request.form.get("peserta", 0, type=int), revoked, by=current_staff().account_id,
                            now=services().clock.now())
    except NoSuchTrainee as refused:
        flash(f"{refused} {refused.code}", "warning")
    else:
        flash(_("Sertifikatnya dicabut. Siapa pun yang memeriksa kodenya diberi tahu.") if revoked
              else _("Sertifikatnya berlaku lagi."), "success")
    return redirect(url_for("hall.certificates", hari=request.args.get("hari", "")))


@staff_required()
def print_certificates() -> ResponseReturnValue:
    """The issued ones as PDF, of everybody shown or of one (`peserta`)."""
    one = request.args.get("peserta", 0, type=int)
    kept = [each.certificate for each in candidates(_days())
            if each.certificate is not None and each.is_good and one in (0, each.certificate.trainee_id)]
    if not kept:
        flash(_("Belum ada sertifikat yang bisa dicetak: terbitkan dulu."), "info")
        return redirect(url_for("hall.certificates", hari=request.args.get("hari", "")))
    content = issuing.pdf(kept, size_of(request.args.get("kertas")), _base())
    return Response(content, mimetype="application/pdf", headers={"Cache-Control": "no-store"})


def _base() -> str:
    settings = services().settings
    return address.for_phones(request.host_url, settings.host, settings.port)


def _days() -> list[DayResults]:
    asked = request.args.get("hari", "")
    return results_of([day for day in every_day() if asked in ("", str(day.number))], now=services().clock.now())


