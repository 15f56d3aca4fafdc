"""Card PINs and QR logins. Both follow from the instance's secret, so a card can be printed again at any time.

A slow hash protects no six digits; what does is the pause after five wrong tries (tries.py).
"""

import hmac
from hashlib import sha256

from itsdangerous import BadSignature, URLSafeSerializer

from sandbox.seats import Seat
from sandbox.words.digits import printed_digits

PIN_DIGITS = 6


def pin_of(secret: bytes, seat: Seat) -> str:
    """The six digits on the seat's card. A card printed for a lost one (card_version) has another PIN."""
    digest = hmac.new(secret, f"pin:{seat.key}:{seat.card_version}".encode(), sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


def typed_pin(typed: str) -> str | None:
    """The six digits that were meant; None if it is no PIN at all, which is a slip of the fingers and no try."""
    digits = printed_digits(typed)
    return digits if len(digits) == PIN_DIGITS else None


def is_pin(secret: bytes, seat: Seat, pin: str) -> bool:
    """Whether these six digits are the seat's PIN."""
    return hmac.compare_digest(pin_of(secret, seat).encode(), pin.encode())


def qr_token(secret: bytes, seat: Seat) -> str:
    """What the card's QR carries: a signed login for this one seat and this one card."""
    token = _serializer(secret).dumps([seat.trainee_id, seat.card_version])
    return token.decode() if isinstance(token, bytes) else token


def seat_of_token(secret: bytes, token: str) -> tuple[int, int] | None:
    """(trainee id, card version) of a QR; None if it was not signed here."""
    try:
        trainee_id, card_version = _serializer(secret).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return int(trainee_id), int(card_version)


def village_code(typed: str) -> str:
    """A village code as it is kept, from what was typed: 3510022003, 35 10 02 2003 and 35.10.02.2003 are the same."""
    digits = printed_digits(typed)
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}" if len(digits) == 10 else typed.strip()


def _serializer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="gladi card")
