"""Who may see a staff page."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from sandbox.accounts.users import StaffUser
from sandbox.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R")


def current_staff() -> StaffUser:
    """The member of staff of this request. Raises NotAllowed for anybody else."""
    if not isinstance(user := current_user._get_current_object(), StaffUser):
        raise NotAllowed()
    return user


def staff_required(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets staff in (with `roles`: only those). Nobody logged in goes to the staff login; a trainee gets a 403."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            user = current_user._get_current_object()
            if not user.is_authenticated and request.method == "GET":
                return cast(R, _to_login())
            if not isinstance(user, StaffUser) or (roles and user.role not in roles):
                raise NotAllowed()
            return view(*args, **kwargs)

        return guarded

    return decorate


def _to_login() -> Response:
    return redirect(url_for("accounts.staff_login", next=request.full_path))
