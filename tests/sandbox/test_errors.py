"""What fails does not fail in its own report: error pages read nothing that just failed, and the log takes nobody along."""

import contextvars
import gzip
import logging
import re
from dataclasses import dataclass

import pytest
from werkzeug.test import EnvironBuilder

from sandbox.platform.db import db
from sandbox.server.requests.reading import LARGEST_FORM, MOST_FIELDS, PatientRequest
from sandbox.server.signs import logs
from sandbox.settings import Settings
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

NAMELESS = b"--x\r\nContent-Disposition: form-data\r\n\r\nhi\r\n--x--\r\n"
LONG_LABEL = "a" * 64 + ".x"


@dataclass(frozen=True)
class Raw:
    """An answer as WSGI gives it."""

    status: int
    text: str


def send(opened, path, host="localhost", user="", said=(), **request):  # noqa: F811
    """A request as it comes over the wire, with what a client of ours would never send. `said`: (header, value) besides."""
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in said}
    app, environ = opened.app, EnvironBuilder(path=path, **request).get_environ() | headers | {"HTTP_HOST": host}
    if user:
        name = app.config["SESSION_COOKIE_NAME"]
        environ["HTTP_COOKIE"] = f"{name}={opened.browser(user).client.get_cookie(name).value}"
    told = {}
    body = contextvars.Context().run(
        lambda: b"".join(app.wsgi_app(environ, lambda status, headers, _info=None: told.update(headers, status=status))))
    return Raw(int(told["status"].split()[0]), (gzip.decompress(body) if "Content-Encoding" in told else body).decode())


def test_a_packed_answer_is_read_too(opened):  # noqa: F811
    assert "GL-404" in send(opened, "/tidak-ada", said=[("Accept-Encoding", "*")]).text


@pytest.mark.parametrize("guarded", [True, False])
@pytest.mark.parametrize("address", ["/masuk", "/desa/masuk", "/latihan/turunkan-tangan"])
def test_a_part_of_a_form_without_a_name_is_its_senders_error(opened, address, guarded):  # noqa: F811
    opened.app.config["WTF_CSRF_ENABLED"] = guarded
    answer = send(opened, address, user="seat:1:1", method="POST", data=NAMELESS,
                  content_type="multipart/form-data; boundary=x")
    assert answer.status in (400, 302)
    assert "GL-500" not in answer.text


@pytest.mark.parametrize("address", ["/masuk", "/nirgends", "/desa/"])
def test_a_host_that_no_name_can_be_gets_a_plain_page_and_no_second_error(opened, address):  # noqa: F811
    answer = send(opened, address, host=LONG_LABEL, method="GET")
    assert answer.status == 400
    assert "GL-400" in answer.text
    assert "Ini bukan bagian latihan" in answer.text


@pytest.fixture
def log(opened, tmp_path):  # noqa: F811
    """The log of the opened hall's instance, attached as a server attaches it."""
    root = logging.getLogger("gladi")
    before, level, loud = list(root.handlers), root.level, logging.raiseExceptions
    root.handlers.clear()
    logs.init(opened.services.settings)
    yield opened.services.settings.instance / "gladi.log"
    for handler in root.handlers:
        handler.close()
    root.handlers[:], logging.raiseExceptions = before, loud
    root.setLevel(level)


def fail_in(app, address):
    app.view_functions[app.url_map.bind("").match(address)[0]] = lambda **_more: 1 // 0


def test_the_number_on_an_error_page_finds_address_seat_copy_and_code_in_the_log_but_no_nik(opened, log):  # noqa: F811
    fail_in(opened.app, "/desa/masuk")
    answer = opened.browser("seat:1:1").get("/desa/masuk?cari=3510621208910001")
    (number,) = re.findall(r"Nomor kejadian <code>([0-9a-f]{8})</code>", answer.get_data(as_text=True))
    (line,) = [line for line in log.read_text(encoding="utf-8").splitlines() if number in line and "unexpected" in line]
    for word in ("GL-500", "GET /desa/masuk", "seat=1", "copy=1/1"):
        assert word in line
    assert "3510621208910001" not in log.read_text(encoding="utf-8")


