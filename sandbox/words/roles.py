"""Who there is: the two people of a village, the third whom a few send, the two kinds of staff; and how they are called."""

from sandbox.words.texts import lazy_gettext as _l

THIRD = "operator2"
ROLE_LABELS = {"sekdes": "Sekdes", "operator": "Operator", THIRD: "Operator 2"}
LETTERS = {"sekdes": "S", "operator": "O", THIRD: "O2"}
OTHER = {"sekdes": "operator", "operator": "sekdes", THIRD: "sekdes"}
SECRETARY_OF_A_KELURAHAN = "Seklur"
INSTRUCTOR, ORGANISER = "instructor", "organiser"
STAFF_LABELS = {INSTRUCTOR: _l("Pelatih"), ORGANISER: _l("Penyelenggara")}


def role_label(role: str, kind: str) -> str:
    """How the role is called in a village of that kind: Sekdes, in a kelurahan Seklur; Operator."""
    return SECRETARY_OF_A_KELURAHAN if (role, kind) == ("sekdes", "kelurahan") else ROLE_LABELS[role]


def duty(role: str) -> str:
    """Whose exercises somebody in that role does: a third person does the operator's."""
    return "operator" if role == THIRD else role
