"""The composition root: builds the app and wires the four rooms. Nothing imports it but the commands and the worker."""

from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel
from flask_login import LoginManager, current_user
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from instructor import district
from instructor import views as hall_views
from instructor.authoring import views as authoring
from instructor.certificates import check as certificate_check
from instructor.days.beginning import WIRED, District
from instructor.errors import NoSuchTrainee
from instructor.privacy import views as privacy
from instructor.takehome import views as takehome
from sandbox import archive, seats, web
from sandbox.accounts import secret, users
from sandbox.accounts import views as account_views
from sandbox.accounts.guards import current_staff, require_training
from sandbox.accounts.users import Nobody, SeatUser, StaffUser
from sandbox.actions import Gate
from sandbox.clock import Clock, SystemClock
from sandbox.desks import desk_for
from sandbox.errors import ReadOnly
from sandbox.machine import steady
from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.practice import drafts, version
from sandbox.practice.views import attached as practice_views
from sandbox.practice.views.overviews import public as public_views
from sandbox.server.requests import often, pages
from sandbox.server.requests.reading import LARGEST_BODY, LARGEST_FORM, LARGEST_ID, MOST_FIELDS, PatientRequest
from sandbox.server.requests.routes import LateRule
from sandbox.server.requests.sessions import PatientSessions
from sandbox.server.sending import assets, packing
from sandbox.server.signs import metrics
from sandbox.server.throwaway.forwarding import Forwarding
from sandbox.settings import Settings
from sandbox.store.opening import open_store
from scenarios.panel import panel
from scenarios.panel import views as lesson_views
from scenarios.play.interceptor import LessonInterceptor
from seed.land import regions

LOOK_ON = "lihat"
LOOKING = ("GET", "HEAD", "OPTIONS")
"""Name under which the practice system is mounted a second time, read-only, for staff."""


class RecordId(IntegerConverter):
    """`<int:…>` of an address: a number that a database can hold."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_ID)


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """The whole of Gladi for one instance. `clock` is the system's unless a proof or a test brings its own."""
    app = often.OurFlask("sandbox", static_folder=None)
    app.request_class, app.url_rule_class = PatientRequest, LateRule
    clock = clock or SystemClock(settings.clock_speed, settings.clock_origin, steady.of_environment())
    settings.instance.mkdir(parents=True, exist_ok=True)
    platform.init_app(app, settings.platform_url, connections=settings.database_connections)
    if settings.is_shared:
        schema.prepare(app)  # the secret is in it
    store = open_store(settings, stamp=version.stamp(), clock=clock)
    gate = Gate(store, (LessonInterceptor(store, panel.read_panel),), keep_typing=drafts.keep)
    key = secret.secret_of(settings)
    app.config.update(
        SECRET_KEY=key, WTF_CSRF_TIME_LIMIT=None, SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME=secret.cookie_name(key), REMEMBER_COOKIE_SAMESITE="Lax", MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM, MAX_FORM_PARTS=MOST_FIELDS,
        BABEL_DEFAULT_LOCALE="id", BABEL_DEFAULT_TIMEZONE="Asia/Jakarta")
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    app.wsgi_app = Forwarding(app.wsgi_app, settings.instance, key)  # type: ignore[method-assign]
    packing.init_app(app)
    assets.init_app(app)
    app.session_interface = PatientSessions()
    web.init_app(app, web.Services(settings, clock, store, gate, key))
    app.extensions[WIRED] = District(
        lambda days: regions.daily_groups(regions.demo_regions(), days),
        lambda path, days: regions.daily_groups(regions.read_regions(path), days))
    Babel(app, locale_selector=lambda: (has_request_context() and (session.get("lang") or g.get("lang"))) or settings.lang)
    often.init_app(app)
    CSRFProtect(app)
    _log_in(app)
    _mount(app)
    pages.init_app(app)
    metrics.init_app(app)
    return app


def _log_in(app: Flask) -> None:
    manager = LoginManager(app)
    manager.user_loader(users.load)
    manager.anonymous_user = Nobody
    manager.login_view = "accounts.seat_login"
    manager.login_message = None
    manager.session_protection = None  # it tells a fresh login from an older one, which nobody here asks
    manager._session_identifier_generator = lambda: ""  # what it tells them by: a digest of the browser's name, at every click


def _mount(app: Flask) -> None:
    app.url_map.converters["int"] = RecordId
    app.register_blueprint(account_views.bp)
    app.register_blueprint(public_views.bp)
    app.register_blueprint(district.bp)
    app.register_blueprint(certificate_check.bp)
    app.register_blueprint(takehome.bp)
    app.register_blueprint(authoring.bp)
    app.register_blueprint(privacy.bp)
    app.register_blueprint(practice_views.bp)
    app.register_blueprint(practice_views.bp, name=LOOK_ON, url_prefix="/papan/peserta/<int:trainee_id>/layar")
    app.register_blueprint(lesson_views.bp)
    app.register_blueprint(hall_views.bp)
    app.before_request(_find_desk)
    app.before_request(lesson_views.keep_answers)
    app.url_defaults(_keep_trainee)
    app.url_value_preprocessor(_take_trainee)
    app.context_processor(_of_the_desk)
    app.jinja_env.globals["lesson_panel"] = panel.lesson_panel


def _take_trainee(endpoint: str | None, values: dict[str, object] | None) -> None:
    """The practice views know no trainee: whom staff looks at is taken from the address before they are called."""
    if endpoint is not None and endpoint.startswith(f"{LOOK_ON}.") and values is not None:
        g.looked_at = values.pop("trainee_id")


def _keep_trainee(endpoint: str, values: dict[str, object]) -> None:
    if endpoint.startswith(f"{LOOK_ON}.") and "looked_at" in g:
        values.setdefault("trainee_id", g.looked_at)


def _find_desk() -> None:
    """The one place where a request's sandbox is found: pinned here, passed on from here."""
    clock = web.services().clock
    if request.blueprint == LOOK_ON:
        require_training(current_staff(), int(g.looked_at))
        seat = seats.seat(int(g.looked_at))
        if seat is None:
            raise NoSuchTrainee(trainee=g.looked_at)
        if request.method not in LOOKING:
            raise ReadOnly()
        seat = archive.at_the_end(seat)
        archive.require(web.services().store, seat)
        g.desk = desk_for(seat, clock, may_write=False)
        return
    user = current_user._get_current_object()
    if isinstance(user, SeatUser):
        g.desk = desk_for(user.seat, clock, login_key=session.get("practice_login"), day=user.day)
        g.seat, g.lang = user.seat, user.day.lang if user.day is not None else ""
    elif isinstance(user, StaffUser):
        g.lang = user.staff.halls[0].lang if user.staff.halls else ""


def _of_the_desk() -> dict[str, object]:
    desk = g.get("desk")
    return {} if desk is None else {"desk": desk, "seat": desk, "generation": desk.pin.generation}
