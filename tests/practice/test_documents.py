"""Unduh Dokumen: every form as one file that asks all that its instrument asks, and the guide that quotes what there is."""

import re

import pytest
from lxml import html as parser

from sandbox.practice.documents import papers
from sandbox.practice.forms.instruments import load
from sandbox.practice.sheets.sheet import all_sheets
from sandbox.practice.views.menu import MENU


def test_the_documents_hold_every_sheet_and_every_question_once():
    sheets = [sheet.id for document in papers.by_id().values() for sheet in document.sheets]
    assert sorted(sheets) == sorted(sheet.id for sheet in all_sheets())
    for id_, form in ((papers.FAMILY, "ddk_household"), (papers.MEMBER, "ddk_member")):
        asked = [question.key for section in papers.by_id()[id_].sections for question in section.questions]
        wanted = [question.key for section in (load(form).identity, *load(form).sections) for question in section.questions]
        assert asked == wanted


def test_each_link_downloads_a_file_that_needs_nothing_from_elsewhere(seat):
    page = seat.browser.get("/desa/dokumen").html
    links = [link["href"] for link in page.select("a[download]")]
    assert len(links) == len(papers.by_id())
    for address in (links[0], links[1], links[2], links[-1]):
        answer = seat.browser.get(address)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "LATIHAN" in answer.text
        assert not re.search(r"(src|href)=|url\(|@import", answer.text)
    assert seat.browser.get("/desa/dokumen/tidak-ada.html", status=404)


@pytest.mark.parametrize("id_", [papers.FAMILY, "potensi-umum"])
def test_a_form_leaves_room_for_each_answer(seat, id_):
    paper = papers.by_id()[id_]
    text = " ".join(parser.fromstring(seat.browser.get(f"/desa/dokumen/{id_}.html").body).itertext())
    asked = [question.label for section in paper.sections for question in section.questions]
    asked += [title for sheet in paper.sheets for block in sheet.blocks for title in block.rows]
    assert [label for label in asked if label not in text] == []


def test_the_guide_names_pages_that_the_menu_has(seat):
    said = seat.browser.get("/desa/panduan").html.select_one("main").get_text(" ")
    for label in ("Periksa Data", "Kotak Keluar", "Klasifikasi", "Bantuan", "Draf"):
        assert label in said
        assert label in {entry.label for entry in (*MENU.always, *MENU.wide, *MENU.more)}
