"""Fixtures of the practice system: a village's session, and its pages at one seat."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, g
from flask import session as browser
from flask_babel import Babel, get_locale
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

import sandbox
from sandbox import web
from sandbox.actions import Gate
from sandbox.errors import GladiError, NoSuchRecord, Trouble
from sandbox.platform import db as platform
from sandbox.practice import drafts, logins
from sandbox.practice.views import missing, troubles
from sandbox.practice.views.attached import bp
from sandbox.practice.views.login import BROWSER_KEY
from sandbox.practice.views.overviews import public
from sandbox.server.requests.routes import LateRule
from sandbox.server.sending import assets
from sandbox.settings import Settings
from tests import databases
from tests.browsers import Browser
from tests.conftest import NOON, Hall
from tests.practice.factories import Faults, Pages

LOGIN_KEY, LET_IN = "kunci", "/uji/masuk"


@pytest.fixture
def practice(hall: Hall) -> Iterator[Session]:
    """A writing session on a fresh copy of a village of three households."""
    with hall.store.open(hall.desk().pin, write=True) as session:
        yield session


@pytest.fixture
def pages(hall: Hall, tmp_path: Path) -> Pages:
    """An app with nothing but the practice system, one seat at it, not logged in yet."""
    faults, looks_on = Faults(), [False]
    app = Flask("sandbox", root_path=str(Path(sandbox.__file__).parent))
    app.url_rule_class = LateRule
    app.config.update(SECRET_KEY="latihan", WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="id")
    gate = Gate(hall.store, (faults,), keep_typing=drafts.keep)
    web.init_app(app, web.Services(Settings(instance=tmp_path), hall.clock, hall.store, gate, b"latihan"))
    platform.init_app(app, databases.address(hall.folder))
    Babel(app)
    assets.init_app(app)
    CSRFProtect(app)
    app.register_blueprint(public.bp)
    app.register_blueprint(bp)
    app.jinja_env.globals["lesson_panel"] = lambda carrier: ""
    app.jinja_env.globals["_"] = lambda text: text
    app.context_processor(lambda: {"get_locale": get_locale})

    @app.before_request
    def sit() -> None:
        g.desk = replace(hall.desk(), login_key=browser.get("practice_login"), may_write=not looks_on[0])

    @app.get(LET_IN)
    def let_in() -> str:
        browser[BROWSER_KEY] = LOGIN_KEY
        return ""

    app.register_error_handler(Trouble, lambda trouble: troubles.answer(trouble, g.desk))
    app.register_error_handler(NoSuchRecord, missing.answer)
    app.register_error_handler(GladiError, lambda error: (error.code, error.status))
    return Pages(hall, Browser(app), faults, looks_on)


@pytest.fixture
def seat(pages: Pages) -> Pages:
    """The same pages, logged in, before anything was opened. How one logs in is asked by test_logins.py."""
    with pages.hall.store.open(pages.hall.desk().pin, write=True) as session:
        logins.open_login(session, pages.hall.desk().person, LOGIN_KEY, NOON)
        session.commit()
    pages.browser.get(LET_IN)
    return pages
