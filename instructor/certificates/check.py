"""The page on which anybody asks whether a certificate's code is right. It needs no login and tells only what stands on it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from instructor.certificates import codes, issuing

bp = Blueprint("certificates", __name__, url_prefix="/sertifikat", template_folder="../templates")


@bp.get("")
@bp.get("/<code>")
def check(code: str = "") -> ResponseReturnValue:
    """The form; with a code, whether it is one that was given out here."""
    asked = code or request.args.get("kode", "")
    found = issuing.by_code(asked) if asked else None
    return render_template("hall/certificate_check.html", asked=asked[:40], found=found, terms=issuing.terms(),
                           printed=codes.printed)
