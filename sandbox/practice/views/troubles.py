"""A trouble page in words: what was pressed, to which record, where to look, and what was typed.

Everything here comes from the request, nothing from what became of the data: twins read the same.
"""

from collections.abc import Sequence
from typing import Any

from flask import g, request, url_for

from sandbox.actions import Action, Desk
from sandbox.deeds import AT_HOUSEHOLDS, AT_LOGIN, AT_OUTBOX, HOUSEHOLD, SAVE, Look
from sandbox.digits import grouped, natural
from sandbox.errors import Trouble
from sandbox.practice import logins
from sandbox.practice.forms.instruments import load
from sandbox.practice.keys import NEW
from sandbox.practice.views.blueprint import peek
from sandbox.web import typed

ASIDE = {"alasan": "Alasan", "why": "Alasan", "code": "Kode desa"}


def page(trouble: Trouble, desk: Desk) -> dict[str, Any]:
    """The context of practice/trouble.html."""
    action: Action | None = g.get("practice_action")
    number = _card_number(action)
    label = trouble.look.button
    if trouble.look is AT_HOUSEHOLDS and number:
        label = f"Cari {grouped(number)} di Daftar Keluarga"
    if action is not None and desk.may_write:
        # A fault may have ended the login meanwhile; the head of the page must not claim otherwise.
        g.practice_open = peek(lambda session: logins.is_open(session, desk.login_key))
    pressed = _pressed(action)
    return {
        "trouble": trouble, "at": desk.clock.now(), "pressed": pressed, "record": grouped(number) if number else "",
        "reference": _reference(action), "look_url": _look_url(trouble.look, number), "look_label": label,
        "look_text": trouble.look.text, "back_url": _back_url(action), "back_typed": _back_typed(action),
        "typed": _labelled(typed()), "village_code": desk.village_code, "active": _menu(action)}


def _pressed(action: Action | None) -> str:
    if action is None:
        return ""
    what = action.page.thing if action.page else ""
    if action.page is HOUSEHOLD and action.detail.part == NEW:
        what = "keluarga baru"
    return f"{action.kind.pressed} · {what}" if what else action.kind.pressed


def _card_number(action: Action | None) -> str:
    """The card number that the deed was about: what its household was called before it, or what was typed for a new one."""
    return action.detail.number or action.detail.card if action is not None else ""


def _reference(action: Action | None) -> str:
    """The reference that the deed was about; empty where it was not known before the deed, for a new one would betray a twin."""
    return str(action.record) if action is not None and action.detail.of else ""


def _look_url(look: Look, number: str) -> str:
    if look is AT_HOUSEHOLDS:
        return url_for(".households", cari=number) if number else url_for(".households")
    if look in (AT_OUTBOX, AT_LOGIN):
        return url_for(f".{look.name}")
    return _page_url()


def _page_url() -> str:
    """The page that the form stands on."""
    view_args = dict(request.view_args or {})
    view = (request.endpoint or "").rsplit(".", 1)[-1]
    pages = {"submit": ".household", "log_in": ".login", "logout": ".home", "resend": ".submission", "revise": ".submission",
             "withdraw": ".submission"}
    return url_for(pages[view], **view_args) if view in pages else request.path


def _back_url(action: Action | None) -> str:
    """Where 'Kembali ke isian' leads; empty where nothing was being filled in."""
    return _page_url() if action is not None and not action.kind.reads else ""


def _back_typed(action: Action | None) -> Sequence[tuple[str, str]]:
    """All that the form held, its version too, so that the way back shows it again as it was. Empty for a mere button."""
    if action is None or action.kind is not SAVE:
        return ()
    kept = [(name, value) for name, value in request.form.items(multi=True) if name in ("_version", "_baris")]
    return [*kept, *typed()]


def _labelled(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was typed, with the words of its field; what was left empty is left out."""
    return [(_label(name), _words(name, value)) for name, value in pairs if value.strip() and name != "password"]


def _label(name: str) -> str:
    if name in ASIDE:
        return ASIDE[name]
    row, field = _field(name)
    if field is None:
        return name
    return f"{field.title} (baris {row + 1})" if row is not None else field.title


def _words(name: str, value: str) -> str:
    field = _field(name)[1]
    return field.label_of(value) if field is not None and field.options else value


def _field(name: str) -> tuple[int | None, Any]:
    """The row and the field that an input belongs to."""
    parts = name.split("-")
    row = natural(parts[-2]) if len(parts) > 2 else None
    own = parts[-1]
    is_member = parts[0] == "anggota" or request.endpoint is not None and "member" in request.endpoint
    form = load("ddk_member" if is_member else "ddk_household")
    return row, form.by_key.get(own.removeprefix("q"))


def _menu(action: Action | None) -> str:
    """The entry of the menu that the page belongs to."""
    if action is None or action.page is None:
        return ""
    return action.page.menu or action.record or ""  # the lists of sheets: of the book that they are a list of
