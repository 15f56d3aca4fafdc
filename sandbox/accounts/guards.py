"""Who may see a staff page, and for which trainings it is asked."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from sandbox.accounts.users import StaffUser
from sandbox.errors import NotAllowed
from sandbox.platform import groups
from sandbox.words.digits import natural
from sandbox.words.texts import lazy_gettext as _l

P = ParamSpec("P")
R = TypeVar("R")
CHOSEN = "pelatihan"
"""Under this name a session keeps which training its owner works with; none: the one that is on."""
SHOWN = "ruangan"
"""And under this one which training it was shown last."""
PERSONS = ("peserta", "hadir", "catatan", "ganti", "tetap")
"""Fields in which a page or a form names a person by number; of 12/pagi the first part."""


class OtherTraining(NotAllowed):
    code = "GL-403P"
    text = _l("Anda bukan staf pelatihan orang itu, jadi halamannya tidak dibuka. Penyelenggara semua pelatihan bisa menambahkan "
              "Anda di Akun staf.")


def current_staff() -> StaffUser:
    """The member of staff of this request. Raises NotAllowed for anybody else."""
    if not isinstance(user := current_user._get_current_object(), StaffUser):
        raise NotAllowed()
    return user


def staff_required(*roles: str, of_all: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets staff in (with `roles`: only those). Nobody logged in goes to the staff login; a trainee gets a 403.

    `of_all`: only staff of all trainings, for it concerns them all. What the view asks then concerns one training.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            user = current_user._get_current_object()
            if not user.is_authenticated and request.method == "GET":
                return cast(R, _to_login())
            if not isinstance(user, StaffUser) or (roles and user.role not in roles) or (of_all and not user.is_of_all):
                raise NotAllowed()
            with groups.asking_for(*_training_of(user)):
                _require_own(kwargs.get("trainee_id"))
                return view(*args, **kwargs)

        return guarded

    return decorate


def choose_training(training_id: int) -> None:
    """Let this browser work with that training from now on. Forms that it was shown of another are good no more."""
    session[CHOSEN] = training_id
    _show(training_id)


def _training_of(user: StaffUser) -> tuple[int, ...]:
    """What this request asks for: the training that was chosen in this browser, else the hall that it was shown as long as that
    is open, else the account's present training.

    What is pressed concerns the training that was shown, whatever became of it meanwhile. Empty where there is none yet.
    """
    own, chosen, shown = user.staff.halls, session.get(CHOSEN), session.get(SHOWN)
    if not own:
        return ()
    pressed = request.method != "GET"
    stays = [hall for hall in own if hall.training_id == shown and (pressed or hall.is_open)]
    wanted = [] if pressed and stays else [hall for hall in own if hall.training_id == chosen]
    here = [*wanted, *stays, *own][0]
    _show(here.training_id)
    g.lang, g.hall = here.lang, here
    g.other_halls = [hall for hall in own if hall is not here]
    return (here.training_id,)


def _show(training_id: int) -> None:
    """Remember which one is shown. A form of another one, open in another tab, would now be about the wrong people."""
    if (before := session.get(SHOWN)) != training_id:
        session[SHOWN] = training_id
        if before is not None:
            session.pop("csrf_token", None)


def require_training(user: StaffUser, trainee_id: int) -> None:
    """Raises OtherTraining where that person takes part in a training that the account does not belong to."""
    if not user.is_of_all and groups.training_of(trainee_id) not in {None, *user.staff.trainings}:
        raise OtherTraining()


def _require_own(named: object) -> None:
    """Of all persons that the request names. Who belongs to all trainings asks nothing."""
    user = current_staff()
    if user.is_of_all:
        return
    told = [natural(value.partition("/")[0]) for name in PERSONS for value in request.values.getlist(name)]
    for number in {named, *told} - {None}:
        require_training(user, cast(int, number))


def _to_login() -> Response:
    return redirect(url_for("accounts.staff_login", next=request.full_path))
