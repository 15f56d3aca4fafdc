"""How long numbers are written for people."""


def grouped(digits: str) -> str:
    """Digits in fours, as they are read aloud: 3510 6212 0891 0003."""
    return " ".join(digits[i:i + 4] for i in range(0, len(digits), 4))