def test_a_long_number_or_a_line_break_in_an_address_is_not_written_into_the_log(opened, log):  # noqa: F811
    opened.browser("seat:1:1").get("/desa/3510621208910001%0aGL-500 palsu")
    text = log.read_text(encoding="utf-8")
    assert "3510621208910001" not in text
    assert "\nGL-500" not in text
    assert "GL-404" in text


@pytest.mark.parametrize("address", ["/desa/masuk", "/nirgends"])
def test_a_log_that_cannot_be_opened_changes_no_answer(opened, log, address):  # noqa: F811
    log.mkdir()
    fail_in(opened.app, "/desa/masuk")
    answer = opened.browser("seat:1:1").get(address)
    assert answer.status_code == (500 if address == "/desa/masuk" else 404)
    assert "Nomor kejadian" in answer.get_data(as_text=True)


def test_a_log_that_cannot_be_opened_or_put_aside_stops_no_start(tmp_path):
    (tmp_path / "gladi.log").mkdir()
    root = logging.getLogger("gladi")
    before = list(root.handlers)
    root.handlers.clear()
    logs.init(Settings(tmp_path), first=True)
    root.error("GL-500 said nevertheless")
    root.handlers[:] = before


@pytest.mark.sqlite
def test_without_a_database_the_error_page_still_comes(opened, tmp_path):  # noqa: F811
    with opened.app.app_context():
        db.engine.dispose()
    (tmp_path / "gladi.sqlite").write_bytes(b"bukan basis data" * 4096)
    answer = opened.browser("seat:1:1").get("/desa/masuk")
    assert answer.status_code == 500
    assert "Nomor kejadian" in answer.get_data(as_text=True)


def test_a_number_that_no_database_holds_is_none_in_an_address_and_in_a_form():
    sent = f"borongan={2**31}&hal=7&ke=-{2**63}&kata=dua"
    request = PatientRequest(EnvironBuilder(method="POST", query_string=sent, data=sent,
                                            content_type="application/x-www-form-urlencoded").get_environ())
    for values in (request.args, request.form):
        assert [values.get(key, 1, type=int) for key in ("borongan", "hal", "ke", "kata")] == [1, 7, 1, 1]


@pytest.mark.parametrize(("body", "kind", "code"), [
    (b"a=&" * 170_000, "application/x-www-form-urlencoded", "GL-413F"),
    (b"a=" + b"x" * LARGEST_FORM, "application/x-www-form-urlencoded", "GL-413"),
    (b"".join(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(MOST_FIELDS + 1)) + b"--x--\r\n",
     "multipart/form-data; boundary=x", "GL-413"),
])
def test_a_form_beyond_every_form_of_ours_is_refused_before_it_is_taken_apart(opened, body, kind, code):  # noqa: F811
    answer = send(opened, "/masuk", method="POST", data=body, content_type=kind)
    assert answer.status == 413
    assert re.search(rf"\b{code}\b", answer.text)


def test_a_form_of_many_fields_within_the_bound_is_read(opened):  # noqa: F811
    body = b"&".join(b"a=1" for _ in range(MOST_FIELDS))
    assert send(opened, "/masuk", method="POST", data=body, content_type="application/x-www-form-urlencoded").status != 413


def test_a_line_break_in_an_address_that_only_a_button_opens_breaks_no_header(opened):  # noqa: F811
    answer = send(opened, "/desa/kiriman/%0D%0AX: 1/kirim-ulang", user="seat:1:1", method="GET")
    assert answer.status == 302


def test_a_letter_that_postgresql_keeps_in_no_text_is_not_taken_from_anybody():
    body = "nama=c%00d&nama=e"
    environ = EnvironBuilder(path="/", query_string="cari=a%00b", method="POST", data=body,
                             content_type="application/x-www-form-urlencoded").get_environ()
    request = PatientRequest(environ)
    assert (request.args["cari"], request.form.getlist("nama")) == ("ab", ["cd", "e"])
