"""Texts that are said later are escaped like all others, whatever is filled in."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from markupsafe import Markup

from sandbox.words.texts import lazy_gettext

HOUSE = Path(__file__).parents[2]
HOSTILE = '<meta http-equiv="refresh" content="0;url=//lain"><b class=\'modal\'>'
PLACE = re.compile(r"%\((\w+)\)([a-z])")
WAYS = ("{{ text }}", "{{ text ~ '' }}", "{{ [text, text]|join(', ') }}", "{{ text|string }}", "<i title=\"{{ text }}\">")


@cache
def marked() -> set[str]:
    """Every text of the code that is kept for later."""
    texts = (path.read_text(encoding="utf-8") for room in ("sandbox", "scenarios", "seed", "instructor")
             for path in (HOUSE / room).rglob("*.py"))
    calls = (node for text in texts if "_l(" in text for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return {str(call.args[0].value) for call in calls
            if isinstance(call.func, ast.Name) and call.func.id == "_l" and isinstance(call.args[0], ast.Constant)}


@pytest.fixture(scope="module")
def app():
    app = Flask("texts")
    app.jinja_env.autoescape = True
    Babel(app, default_locale="id")
    return app


def filled(text: str, **more: object):
    values = {name: 7 if kind == "d" else HOSTILE for name, kind in PLACE.findall(text)}
    return lazy_gettext(text, **values, **more)


@pytest.mark.parametrize("way", WAYS)
def test_no_text_of_the_code_lets_a_foreign_value_through(app, way):
    assert len(marked()) > 100
    with app.test_request_context():
        template = app.jinja_env.from_string(way)
        shown = {text: template.render(text=filled(text)) for text in marked() if PLACE.search(text)}
    wrong = {text: html for text, html in shown.items() if re.search(r"<meta|<b |content=\"", html)}
    assert wrong == {}
    assert any("&lt;meta" in html for html in shown.values())


def test_it_is_escaped_where_it_is_put_into_html_by_hand(app):
    with app.test_request_context():
        assert "<meta" not in Markup("<p>{}</p>").format(filled("“%(text)s”"))
        assert "<meta" not in Markup("<p>%s</p>") % filled("“%(text)s”")
