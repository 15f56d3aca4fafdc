"""Generated requests at every route, in every shape that a client can send: no 5xx that Gladi did not mean.

GLADI_REQUESTS=10000 for the long run.
"""

import os
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app
from tests.sandbox.test_errors import send

REQUESTS = int(os.environ.get("GLADI_REQUESTS", "150"))
PEOPLE = ("", "seat:1:1", "seat:3:1", "staff:1:1", "tidak:ada", "seat:²:1")
HOSTILE = ("", "0", "-1", "²", "９", "1e9", "9" * 40, "a" * 5000, "\x00", "\ud800", "%", "%s %(x)d {0}", "' OR 1=1 --",
           "<img src=x>", "../../etc/passwd", "\r\nX: 1", "\u202e", "true", "null", "[]", "2026-02-30",
           "3510.6212.0891.0001", "😀" * 50)
FIELDS = ("text", "village", "role", "pin", "login", "password", "new", "again", "_generation", "_version", "csrf_token",
          "scenario", "opened", "tangan", "seen", "key", "number", "nik", "name", "no_kk", "cari", "rt", "isi", "hal", "by",
          "next", "after", "reset")
HEADERS = ("Referer", "Origin", "Accept", "Accept-Language", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range",
           "Content-Encoding", "Expect", "Authorization", "X-Forwarded-For", "X-Forwarded-Host", "X-Requested-With", "User-Agent")
VALUES = ("http://[x", "http://localhost/desa/", "//[", "bytes=0-,-9999999999999999", "*", '"', "W/", "gzip;q=nan",
          "id;q=" + "9" * 400, "Basic =", "\xff\xfe", "Thu, 99 Foo 99999 25:61:61 GMT")
"""As the server hands them on: letters of Latin-1, without a line's end."""
MEANT = {503, 507}
"""Answers with a code of Gladi's own: not ready, busy, full."""
BREAKS = (b"", b"--x", b"--x\r\n\r\n\r\n--x--", b"--x\r\nContent-Disposition: form-data\r\n\r\nhi\r\n--x--\r\n",
          b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nno end',
          b'--y\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
          b'--x\r\nContent-Disposition: form-data; name="text"; filename="\xff"\r\nContent-Type: \x00\r\n\r\n\xff\r\n--x--\r\n',
          b"--x\r\nContent-Disposition: form-data; name*=utf-8''%ff%fe\r\n\r\n1\r\n--x--\r\n")
KINDS = ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data",
         "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + "b" * 300, "application/json",
         "text/plain", "\xff", "")

words = st.sampled_from(HOSTILE) | st.text(max_size=40)
headers = st.lists(st.tuples(st.sampled_from(HEADERS), st.sampled_from(VALUES) | st.text("".join(map(chr, range(32, 256))),
                                                                                     max_size=20)), max_size=3)
pairs = st.lists(st.tuples(st.sampled_from(FIELDS) | words, words), max_size=12)


def encoded(fields):
    return "&".join(f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in fields)


bodies = st.one_of(
    pairs.map(lambda fields: (KINDS[0], encoded(fields).encode())),
    st.tuples(st.sampled_from(KINDS), st.sampled_from(BREAKS) | st.binary(max_size=200)),
    pairs.map(lambda fields: ("multipart/form-data; boundary=x", b"".join(
        b'--x\r\nContent-Disposition: form-data; name="' + name.encode(errors="replace") + b'"\r\n\r\n'
        + value.encode(errors="replace") + b"\r\n" for name, value in fields) + b"--x--\r\n")))


@st.composite
def addresses(draw, rules):
    """A path of one of our routes, its blanks filled with whatever."""
    path = draw(st.sampled_from(rules))
    while "<" in path:
        before, _, rest = path.partition("<")
        blank = draw(st.sampled_from(["1", "2", "999", "potensi", "K-1-1", "pangan"]) | words)
        path = before + (quote(blank, safe="", errors="replace") or "x") + rest.partition(">")[2]
    return path if path.startswith("/") else "/" + path


@pytest.mark.parametrize("guarded", [False, True], ids=["with a token", "without a token"])
def test_no_request_however_odd_is_answered_by_an_error_of_ours(opened, guarded):  # noqa: F811
    opened.app.config["WTF_CSRF_ENABLED"] = guarded
    rules = sorted(rule.rule for rule in opened.app.url_map.iter_rules() if rule.endpoint != "hall.stream")

    @settings(max_examples=REQUESTS // 2, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(addresses(rules), st.sampled_from(["GET", "POST", "PUT", "HEAD"]), pairs, bodies, st.sampled_from(PEOPLE),
           headers)
    def asked(path, method, query, body, user, said):
        kind, data = body
        answer = send(opened, path, user=user, said=said, method=method, query_string=encoded(query), content_type=kind,
                      data=b"" if method == "GET" else data)
        assert answer.status < 500 or answer.status in MEANT, (method, path, answer.status)

    asked()
