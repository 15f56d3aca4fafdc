"""Sends text packed (gzip) to whoever takes it so. Gzip alone: every browser knows it, the oldest too.

A page holds the form token, and a search repeats what was typed: who can make a browser search and can measure the answers from
outside might guess the token by their length (BREACH). Flask-WTF signs the token anew each second but does not mask it. So a
packed page gets a name of random length in its head, where gzip has room for one, and the session's cookie does not go along
with what other sites ask for (SameSite=Lax).
"""

import secrets
import zlib

from flask import Flask, Response, request
from werkzeug.wrappers import Request

FROM = 1024
"""Bytes below which packing saves nothing: it all goes in one packet anyway."""
LEVEL = 6
"""A hundredth longer than at 9, in half the time."""
LONGEST_NAME = 32
"""As much as hides a letter or two more in an answer; what keeps others from asking at all is the cookie."""
GZIP = 16 + zlib.MAX_WBITS
"""What tells zlib that a gzip is meant."""
NAMED, HEAD = b"\x08", 10
"""The flag of a gzip whose head of ten bytes is followed by a name."""
TEXT = frozenset({"text/html", "text/plain", "text/css", "application/json", "image/svg+xml"})
"""Content types that are packed. An event stream (text/event-stream) is not: its events must not wait for one another."""


def init_app(app: Flask) -> None:
    """Pack every page. Attach before others, so that this is done last."""
    app.after_request(pack)


def takes_packed(asking: Request) -> bool:
    return asking.accept_encodings["gzip"] > 0


def packed(content: bytes, level: int, name: str = "") -> bytes:
    """`content` as gzip, `name` in its head; the same bytes whenever it is done."""
    plain = zlib.compress(content, level, GZIP)
    return plain if not name else plain[:3] + NAMED + plain[4:HEAD] + name.encode("ascii") + b"\0" + plain[HEAD:]


def pack(response: Response) -> Response:
    """The response as the browser takes it: packed if it is whole, text and long enough."""
    if response.is_streamed or response.mimetype not in TEXT or response.content_encoding is not None:
        return response
    response.vary.add("Accept-Encoding")
    content = response.get_data()
    if len(content) >= FROM and takes_packed(request):
        response.set_data(packed(content, LEVEL, "a" * (1 + secrets.randbelow(LONGEST_NAME))))
        response.content_encoding = "gzip"
    return response
