"""Unduh Dokumen: forms for the pen and the guide as files. Panduan Teknis: the guide as a page."""

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from sandbox.deeds import DOCUMENTS, EXPORT, GUIDE
from sandbox.details import FileDetails
from sandbox.errors import NoSuchRecord
from sandbox.practice.documents import papers
from sandbox.practice.views.blueprint import bp, look


@bp.get("/panduan")
def guide() -> ResponseReturnValue:
    look(GUIDE, lambda session, now: None)
    return render_template("practice/guide.html", active="panduan")


@bp.get("/dokumen")
def documents() -> ResponseReturnValue:
    look(DOCUMENTS, lambda session, now: None)
    return render_template("practice/documents.html", active="dokumen", groups=papers.groups())


@bp.get("/dokumen/<document_id>.html")
def document(document_id: str) -> ResponseReturnValue:
    """The file, to be kept and printed where there is no network."""
    found = papers.by_id().get(document_id)
    if found is None:
        raise NoSuchRecord()
    look(DOCUMENTS, lambda session, now: None, kind=EXPORT, detail=FileDetails(section=document_id))
    written = render_template("practice/paper.html", paper=found)
    return send_file(BytesIO(written.encode()), "text/html", as_attachment=True, download_name=found.file)
