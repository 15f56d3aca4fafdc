"""How a request's body is read: once, in one place, and what can't be read is its sender's error.

The bounds are of the largest form of ours, with much to spare; taking a form apart stops the loop for everybody.
"""

from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l

MOST_FIELDS = 2000
LARGEST_FORM = 512 << 10
"""Bytes of a form without files."""
LARGEST_BODY = 4 << 20
LARGEST_ID = 2**31 - 1
"""What a database column holds. An address with a larger number is one that does not exist."""


class TooManyFields(GladiError):
    code = "GL-413F"
    status = 413
    text = _l("Formulir ini mengirim lebih dari %(most)d isian, lebih banyak daripada formulir mana pun di Gladi. Tidak ada yang "
              "disimpan. Muat ulang halamannya, lalu isi lagi.")


class SentValues(ImmutableMultiDict[str, Any]):
    """Values of a form or an address, without the one letter that no text of PostgreSQL may have: nobody types a NUL.

    A number that no database column holds is none: `get(…, type=int)` gives its default, as for a word.
    """

    def __init__(self, values: Any = None) -> None:
        super().__init__([(key, value.replace("\0", "") if isinstance(value, str) else value)
                          for key, value in MultiDict(values or ()).items(multi=True)])

    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]  # noqa: A002 - as Werkzeug has it
        return super().get(key, default, _number if type is int else type)


def _number(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST_ID:
        raise ValueError(text)
    return number


class PatientRequest(Request):
    """Flask's request. A body that Werkzeug's parser stumbles over, or a form with a part without a name, is refused."""

    parameter_storage_class = SentValues

    def _load_form_data(self) -> None:
        if "form" not in vars(self) and self.mimetype == "application/x-www-form-urlencoded":
            self._bound()
        try:
            super()._load_form_data()
        except HTTPException:
            raise
        except Exception as error:  # noqa: BLE001 - the edge: whatever somebody sent
            raise BadRequest() from error
        if None in self.form or None in self.files:
            self._set_empty()
            raise BadRequest()

    def _bound(self) -> None:
        """A plain form's bounds, seen before it is taken apart: Werkzeug has none for it, only for a multipart's."""
        data = b"" if (self.content_length or 0) > LARGEST_FORM else self.get_data(parse_form_data=False)
        too_long = (self.content_length or len(data)) > LARGEST_FORM
        if too_long or data.count(b"&") >= MOST_FIELDS:
            self._set_empty()
            raise RequestEntityTooLarge() if too_long else TooManyFields(most=MOST_FIELDS)

    def _set_empty(self) -> None:
        vars(self).update(form=self.parameter_storage_class(), files=self.parameter_storage_class())

    @property
    def was_read(self) -> bool:
        """Whether the form was read, without reading it now."""
        return "form" in vars(self)
