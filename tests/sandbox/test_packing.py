"""Pages go over the wire packed, to whoever takes them so; and how long they are tells nothing."""

import gzip

import pytest
from flask import Flask, Response

from sandbox.server.sending import packing
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

PACKED = {"Accept-Encoding": "gzip"}
LONG = "desa " * 1000


def answered(response: Response, headers: dict[str, str]) -> Response:
    with Flask(__name__).test_request_context(headers=headers):
        return packing.pack(response)


def test_a_page_is_packed_and_unpacks_to_itself(opened):  # noqa: F811
    browser = opened.browser()
    packed = browser.get("/masuk", headers=PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert "Masuk dengan kartu" in gzip.decompress(packed.data).decode()
    assert len(packed.data) < len(browser.get("/masuk").data) / 1.5


@pytest.mark.parametrize("takes", ["", "br", "gzip;q=0", "identity"])
def test_who_does_not_take_gzip_gets_the_page_as_it_is(takes):
    plain = answered(Response(LONG, mimetype="text/html"), {"Accept-Encoding": takes} if takes else {})
    assert plain.content_encoding is None
    assert plain.get_data(as_text=True) == LONG
    assert "Accept-Encoding" in plain.vary


def test_what_fits_in_a_packet_is_not_packed():
    assert answered(Response("desa " * 100, mimetype="text/html"), PACKED).content_encoding is None


def test_a_stream_is_not_packed():
    stream = answered(Response(iter([LONG]), mimetype="text/event-stream"), PACKED)
    assert stream.content_encoding is None
    assert stream.is_streamed


def test_the_board_s_stream_is_not_packed(opened):  # noqa: F811
    answer = opened.staff().get("/papan/aliran", headers=PACKED, buffered=False)
    try:
        assert answer.mimetype == "text/event-stream"
        assert "Content-Encoding" not in answer.headers
    finally:
        answer.close()


def test_what_is_packed_already_or_is_no_text_is_left_alone():
    picture = Response(LONG, mimetype="image/png")
    assert answered(picture, PACKED).content_encoding is None
    once = Response(packing.packed(LONG.encode(), 5), mimetype="text/html", headers={"Content-Encoding": "gzip"})
    assert gzip.decompress(answered(once, PACKED).get_data()).decode() == LONG


def test_the_same_page_has_many_lengths():
    """Its length does not tell whether a guess at the form token in it was repeated."""
    lengths = {len(answered(Response(LONG, mimetype="text/html"), PACKED).get_data()) for _ in range(64)}
    assert len(lengths) > 16
