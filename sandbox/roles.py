"""How the two people of a village are called."""

ROLE_LABELS = {"sekdes": "Sekdes", "operator": "Operator"}
OTHER = {"sekdes": "operator", "operator": "sekdes"}
SECRETARY_OF_A_KELURAHAN = "Seklur"


def role_label(role: str, kind: str) -> str:
    """How the role is called in a village of that kind: Sekdes, in a kelurahan Seklur; Operator."""
    return SECRETARY_OF_A_KELURAHAN if (role, kind) == ("sekdes", "kelurahan") else ROLE_LABELS[role]
