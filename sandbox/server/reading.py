"""How a request's body is read: once, in one place, and what can't be read is its sender's error."""

from flask import Request
from werkzeug.exceptions import BadRequest, HTTPException


class PatientRequest(Request):
    """Flask's request. A body that Werkzeug's parser stumbles over, or a form with a part without a name, is refused."""

    def _load_form_data(self) -> None:
        try:
            super()._load_form_data()
        except HTTPException:
            raise
        except Exception as error:  # noqa: BLE001 - the edge: whatever somebody sent
            raise BadRequest() from error
        if None in self.form or None in self.files:
            vars(self).update(form=self.parameter_storage_class(), files=self.parameter_storage_class())
            raise BadRequest()

    @property
    def was_read(self) -> bool:
        """Whether the form was read, without reading it now."""
        return "form" in vars(self)
