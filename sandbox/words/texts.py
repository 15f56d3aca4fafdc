"""Texts that are kept and said later, in the reader's language: what `_l("…")` makes. Safe to show, whatever is filled in."""

from typing import Any

from flask_babel import gettext
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape


class LaterText(LazyString):
    """A text of ours with values that may be anybody's: a template escapes it like every other text.

    Flask-Babel's own says of itself that it is HTML, so that a raised hand of a few letters could put elements into a page.
    """

    def __html__(self) -> Markup:
        return escape(str(self))


def lazy_gettext(text: str, /, **values: Any) -> LaterText:
    """The text with its values, to be translated when it is shown. Imported as `_l`, which marks it for the catalogue."""
    return LaterText(gettext, text, **values)
