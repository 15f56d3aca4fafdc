"""What pages ask for dozens of times is answered once, and just as Flask and Jinja answer it."""

import pytest
from flask import Flask, url_for
from jinja2 import DictLoader
from markupsafe import Markup

from sandbox.server.requests import often
from sandbox.web import drawn_once


@pytest.fixture(scope="module")
def app():
    app = Flask("often")
    for rule, endpoint in (("/keluarga/<int:id>", "family"), ("/keluarga/<int:id>/bagian/<part>", "part"),
                           ("/kiriman/<reference>", "sent"), ("/ekspor/<form>.<any(xlsx, csv):ending>", "export")):
        app.add_url_rule(rule, endpoint, lambda **values: "")
    app.jinja_env.loader = DictLoader({
        "macros.html": "{% macro box(text) %}<b>{{ text }}</b>{% endmacro %}{% set box = drawn_once(box) %}",
        "page.html": "{% from 'macros.html' import box %}{% for each in shown %}{{ box(each) }}{% endfor %}"})
    app.jinja_env.globals["drawn_once"] = drawn_once
    return app


ADDRESSES = (
    ("family", {"id": 4}), ("family", {"id": "12"}), ("family", {"id": 4, "cari": "Siti"}),
    ("family", {"id": 4, "cari": "Siti A&B/ç"}), ("family", {"id": 4, "_external": True}),
    ("part", {"id": 4, "part": "pangan"}), ("part", {"part": "a b", "id": 1}),
    ("part", {"id": 4, "part": "gizi", "_anchor": "gizi-2"}),
    ("sent", {"reference": "K-2026-0012"}), ("sent", {"reference": "K-2026-0012", "hal": None}),
    ("sent", {"reference": "87654320"}), ("sent", {"reference": "{0}"}), ("export", {"form": "potensi", "ending": "csv"}))


@pytest.mark.parametrize(("endpoint", "values"), ADDRESSES)
def test_an_address_is_the_one_that_flask_makes(app, endpoint, values):
    known: dict = {}
    with app.test_request_context("/"):
        assert [often.address(known, endpoint, **values) for _ in range(2)] == [url_for(endpoint, **values)] * 2


def test_a_record_s_address_is_made_once_for_all_of_its_kind(app):
    known: dict = {}
    with app.test_request_context("/"):
        assert [often.address(known, "family", id=number) for number in (1, 87654320, 3)] == [
            "/keluarga/1", "/keluarga/87654320", "/keluarga/3"]
    assert list(known.values()) == ["/keluarga/{id}"]


def test_a_piece_that_is_drawn_once_is_escaped_for_what_it_was(app):
    shown = ["<i>", Markup("<i>"), "<i>", "a"]
    with app.test_request_context("/"):
        assert app.jinja_env.get_template("page.html").render(shown=shown) == "<b>&lt;i&gt;</b><b><i></b><b>&lt;i&gt;</b><b>a</b>"
